using System.Collections.Concurrent;
using Xunit;

namespace EsGen.Tests.Policies;

/// <summary>Stopping, taking over, and doing several things at once.</summary>
public sealed class StoppingTests
{
    [Fact]
    public async Task A_method_that_blocks_holds_no_stop_up_and_stores_nothing_any_more()
    {
        TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RunningPolicies running = await RunningPolicies.StartAsync(
            _ => new Scripted(async (_, context, _) =>
            {
                entered.SetResult();
                await go.Task;
                left.SetResult();
                return new Tally(context.NewId("tally"));
            }),
            options: new RunnerOptions { StopTimeout = TimeSpan.FromMilliseconds(50) });
        running.Save(PolicyTests.Notes(1));
        await entered.Task;
        await running.Runner.StopAsync();
        long last = running.Strategy.LastNotificationId;
        go.SetResult();
        await left.Task;
        await running.RestartAsync(static _ => new Scripted(static (_, context, _) => Task.FromResult<IEventSourced?>(new Tally(context.NewId("other")))));
        await running.CaughtUpAsync();
        Assert.Equal(last + 1, running.Strategy.LastNotificationId);
        Assert.Single(running.All<Tally>());
    }

    [Fact]
    public async Task A_stop_at_any_moment_leaves_nothing_half_done()
    {
        await using RunningPolicies running = new();
        for (int round = 0; round < 30; round++)
        {
            for (int i = 0; i < 20; i++)
            {
                running.Save(new Purchase("Ada", 1));
            }

            await running.RestartAsync(static _ => new Right());
            await Task.Delay(TimeSpan.FromMilliseconds(round % 6));
            await running.Runner.StopAsync(new CancellationToken(canceled: round % 2 == 0));
        }

        await running.RestartAsync(static _ => new Right());
        await running.CaughtUpAsync();
        Assert.Equal(running.All<Purchase>().Count, running.All<Bill>().Count);
    }

    [Fact]
    public async Task Two_runners_that_know_nothing_of_each_other_do_it_once()
    {
        using InMemoryDatastore datastore = InMemoryDatastore.Open();
        await using RunningPolicies one = await RunningPolicies.StartAsync(static _ => new Right(), new ObservedStrategy(datastore.ActiveRecordStrategy));
        await using RunningPolicies other = await RunningPolicies.StartAsync(static _ => new Right(), new ObservedStrategy(datastore.ActiveRecordStrategy));
        for (int i = 0; i < 300; i++)
        {
            one.Save(new Purchase("Ada", i));
        }

        await one.CaughtUpAsync();
        await other.CaughtUpAsync();
        Assert.Equal(Enumerable.Range(0, 300).Select(static i => (decimal)i), one.All<Bill>().Select(static bill => bill.Amount).Order());
        Assert.All(one.Runner.Status.Concat(other.Runner.Status), static status => Assert.Equal(RunnerState.Running, status.State));
    }

    [Fact]
    public async Task A_second_runner_stands_by()
    {
        await using RunningPolicies running = await RunningPolicies.StartAsync(static _ => new Right());
        await using EventSourcedRunner second = new(running.Application);
        second.Add(new Right());
        await second.StartAsync();
        running.Save(new Purchase("Ada", 1));
        await second.WaitUntilCaughtUpAsync();
        await running.Runner.StopAsync();
        running.Save(new Purchase("Ada", 2));
        await second.WaitUntilCaughtUpAsync();
        Assert.Equal(2, running.All<Bill>().Count);
    }

