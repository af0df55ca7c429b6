#pragma warning disable ESG061 // A model that a test can hold reads what the test sets.
using EsGen.LiteDB;
using Xunit;

namespace EsGen.Tests.ReadModels;

/// <summary>Starting, waiting, failing, making again and stopping.</summary>
public sealed class RunnerTests
{
    private static readonly Guid s_doctor = Guid.NewGuid();

    [Fact]
    public async Task Waiting_for_what_nobody_makes_says_so()
    {
        await using RunningModels running = new();
        ReadModels<AgendaEntry> agenda = running.Application.ReadModels<AgendaEntry>();
        Visit visit = new(s_doctor, DateTimeOffset.UnixEpoch, "Ada");
        running.Save(visit);
        Assert.Equal("AgendaEntry", (await Assert.ThrowsAsync<RunnerNotStartedException>(async () => await agenda.WaitForAsync(visit))).Name);
        running.Runner.Add<AgendaEntry>();
        await Assert.ThrowsAsync<RunnerNotStartedException>(async () => await running.Runner.WaitUntilCaughtUpAsync());
        await running.Runner.StartAsync();
        await agenda.WaitForAsync(visit);
        await running.Runner.StopAsync();
        await agenda.WaitForAsync(visit);
        await Assert.ThrowsAsync<RunnerNotStartedException>(async () => await agenda.WaitForAsync(1000));
        Assert.Equal("Ada", agenda.Get(visit.Id).Patient);
    }

    [Fact]
    public async Task A_wait_that_has_begun_ends_with_the_runner()
    {
        await using RunningModels running = await RunningModels.StartAsync<AgendaEntry>();
        Task waiting = running.Application.ReadModels<AgendaEntry>().WaitForAsync(1000).AsTask();
        await running.Runner.StopAsync();
        await Assert.ThrowsAsync<RunnerNotStartedException>(() => waiting);
    }

    [Fact]
    public async Task An_empty_store_is_caught_up_at_once()
    {
        await using RunningModels running = await RunningModels.StartAsync<AgendaEntry>();
        await running.Runner.WaitUntilCaughtUpAsync();
        Assert.Equal(0, running.Application.ReadModels<AgendaEntry>().Count());
        Assert.Empty(running.Application.ReadModels<AgendaEntry>().All());
        Assert.Equal(RunnerState.Running, Assert.Single(running.Runner.Status).State);
    }

    [Fact]
    public async Task A_failing_On_stops_its_model_only()
    {
        await using RunningModels running = new();
        running.Runner.Add<AgendaEntry>();
        running.Runner.Add<OwnerTotal>();
        await running.Runner.StartAsync();
        Visit visit = new(s_doctor, DateTimeOffset.UnixEpoch, "Ada");
        running.Save(visit);
        ReadModels<AgendaEntry> agenda = running.Application.ReadModels<AgendaEntry>();
        await agenda.WaitForAsync(visit);
        visit.Rename("unmentionable");
        running.Save(visit);
        ReadModelStoppedException stopped = await Assert.ThrowsAsync<ReadModelStoppedException>(async () => await agenda.WaitForAsync(visit));
        Assert.Equal(("AgendaEntry", 2), (stopped.ReadModel, stopped.NotificationId));
        Assert.IsType<InvalidOperationException>(stopped.InnerException);
        Assert.Contains("Visit.Renamed", stopped.Message, StringComparison.Ordinal);
        Assert.Equal("Ada", agenda.Get(visit.Id).Patient);

        Item item = new("apple", 1m);
        running.Save(item);
        await running.Application.ReadModels<OwnerTotal>().WaitForAsync(item);
        IReadOnlyList<RunnerStatus> status = await running.Runner.GetStatusAsync();
        Assert.Equal([("AgendaEntry", RunnerState.Stopped), ("OwnerTotal", RunnerState.Running)], status.Select(static one => (one.Name, one.State)));
        Assert.Equal((1, 2), (status[0].Position, status[0].Behind));
        Assert.IsType<InvalidOperationException>(status[0].Exception);
        await Assert.ThrowsAsync<ReadModelStoppedException>(() => running.Runner.WaitUntilCaughtUpAsync());
        await Assert.ThrowsAsync<ReadModelStoppedException>(() => running.Runner.RebuildAsync<AgendaEntry>());
    }

