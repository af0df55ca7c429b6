using System.Globalization;
using EsGen.LiteDB;
using Xunit;

namespace EsGen.Tests.ReadModels;

/// <summary>What a runner has left when its process was killed (kill -9): documents and indexes that are those of their position.</summary>
public sealed class KilledRunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Documents_are_a_fold_over_the_events_up_to_their_position_and_then_over_all()
    {
        string path = _folder.File("example.db");
        Random random = new(1);
        int rounds = TestLength.Choose(3, 200);
        for (int round = 0; round < rounds; round++)
        {
            KilledProcess.Run(
                typeof(KilledRunnerTests).Assembly,
                TimeSpan.FromMilliseconds(random.Next(250)),
                "project",
                path,
                round.ToString(CultureInfo.InvariantCulture));
            using LiteDbDatastore datastore = LiteDbDatastore.Open(path);
            await using EventSourcedApplication application = new(datastore);
            ReadModels<AgendaEntry> agenda = application.ReadModels<AgendaEntry>();
            Assert.InRange(agenda.Position, 0, datastore.ActiveRecordStrategy.LastNotificationId);
            if (agenda.Position > 0)
            {
                Compare(agenda, datastore.ActiveRecordStrategy, agenda.Position);
            }

            await using EventSourcedRunner runner = new(application);
            runner.Add<AgendaEntry>();
            await runner.StartAsync();
            await runner.WaitUntilCaughtUpAsync();
            Compare(agenda, datastore.ActiveRecordStrategy, datastore.ActiveRecordStrategy.LastNotificationId);
        }
    }

    private static void Compare(ReadModels<AgendaEntry> agenda, IActiveRecordStrategy strategy, long position)
    {
        SortedDictionary<Guid, (DateTimeOffset Start, string Patient)> expected = KilledProjection.Fold(strategy, position);
        Assert.Equal(expected.Count, agenda.Count());
        List<AgendaEntry> all = [];
        for (IReadOnlyList<AgendaEntry> page = agenda.All(limit: 1000); page.Count > 0; page = agenda.All(after: page[^1], limit: 1000))
        {
            all.AddRange(page);
        }

        Assert.Equal(
            expected.Select(static one => (one.Key, one.Value.Start, one.Value.Patient)),
            all.Select(static one => (one.VisitId, one.Start, one.Patient)).OrderBy(static one => one.VisitId));
        foreach (string patient in expected.Values.Select(static one => one.Patient).Distinct())
        {
            Assert.Equal(
                expected.Where(one => one.Value.Patient == patient).Select(static one => one.Key),
                agenda.FindByPatient(patient, limit: 10_000).Select(static one => one.VisitId).Order());
        }
    }
}
