using EsGen.LiteDB;
using Xunit;

namespace EsGen.Tests.ReadModels;

/// <summary>What readers see while documents change, are made for the first time, or their runner stops at any moment.</summary>
public sealed class ChangingDocumentsTests : IDisposable
{
    private static readonly Guid s_doctor = Guid.NewGuid();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Paging_misses_and_doubles_no_document_that_stays_where_it_is(bool inFile)
    {
        await using RunningModels running = await RunningModels.StartAsync<AgendaEntry>(inFile ? LiteDbDatastore.Open(_folder.File("example.db")) : null);
        ReadModels<AgendaEntry> agenda = running.Application.ReadModels<AgendaEntry>();
        Visit[] moving = [.. Enumerable.Range(0, 20).Select(static i => new Visit(s_doctor, At(i * 10 + 5), "moving"))];
        Guid[] staying = [.. Enumerable.Range(0, 200).Select(i => running.Save(new Visit(s_doctor, At(i), $"staying {i:000}")))];
        foreach (Visit visit in moving)
        {
            running.Save(visit);
        }

        await running.Runner.WaitUntilCaughtUpAsync();
        Random random = new(1);
        for (int round = 0; round < TestLength.Choose(15, 500); round++)
        {
            bool descending = round % 2 == 0;
            List<AgendaEntry> byIndex = [], all = [];
            AgendaEntry? lastByIndex = null, lastOfAll = null;
            while (true)
            {
                IReadOnlyList<AgendaEntry> page = agenda.FindByPractitionerAndStart(s_doctor, descending: descending, limit: 17, after: lastByIndex);
                IReadOnlyList<AgendaEntry> next = agenda.All(after: lastOfAll, limit: 23);
                byIndex.AddRange(page);
                all.AddRange(next);
                if (page.Count == 0 && next.Count == 0)
                {
                    break;
                }

                lastByIndex = page is [.., var last] ? last : lastByIndex;
                lastOfAll = next is [.., var end] ? end : lastOfAll;

                // To somewhere before or behind the page.
                Visit visit = moving[random.Next(moving.Length)];
                visit.Move(At(random.Next(200)));
                running.Save(visit);
                if (random.Next(3) == 0)
                {
                    await agenda.WaitForAsync(visit);
                }
            }

            IEnumerable<Guid> found = byIndex.Where(static entry => entry.Patient != "moving").Select(static entry => entry.VisitId);
            Assert.Equal(descending ? staying.Reverse() : staying, found);
            Assert.Equal(staying.Concat(moving.Select(static visit => visit.Id)).Order(), all.Select(static entry => entry.VisitId).Order());
        }
    }

    [Fact]
    public async Task Documents_of_changed_code_answer_when_all_is_in_them_and_not_before()
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(_folder.File("example.db"));
        await using EventSourcedApplication application = new(datastore);
        for (int i = 0; i < 2_000; i++)
        {
            application.Save(new Visit(s_doctor, At(i), "Ada"));
        }

        // What another build has left.
        ReadModelVersion old = new("AgendaEntry", "another", 1);
        datastore.ReadModelStore!.Begin(old, default).Commit(new ReadModelState(2_000, 0, 1, 0), [new DocumentChange(0, new byte[16], new byte[3])]);
        ReadModels<AgendaEntry> agenda = application.ReadModels<AgendaEntry>();
        Assert.Throws<ReadModelNotReadyException>(() => agenda.Count());
        using CancellationTokenSource stop = new();
        Task writing = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                application.Save(new Visit(s_doctor, default, "Ben"));
            }
        });
        await using EventSourcedRunner runner = new(application);
        runner.Add<AgendaEntry>();
        await runner.StartAsync();
        Task ready = agenda.WaitForAsync(0).AsTask();
        while (!ready.IsCompleted)
        {
            try
            {
                Assert.InRange(agenda.Count(), 2_000, long.MaxValue);
            }
            catch (ReadModelNotReadyException exception)
            {
                Assert.Equal("AgendaEntry", exception.ReadModel);
            }
        }

        await ready;
        Assert.InRange(agenda.Count(), 2_000, long.MaxValue);
        await stop.CancelAsync();
        await writing;
        await runner.WaitUntilCaughtUpAsync();
        Assert.Equal(datastore.ActiveRecordStrategy.LastNotificationId, agenda.Count());
        Assert.DoesNotContain(old, datastore.ReadModelStore.GetVersions("AgendaEntry"));
    }

    [Fact]
    public async Task A_stop_at_any_moment_leaves_whole_documents_and_the_next_runner_goes_on()
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(_folder.File("example.db"));
        await using EventSourcedApplication application = new(datastore);
        ReadModels<AgendaEntry> agenda = application.ReadModels<AgendaEntry>();
        Random random = new(1);
        List<Guid> visits = [];
        long position = 0;
        for (int round = 0; round < TestLength.Choose(25, 400); round++)
        {
            EventSourcedRunner runner = new(application, new RunnerOptions { StopTimeout = TimeSpan.FromSeconds(30) });
            runner.Add<AgendaEntry>();
            using CancellationTokenSource cancelled = new();
            await runner.StartAsync();
            for (int i = random.Next(40); i > 0; i--)
            {
                KilledProjection.Act(application, random, visits);
            }

            Task? rebuilding = random.Next(4) == 0 ? runner.RebuildAsync<AgendaEntry>(cancelled.Token) : null;
            switch (random.Next(3))
            {
                case 0:
                    await runner.StopAsync();
                    break;
                case 1:
                    await runner.DisposeAsync();
                    break;
                default:
                    await cancelled.CancelAsync();
                    runner.Dispose();
                    break;
            }

            if (rebuilding is not null)
            {
                Exception? exception = await Record.ExceptionAsync(() => rebuilding);
                Assert.True(exception is null or OperationCanceledException or RunnerNotStartedException, exception?.ToString());
            }

            Assert.All(runner.Status, static status => Assert.Equal((RunnerState.Stopped, null), (status.State, status.Exception)));
            await Assert.ThrowsAsync<RunnerNotStartedException>(async () => await agenda.WaitForAsync(long.MaxValue));
            Assert.InRange(agenda.Position, position, datastore.ActiveRecordStrategy.LastNotificationId);
            position = agenda.Position;
            if (position > 0)
            {
                Assert.Equal(
                    KilledProjection.Fold(datastore.ActiveRecordStrategy, position).Keys,
                    agenda.All(limit: 10_000).Select(static entry => entry.VisitId).Order());
            }
        }

        await using EventSourcedRunner last = new(application);
        last.Add<AgendaEntry>();
        await last.StartAsync();
        await last.WaitUntilCaughtUpAsync();
        Assert.Equal(
            KilledProjection.Fold(datastore.ActiveRecordStrategy, long.MaxValue).Select(static one => (one.Key, one.Value.Start, one.Value.Patient)),
            agenda.All(limit: 10_000).Select(static entry => (entry.VisitId, entry.Start, entry.Patient)).OrderBy(static one => one.VisitId));
    }

    private static DateTimeOffset At(int minute) => DateTimeOffset.UnixEpoch.AddMinutes(minute);
}
