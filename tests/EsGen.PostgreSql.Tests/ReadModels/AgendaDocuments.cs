using Xunit;

namespace EsGen.PostgreSql.Tests.ReadModels;

/// <summary>Compares all documents of the agenda with a fold over the events that knows nothing of read models.</summary>
internal static class AgendaDocuments
{
    public static void AssertFold(EventSourcedApplication application, long position = long.MaxValue)
    {
        ReadModels<AgendaEntry> agenda = application.ReadModels<AgendaEntry>();
        SortedDictionary<Guid, (DateTimeOffset Start, string Patient)> expected =
            KilledProjection.Fold(application.EventStore.ActiveRecordStrategy, position);
        List<AgendaEntry> all = [];
        for (IReadOnlyList<AgendaEntry> page = agenda.All(limit: 1000); page.Count > 0; page = agenda.All(after: page[^1], limit: 1000))
        {
            all.AddRange(page);
        }

        Assert.Equal(
            expected.Select(static one => (one.Key, one.Value.Start, one.Value.Patient)),
            all.Select(static one => (one.VisitId, one.Start, one.Patient)).OrderBy(static one => one.VisitId));
        Assert.Equal(expected.Count, agenda.Count());
        foreach (string patient in expected.Values.Select(static one => one.Patient).Distinct())
        {
            Assert.Equal(
                expected.Where(one => one.Value.Patient == patient).Select(static one => one.Key),
                agenda.FindByPatient(patient, limit: 10_000).Select(static one => one.VisitId).Order());
        }
    }
}
