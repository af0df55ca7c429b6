namespace EsGen.Tests.ReadModels;

/// <summary>The list page of a clinic.</summary>
[ReadModel]
[Index(nameof(Practitioner), nameof(Start))]
public partial class AgendaEntry
{
    [Key] public Guid VisitId { get; private set; }

    [Indexed] public Guid Practitioner { get; private set; }

    public DateTimeOffset Start { get; private set; }

    [Indexed] public string Patient { get; private set; } = "";

    public long? LastNotification { get; private set; }

    private void On(Visit.Booked e) => (Practitioner, Start, Patient) = (e.Practitioner, e.Start, e.Patient);

    private void On(Visit.Moved e, EventContext context) => (Start, LastNotification) = (e.Start, context.NotificationId);

    private void On(Visit.Renamed e)
    {
        if (e.Patient == "unmentionable")
        {
            throw new InvalidOperationException("A name that can't be shown.");
        }

        Patient = e.Patient;
    }

    private void On(Visit.Cancelled e) => Remove();
}
