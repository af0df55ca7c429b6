using EsGen;

namespace Sample.Web;

/// <summary>Somebody's wish for an hour of a room, and what became of it.</summary>
[Aggregate]
public partial class Booking
{
    [Event("Requested")] public partial Booking(Guid room, DateTimeOffset hour, string guest);

    public Guid Room { get; private set; }

    public DateTimeOffset Hour { get; private set; }

    public string Guest { get; private set; }

    public BookingState State { get; private set; }

    partial void GuardRequested(Guid room, DateTimeOffset hour, string guest)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(guest);
        if (hour.UtcTicks % TimeSpan.TicksPerHour != 0)
        {
            throw new ArgumentException("A booking begins at a full hour.", nameof(hour));
        }
    }

    [Event("Confirmed")] public partial void Confirm();

    private partial void WhenConfirmed() => State = BookingState.Confirmed;

    [Event("Declined")] public partial void Decline(string reason);

    private partial void WhenDeclined(string reason) => State = BookingState.Declined;

    /// <summary>Gives the hour back. What was declined or cancelled has none.</summary>
    public void Cancel()
    {
        if (State is BookingState.Requested or BookingState.Confirmed)
        {
            RecordCancelled();
        }
    }

    [Event("Cancelled")] private partial void RecordCancelled();

    private partial void WhenCancelled() => State = BookingState.Cancelled;
}

public enum BookingState
{
    Requested,
    Confirmed,
    Declined,
    Cancelled,
}
