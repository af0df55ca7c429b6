#pragma warning disable ESG052, ESG053, ESG054, ESG055, ESG056, ESG057, ESG058, ESG059, ESG060, ESG061, ESG062, ESG063, ESG064, ESG065, ESG066 // It has the other build's name on purpose.
namespace EsGen.PostgreSql.Tests.Leases;

/// <summary>The agenda as the next build of the application has it: another fingerprint under the same name.</summary>
[ReadModel("AgendaEntry")]
public partial class NextAgendaEntry
{
    public string Title { get; private set; } = "";

    private void On(Visit.Booked e) => Title = "Visit of " + e.Patient;

    private void On(Visit.Renamed e) => Title = "Visit of " + e.Patient;

    private void On(Visit.Cancelled e) => Remove();
}
