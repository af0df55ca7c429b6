namespace EsGen.Tests.Domain;

/// <summary>An aggregate with properties whose types call values equal that differ.</summary>
[Aggregate]
public partial class Appointment
{
    [Event] public partial Appointment(Uri page, DateTimeOffset at, IReadOnlyList<Uri> links, DateTime? booked = null);

    [Event] public partial Uri Page { get; set; }

    [Event] public partial DateTimeOffset At { get; set; }

    [Event] public partial DateTime? Booked { get; set; }

    [Event] public partial IReadOnlyList<Uri> Links { get; set; }
}