    [Fact]
    public async Task Several_effects_at_once_keep_the_order_of_each_entity()
    {
        ConcurrentDictionary<Guid, List<string>> done = [];
        int running1 = 0;
        int most = 0;
        await using RunningPolicies running = new();
        Guid[] ids = [.. Enumerable.Range(0, 20).Select(_ => running.Save(PolicyTests.Notes(10)))];
        await running.RestartAsync(_ => new InParallel(async (e, context) =>
        {
            int now = Interlocked.Increment(ref running1);
            InterlockedMax(ref most, now);
            await Task.Delay(1);
            List<string> own = done.GetOrAdd(context.Id, static _ => []);
            own.Add(e.Text);
            Interlocked.Decrement(ref running1);
        }));
        await running.CaughtUpAsync();
        Assert.All(ids, id => Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], done[id]));
        Assert.InRange(most, 2, 8);
        Assert.Equal(running.Strategy.LastNotificationId, running.Strategy.GetTracking("policy:parallel"));
    }

    [Fact]
    public async Task One_of_several_at_once_that_fails_is_parked_with_what_comes_behind_it()
    {
        ConcurrentBag<string> done = [];
        await using RunningPolicies running = new(options: new RunnerOptions { RetryPause = TimeSpan.Zero, Attempts = 2, OnFailure = OnFailure.Park });
        Guid bad = running.Save(PolicyTests.Notes(4));
        Guid good = running.Save(PolicyTests.Notes(4));
        await running.RestartAsync(_ => new InParallel((e, context) =>
        {
            if (context.Id == bad && e.Text == "1")
            {
                throw new TimeoutException();
            }

            done.Add($"{(context.Id == bad ? "bad" : "good")} {e.Text}");
            return Task.CompletedTask;
        }));
        await running.CaughtUpAsync();
        Assert.Equal(["bad 0", "good 0", "good 1", "good 2", "good 3"], done.Order(StringComparer.Ordinal));
        Assert.Equal([(3L, 2), (4L, 0), (5L, 0)], (await running.Runner.GetParkedAsync("parallel")).Select(static e => (e.NotificationId, e.Attempts)));
        Assert.NotEqual(bad, good);
    }

    [Fact]
    public async Task One_of_several_at_once_that_stops_leaves_the_position_before_it()
    {
        await using RunningPolicies running = new();
        running.Save(PolicyTests.Notes(4));
        Guid bad = running.Save(PolicyTests.Notes(4));
        running.Save(PolicyTests.Notes(4));
        await running.RestartAsync(_ => new InParallel((e, context) =>
            context.Id == bad && e.Text == "1" ? throw new TimeoutException() : Task.CompletedTask));
        PolicyStoppedException stopped = await Assert.ThrowsAsync<PolicyStoppedException>(running.CaughtUpAsync);
        Assert.Equal(8, stopped.NotificationId);
        Assert.InRange(running.Strategy.GetTracking("policy:parallel") ?? 0, 0, 7);
    }

    [Fact]
    public async Task What_one_of_several_at_once_throws_because_of_a_stop_is_no_failure()
    {
        TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        List<string> done = [];
        await using RunningPolicies running = new(options: new RunnerOptions { Attempts = 1, OnFailure = OnFailure.Park });
        running.Save(PolicyTests.Notes(1));
        await running.RestartAsync(_ => new Stoppable(async (_, cancellationToken) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new IOException("The connection is closed.");
        }));
        await entered.Task;
        await running.RestartAsync(_ => new Stoppable((e, _) =>
        {
            done.Add(e.Text);
            return Task.CompletedTask;
        }));
        await running.CaughtUpAsync();
        Assert.Empty(await running.Runner.GetParkedAsync("stoppable"));
        Assert.Equal(["0"], done);
    }

    [Fact]
    public async Task What_is_thrown_outside_of_On_while_several_are_handled_at_once_stops_the_policy()
    {
        using InMemoryDatastore datastore = InMemoryDatastore.Open();
        FailingTime time = new();
        await using EventSourcedApplication application = new(datastore, new EventSourcedApplicationOptions { TimeProvider = time });
        application.Save(PolicyTests.Notes(2));
        time.Fails = true;
        await using EventSourcedRunner runner = new(application, new RunnerOptions { Attempts = 1, OnFailure = OnFailure.Park });
        runner.Add(new InParallel(static (_, _) => throw new TimeoutException()));
        await runner.StartAsync();
        PolicyStoppedException stopped = await Assert.ThrowsAsync<PolicyStoppedException>(
            () => runner.WaitUntilCaughtUpAsync().WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal("There is no clock.", Assert.IsType<InvalidOperationException>(stopped.InnerException).Message);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (int seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            if (Interlocked.CompareExchange(ref target, value, seen) == seen)
            {
                return;
            }
        }
    }

    private sealed class FailingTime : TimeProvider
    {
        public bool Fails { get; set; }

        public override DateTimeOffset GetUtcNow() =>
            Fails ? throw new InvalidOperationException("There is no clock.") : DateTimeOffset.UnixEpoch;
    }
}
