using EsGen;

namespace Sample.Web;

/// <summary>A room that is booked by the hour. It alone knows which hours are taken, so that none is given twice.</summary>
[Aggregate]
public partial class Room
{
    private readonly Dictionary<DateTimeOffset, Guid> _taken = [];

    [Event("Opened")] public partial Room(string name);

    public string Name { get; private set; }

    [Event("Renamed")] public partial void Rename(string name);

    partial void GuardOpened(string name) => ArgumentException.ThrowIfNullOrWhiteSpace(name);

    partial void GuardRenamed(string name) => ArgumentException.ThrowIfNullOrWhiteSpace(name);

    /// <summary>Gives an hour to a booking, unless another one has it.</summary>
    public bool TryTake(DateTimeOffset hour, Guid booking)
    {
        if (_taken.TryGetValue(hour, out Guid holder))
        {
            return holder == booking;
        }

        RecordTaken(hour, booking);
        return true;
    }

    /// <summary>Takes an hour back from a booking, if that has it.</summary>
    public void Release(DateTimeOffset hour, Guid booking)
    {
        if (_taken.TryGetValue(hour, out Guid holder) && holder == booking)
        {
            RecordReleased(hour, booking);
        }
    }

    [Event("Taken")] private partial void RecordTaken(DateTimeOffset hour, Guid booking);

    private partial void WhenTaken(DateTimeOffset hour, Guid booking) => _taken[hour] = booking;

    [Event("Released")] private partial void RecordReleased(DateTimeOffset hour, Guid booking);

    private partial void WhenReleased(DateTimeOffset hour, Guid booking) => _taken.Remove(hour);

    [Discard("Closed")] public partial void Close();
}