    [Fact]
    public async Task A_newer_event_of_a_handled_entity_stops_the_model_and_others_are_passed_by()
    {
        await using RunningModels running = await RunningModels.StartAsync<AgendaEntry>();
        IActiveRecordStrategy strategy = running.Application.EventStore.ActiveRecordStrategy;
        strategy.Append([new SequencedItem(Guid.NewGuid(), 0, "Elsewhere.Happened@3", "?"u8.ToArray())]);
        await running.Runner.WaitUntilCaughtUpAsync();
        strategy.Append([new SequencedItem(Guid.NewGuid(), 0, "Visit.Booked@2", "{}"u8.ToArray())]);
        ReadModelStoppedException stopped = await Assert.ThrowsAsync<ReadModelStoppedException>(() => running.Runner.WaitUntilCaughtUpAsync());
        Assert.IsType<NewerVersionException>(stopped.InnerException);
    }

    [Fact]
    public async Task An_instance_that_was_never_saved_or_is_of_another_store_can_t_be_waited_for()
    {
        await using RunningModels running = await RunningModels.StartAsync<AgendaEntry>();
        ReadModels<AgendaEntry> agenda = running.Application.ReadModels<AgendaEntry>();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await agenda.WaitForAsync(new Visit(s_doctor, default, "Ada")));
        await using RunningModels other = new();
        Visit foreign = new(s_doctor, default, "Ada");
        other.Save(foreign);
        await Assert.ThrowsAsync<ArgumentException>(async () => await agenda.WaitForAsync(foreign));
        Guid id = running.Save(new Visit(s_doctor, default, "Ada"));
        await agenda.WaitForAsync(running.Application.Repository<Visit>()[id]);
        Assert.True(agenda.Contains(id));
    }

    [Fact]
    public async Task What_was_made_before_answers_until_what_is_made_again_has_caught_up()
    {
        await using RunningModels running = await RunningModels.StartAsync<AgendaEntry>();
        ReadModels<AgendaEntry> agenda = running.Application.ReadModels<AgendaEntry>();
        for (int i = 0; i < 3000; i++)
        {
            running.Save(new Visit(s_doctor, default, "Ada"));
        }

        await running.Runner.WaitUntilCaughtUpAsync();
        using CancellationTokenSource stop = new();
        Task writing = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                running.Save(new Visit(s_doctor, default, "Ben"));
            }
        });
        Task rebuilding = running.Runner.RebuildAsync<AgendaEntry>();
        long position = 0;
        while (!rebuilding.IsCompleted)
        {
            Assert.True(agenda.Count() >= 3000);
            Assert.True(agenda.Position >= position);
            position = agenda.Position;
        }

        await rebuilding;
        await stop.CancelAsync();
        await writing;
        await running.Runner.WaitUntilCaughtUpAsync();
        Assert.Equal(running.Application.EventStore.ActiveRecordStrategy.LastNotificationId, agenda.Count());
        Assert.Single(running.Datastore.ReadModelStore!.GetVersions("AgendaEntry"));
    }

    [Fact]
    public async Task A_model_that_blocks_holds_no_stop_up_and_stores_nothing_any_more()
    {
        BlockingView.Entered = new TaskCompletionSource();
        BlockingView.Go = new ManualResetEventSlim();
        RunningModels running = await RunningModels.StartAsync<BlockingView>(options: new RunnerOptions { StopTimeout = TimeSpan.FromMilliseconds(50) });
        running.Save(new Item("apple", 1m));
        await BlockingView.Entered.Task;
        await running.Runner.StopAsync();
        BlockingView.Go.Set();
        await using EventSourcedRunner next = new(running.Application);
        next.Add<BlockingView>();
        await next.StartAsync();
        await next.WaitUntilCaughtUpAsync();
        Assert.Equal(1, running.Application.ReadModels<BlockingView>().Count());
    }

    [Fact]
    public async Task A_second_runner_stands_by()
    {
        await using RunningModels running = await RunningModels.StartAsync<AgendaEntry>();
        await using EventSourcedRunner second = new(running.Application);
        second.Add<AgendaEntry>();
        await second.StartAsync();
        running.Save(new Visit(s_doctor, default, "Ada"));
        await second.WaitUntilCaughtUpAsync();
        await running.Runner.StopAsync();
        running.Save(new Visit(s_doctor, default, "Ben"));
        await second.WaitUntilCaughtUpAsync();
        Assert.Equal(2, running.Application.ReadModels<AgendaEntry>().Count());
    }

    [Fact]
    public async Task What_stopped_a_model_doesn_t_end_a_wait_of_a_later_runner_that_hasn_t_begun()
    {
        FailingView.Fails = true;
        await using RunningModels running = await RunningModels.StartAsync<FailingView>();
        running.Save(new Item("apple", 1m));
        await Assert.ThrowsAsync<ReadModelStoppedException>(() => running.Runner.WaitUntilCaughtUpAsync());
        await running.Runner.DisposeAsync();
        Assert.IsType<InvalidOperationException>(Assert.Single(running.Runner.Status).Exception);

        FailingView.Fails = false;
        SemaphoreSlim ownership = GetOwnership<FailingView>(running.Datastore.ReadModelStore!);
        await ownership.WaitAsync();
        await using EventSourcedRunner next = new(running.Application);
        next.Add<FailingView>();
        await next.StartAsync();
        Task waiting = running.Application.ReadModels<FailingView>().WaitForAsync(1).AsTask();
        Assert.False(waiting.IsCompleted);
        ownership.Release();
        await waiting;
        Assert.Null(Assert.Single(next.Status).Exception);
        Assert.Equal(1, running.Application.ReadModels<FailingView>().Count());

        static SemaphoreSlim GetOwnership<T>(IReadModelStore store)
            where T : class, IReadModel<T> => ReadModelProgress.Of(store, T.Description.Name, T.Description.Fingerprint).Ownership;
    }

    [Fact]
    public async Task What_is_stored_under_former_names_is_removed()
    {
        await using RunningModels running = new();
        IReadModelStore store = running.Datastore.ReadModelStore!;
        foreach (string name in new[] { "renamed", "first", "other" })
        {
            store.Begin(new ReadModelVersion(name, RenamedView.Fingerprint, 1), new ReadModelState(0, 0, 0, 0));
        }

        Guid item = running.Save(new Item("apple", 1m));
        running.Runner.Add<RenamedView>();
        await running.Runner.StartAsync();
        await running.Runner.WaitUntilCaughtUpAsync();

        Assert.Empty(store.GetVersions("renamed"));
        Assert.Empty(store.GetVersions("first"));
        Assert.Single(store.GetVersions("other"));
        Assert.Equal("apple", running.Application.ReadModels<RenamedView>().Get(item).Name);
    }

    [Fact]
    public void A_former_name_is_none_of_another_model()
    {
        using EventSourcedApplication application = new(LiteDbDatastore.Open(":memory:"));
        using EventSourcedRunner runner = new(application);
        runner.Add<RenamedView>();
        Assert.Contains("'renamed'", Assert.Throws<InvalidOperationException>(runner.Add<TakingView>).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_that_make_no_sense_are_refused()
    {
        await using RunningModels running = await RunningModels.StartAsync<AgendaEntry>();
        Assert.Throws<InvalidOperationException>(running.Runner.Add<OwnerTotal>);
        await Assert.ThrowsAsync<InvalidOperationException>(() => running.Runner.StartAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => running.Runner.RebuildAsync<OwnerTotal>());
        using EventSourcedRunner twice = new(running.Application);
        twice.Add<AgendaEntry>();
        Assert.Throws<InvalidOperationException>(twice.Add<AgendaEntry>);
        using EventSourcedApplication without = new(running.Application.EventStore.ActiveRecordStrategy);
        Assert.Throws<NotSupportedException>(without.ReadModels<AgendaEntry>);
        using EventSourcedRunner never = new(running.Application);
        never.Dispose();
    }
}

/// <summary>A model that had other names.</summary>
[ReadModel("third", FormerNames = ["first", "renamed"])]
public partial class RenamedView
{
    internal static string Fingerprint => DescriptionOf<RenamedView>().Fingerprint;

    public string Name { get; private set; } = "";

    private void On(Item.Added e) => Name = e.Name;

    private static CompilerServices.ReadModelDescription DescriptionOf<T>()
        where T : class, IReadModel<T> => T.Description;
}

#pragma warning disable ESG066 // What the build says first, the runner says, too.
/// <summary>A model by a name that another one had.</summary>
[ReadModel("renamed")]
public partial class TakingView
{
    public string Name { get; private set; } = "";

    private void On(Item.Added e) => Name = e.Name;
}
#pragma warning restore ESG066

/// <summary>A model whose On can fail.</summary>
[ReadModel]
public partial class FailingView
{
    internal static bool Fails { get; set; }

    public string Name { get; private set; } = "";

    private void On(Item.Added e) => Name = Fails ? throw new InvalidOperationException("Not today.") : e.Name;
}

/// <summary>A model whose On can be held.</summary>
[ReadModel]
public partial class BlockingView
{
    internal static ManualResetEventSlim Go { get; set; } = new();

    internal static TaskCompletionSource Entered { get; set; } = new();

    public string Name { get; private set; } = "";

    private void On(Item.Added e)
    {
        Name = e.Name;
        Entered.TrySetResult();
        Go.Wait();
    }
}
