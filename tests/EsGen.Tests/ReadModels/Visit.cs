namespace EsGen.Tests.ReadModels;

[Aggregate]
public partial class Visit
{
    [Event("Booked")] public partial Visit(Guid practitioner, DateTimeOffset start, string patient);

    public Guid Practitioner { get; private set; }

    public DateTimeOffset Start { get; private set; }

    public string Patient { get; private set; }

    [Event("Moved")] public partial void Move(DateTimeOffset start);

    [Event("Renamed")] public partial void Rename(string patient);

    [Discard("Cancelled")] public partial void Cancel();
}
