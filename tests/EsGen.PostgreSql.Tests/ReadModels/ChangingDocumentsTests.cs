using Xunit;

namespace EsGen.PostgreSql.Tests.ReadModels;

/// <summary>What documents are whatever happens in whatever order, and what readers see meanwhile.</summary>
public sealed class ChangingDocumentsTests
{
    private static readonly Guid s_doctor = Guid.NewGuid();
    private readonly PostgreSqlSettings _settings = PostgreSqlServer.NewSettings();

    [Theory] // M5
    [InlineData(1)]
    [InlineData(2)]
    public async Task Documents_are_a_fold_over_all_events(int seed)
    {
        Random random = new(seed);
        BasketHistory history = new(random);
        for (int round = 0; round < TestLength.Choose(2, 300); round++)
        {
            await using Node node = await Node.OpenAsync(_settings);
            node.Runner.Add<BasketView>();
            node.Runner.Add<OwnerTotal>();
            await node.Runner.StartAsync();
            for (int i = 0; i < 40; i++)
            {
                history.Act(node.Application);
            }

            if (random.Next(2) == 0)
            {
                await node.Runner.RebuildAsync<BasketView>();
            }

            await node.Runner.WaitUntilCaughtUpAsync();
            history.Compare(node.Application);
            await node.Runner.StopAsync();
            for (int i = 0; i < 20; i++)
            {
                history.Act(node.Application);
            }
        }
    }

    [Fact] // M6
    public async Task Paging_misses_and_doubles_no_document_that_stays_where_it_is()
    {
        await using Node node = await Node.StartAsync<AgendaEntry>(_settings);
        ReadModels<AgendaEntry> agenda = node.Application.ReadModels<AgendaEntry>();
        Visit[] moving = [.. Enumerable.Range(0, 20).Select(static i => new Visit(s_doctor, At(i * 10 + 5), "moving"))];
        Visit[] visits = [.. Enumerable.Range(0, 200).Select(static i => new Visit(s_doctor, At(i), $"staying {i:000}"))];
        Guid[] staying = [.. visits.Select(static visit => visit.Id)];
        await node.SaveAsync([.. visits, .. moving]);

        await node.Runner.WaitUntilCaughtUpAsync();
        Random random = new(1);
        for (int round = 0; round < TestLength.Choose(2, 300); round++)
        {
            bool descending = round % 2 == 0;
            List<AgendaEntry> byIndex = [], all = [];
            AgendaEntry? lastByIndex = null, lastOfAll = null;
            while (true)
            {
                IReadOnlyList<AgendaEntry> page = await agenda.FindByPractitionerAndStartAsync(s_doctor, descending: descending, limit: 17, after: lastByIndex);
                IReadOnlyList<AgendaEntry> next = agenda.All(after: lastOfAll, limit: 23);
                byIndex.AddRange(page);
                all.AddRange(next);
                if (page.Count == 0 && next.Count == 0)
                {
                    break;
                }

                lastByIndex = page is [.., var last] ? last : lastByIndex;
                lastOfAll = next is [.., var end] ? end : lastOfAll;
                Visit visit = moving[random.Next(moving.Length)];
                visit.Move(At(random.Next(200)));
                node.Save(visit);
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

    [Fact] // M4
    public async Task Documents_that_are_made_again_under_load_answer_whole_all_the_time()
    {
        await using Node node = await Node.StartAsync<AgendaEntry>(_settings);
        await using Node reader = await Node.OpenAsync(_settings);
        ReadModels<AgendaEntry> agenda = reader.Application.ReadModels<AgendaEntry>();
        await node.SaveAsync(Enumerable.Range(0, 500).Select(static i => new Visit(s_doctor, At(i), "Ada")));

        await node.Runner.WaitUntilCaughtUpAsync();
        using CancellationTokenSource stop = new();
        Task writing = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                node.Save(new Visit(Guid.NewGuid(), default, "Ben"));
            }
        });
        Task reading = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                Assert.Equal(500, agenda.FindByPractitioner(s_doctor, limit: 1000).Count);
                Assert.InRange(agenda.Count(), 500, long.MaxValue);
            }
        });
        for (int round = 0; round < TestLength.Choose(2, 100); round++)
        {
            await node.Runner.RebuildAsync<AgendaEntry>();
        }

        await stop.CancelAsync();
        await writing;
        await reading;
        await node.Runner.WaitUntilCaughtUpAsync();
        AgendaDocuments.AssertFold(reader.Application);
    }

    [Fact] // M4
    public async Task Documents_of_changed_code_answer_when_all_is_in_them_and_those_of_the_old_build_stay()
    {
        await using Node node = await Node.OpenAsync(_settings);
        await node.SaveAsync(Enumerable.Range(0, 1_000).Select(static i => new Visit(s_doctor, At(i), "Ada")));

        ReadModelVersion old = new("AgendaEntry", "another", 1);
        node.Datastore.ReadModelStore!.Begin(old, default).Commit(new ReadModelState(1_000, 0, 1, 0), [new DocumentChange(0, new byte[16], new byte[3])]);
        ReadModels<AgendaEntry> agenda = node.Application.ReadModels<AgendaEntry>();
        Assert.Throws<ReadModelNotReadyException>(() => agenda.Count());
        node.Runner.Add<AgendaEntry>();
        await node.Runner.StartAsync();
        Task ready = agenda.WaitForAsync(0).AsTask();
        while (!ready.IsCompleted)
        {
            try
            {
                Assert.InRange(agenda.Count(), 1_000, long.MaxValue);
            }
            catch (ReadModelNotReadyException exception)
            {
                Assert.Equal("AgendaEntry", exception.ReadModel);
            }
        }

        await ready;
        AgendaDocuments.AssertFold(node.Application);
        Assert.Contains(old, node.Datastore.ReadModelStore.GetVersions("AgendaEntry"));
    }

    [Fact] // R1
    public async Task A_stop_at_any_moment_leaves_whole_documents_and_the_next_runner_goes_on()
    {
        await using Node node = await Node.OpenAsync(_settings);
        ReadModels<AgendaEntry> agenda = node.Application.ReadModels<AgendaEntry>();
        Random random = new(1);
        List<Guid> visits = [];
        for (int round = 0; round < TestLength.Choose(6, 300); round++)
        {
            EventSourcedRunner runner = new(node.Application, new RunnerOptions { StopTimeout = TimeSpan.FromSeconds(30) });
            runner.Add<AgendaEntry>();
            await runner.StartAsync();
            for (int i = random.Next(20); i > 0; i--)
            {
                KilledProjection.Act(node.Application, random, visits);
            }

            Task? rebuilding = random.Next(4) == 0 ? runner.RebuildAsync<AgendaEntry>() : null;
            await runner.StopAsync();
            if (rebuilding is not null)
            {
                Exception? exception = await Record.ExceptionAsync(() => rebuilding);
                Assert.True(exception is null or OperationCanceledException or RunnerNotStartedException, exception?.ToString());
            }

            Assert.All(runner.Status, static status => Assert.Equal((RunnerState.Stopped, null), (status.State, status.Exception)));
            if (agenda.Position > 0)
            {
                AgendaDocuments.AssertFold(node.Application, agenda.Position);
            }
        }

        await using EventSourcedRunner last = new(node.Application);
        last.Add<AgendaEntry>();
        await last.StartAsync();
        await last.WaitUntilCaughtUpAsync();
        AgendaDocuments.AssertFold(node.Application);
    }

    private static DateTimeOffset At(int minute) => DateTimeOffset.UnixEpoch.AddMinutes(minute);
}
