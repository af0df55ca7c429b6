using EsGen;

namespace Sample.Web;

/// <summary>A booking in the list of a room.</summary>
[ReadModel("bookings")]
public partial class BookingEntry
{
    [Indexed] public Guid Room { get; private set; }

    public DateTimeOffset Hour { get; private set; }

    public string Guest { get; private set; } = "";

    public BookingState State { get; private set; }

    private void On(Booking.Requested e) => (Room, Hour, Guest) = (e.Room, e.Hour, e.Guest);

    private void On(Booking.Confirmed e) => State = BookingState.Confirmed;

    private void On(Booking.Declined e) => State = BookingState.Declined;

    private void On(Booking.Cancelled e) => State = BookingState.Cancelled;
}
