using System.Collections.Concurrent;
using Xunit;

namespace EsGen.Tests.Policies;

/// <summary>Methods that fail: tried again, parked, tried again by hand, dropped; others go on.</summary>
public sealed class FailureTests
{
    private static readonly RunnerOptions s_park = new() { RetryPause = TimeSpan.FromMilliseconds(1), Attempts = 3, OnFailure = OnFailure.Park };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_method_that_fails_now_and_then_is_tried_again_and_what_came_before_isn_t(int failures)
    {
        List<string> calls = [];
        await using RunningPolicies running = new();
        running.Save(PolicyTests.Notes(4));
        await running.RestartAsync(_ => new Scripted((e, context, _) =>
        {
            calls.Add(e.Text);
            return e.Text == "2" && calls.Count(static text => text == "2") <= failures
                ? throw new TimeoutException()
                : Task.FromResult<IEventSourced?>(new Tally(context.NewId("tally")));
        }));
        await running.CaughtUpAsync();
        Assert.Equal(4, running.All<Tally>().Count);
        Assert.Equal(["0", "1", .. Enumerable.Repeat("2", failures + 1), "3"], calls);
    }

    [Fact]
    public async Task One_that_always_fails_stops_the_policy_behind_what_came_before()
    {
        int attempts = 0;
        await using RunningPolicies running = new();
        running.Save(PolicyTests.Notes(4));
        await running.RestartAsync(_ => new Scripted((e, context, _) =>
        {
            attempts += e.Text == "2" ? 1 : 0;
            return e.Text == "2" ? throw new TimeoutException() : Task.FromResult<IEventSourced?>(new Tally(context.NewId("tally")));
        }));
        PolicyStoppedException stopped = await Assert.ThrowsAsync<PolicyStoppedException>(running.CaughtUpAsync);
        Assert.Equal((4L, 3), (stopped.NotificationId, attempts));
        Assert.Equal("scripted", stopped.Policy);
        Assert.Equal(2, running.All<Tally>().Count);
        Assert.Empty(await running.Runner.GetParkedAsync("scripted"));

        await running.RestartAsync(static _ => new Scripted((_, context, _) => Task.FromResult<IEventSourced?>(new Tally(context.NewId("tally")))));
        await running.CaughtUpAsync();
        Assert.Equal(4, running.All<Tally>().Count);
    }

    [Fact]
    public async Task What_is_parked_is_listed_and_tried_again_once_or_all()
    {
        ConcurrentDictionary<string, int> calls = [];
        bool fails = true;
        await using RunningPolicies running = new(options: s_park);
        Guid id = running.Save(PolicyTests.Notes(5));
        await running.RestartAsync(Policy);
        await running.CaughtUpAsync();
        IReadOnlyList<ParkedEvent> parked = await running.Runner.GetParkedAsync("scripted");
        Assert.Equal(
            [("scripted", 3L, id, 2L, "Purchase.Noted", 3, "System.TimeoutException"), ("scripted", 5L, id, 4L, "Purchase.Noted", 3, "System.TimeoutException")],
            parked.Select(static e => (e.Policy, e.NotificationId, e.SequenceId, e.Position, e.Topic, e.Attempts, e.ExceptionType!)));
        Assert.Equal(3, running.All<Tally>().Count);
        Assert.Equal(2, Assert.Single(running.Runner.Status).Parked);
        Assert.Equal([5], (await running.Runner.GetParkedAsync("scripted", after: 3)).Select(static e => e.NotificationId));
        Assert.Equal([3], (await running.Runner.GetParkedAsync("scripted", limit: 1)).Select(static e => e.NotificationId));

        await running.RestartAsync(Policy);
        Assert.Equal(0, await running.Runner.RetryParkedAsync("scripted", 3));
        Assert.Equal([4, 3], (await running.Runner.GetParkedAsync("scripted")).Select(static e => e.Attempts));
        fails = false;
        Assert.Equal(1, await running.Runner.RetryParkedAsync("scripted", 5));
        Assert.Equal([3], (await running.Runner.GetParkedAsync("scripted")).Select(static e => e.NotificationId));
        Assert.Equal(1, await running.Runner.RetryParkedAsync("scripted", null));
        Assert.Empty(await running.Runner.GetParkedAsync("scripted"));
        Assert.Equal(5, running.All<Tally>().Count);
        Assert.Equal([1, 5, 1, 4, 1], calls.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => pair.Value));
        await Assert.ThrowsAsync<InvalidOperationException>(() => running.Runner.RetryParkedAsync("scripted", 3));

        Scripted Policy(EventSourcedApplication app) => new((e, context, _) =>
        {
            calls.AddOrUpdate(e.Text, 1, static (_, count) => count + 1);
            return fails && e.Text is "1" or "3"
                ? throw new TimeoutException()
                : Task.FromResult<IEventSourced?>(new Tally(context.NewId("tally")));
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_retry_that_throws_because_it_is_to_end_is_no_attempt(bool stops)
    {
        TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isByHand = false;
        using CancellationTokenSource cancel = new();
        await using RunningPolicies running = new(options: s_park);
        running.Save(PolicyTests.Notes(1));
        await running.RestartAsync(_ => new Scripted(async (_, _, cancellationToken) =>
        {
            if (isByHand)
            {
                entered.SetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            throw new IOException("The connection is closed.");
        }));
        await running.CaughtUpAsync();
        isByHand = true;
        Task<int> retrying = running.Runner.RetryParkedAsync("scripted", 2, cancel.Token);
        await entered.Task;
        if (stops)
        {
            Task stopping = running.Runner.StopAsync();
            await Assert.ThrowsAsync<RunnerNotStartedException>(() => retrying);
            await stopping;
        }
        else
        {
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => retrying);
        }

        Assert.Equal(3, Assert.Single(await running.Runner.GetParkedAsync("scripted")).Attempts);
    }

    [Fact]
    public async Task What_is_dropped_is_never_handled()
    {
        await using RunningPolicies running = new(options: s_park);
        running.Save(PolicyTests.Notes(2));
        await running.RestartAsync(static _ => new Scripted(static (_, _, _) => throw new TimeoutException()));
        await running.CaughtUpAsync();
        await running.Runner.DropParkedAsync("scripted", 2);
        Assert.Equal([3], (await running.Runner.GetParkedAsync("scripted")).Select(static e => e.NotificationId));
        await Assert.ThrowsAsync<InvalidOperationException>(() => running.Runner.DropParkedAsync("scripted", 2));
        await running.RestartAsync(static _ => new Scripted(static (_, context, _) => Task.FromResult<IEventSourced?>(new Tally(context.NewId("tally")))));
        Assert.Equal(1, await running.Runner.RetryParkedAsync("scripted", null));
        Assert.Single(running.All<Tally>());
    }

    [Fact]
    public async Task The_order_of_an_entity_is_kept_until_its_last_one_is_gone_also_after_a_restart()
    {
        List<string> handled = [];
        string? failing = "a0";
        await using RunningPolicies running = new(options: s_park);
        Purchase a = new("a", 1);
        Purchase b = new("b", 1);
        Note(a, "a0");
        Note(b, "b0");
        Note(a, "a1");
        await running.RestartAsync(Policy);
        await running.CaughtUpAsync();
        Assert.Equal(["b0"], handled);
        Assert.Equal([(3, "System.TimeoutException"), (0, null)], (await running.Runner.GetParkedAsync("ordered")).Select(static e => (e.Attempts, e.ExceptionType)));

        await running.RestartAsync(Policy);
        Note(a, "a2");
        Note(b, "b1");
        await running.CaughtUpAsync();
        Assert.Equal(["b0", "b1"], handled);
        IReadOnlyList<ParkedEvent> parked = await running.Runner.GetParkedAsync("ordered");
        Assert.Equal(3, parked.Count);
        await Assert.ThrowsAsync<InvalidOperationException>(() => running.Runner.RetryParkedAsync("ordered", parked[1].NotificationId));
        Assert.Equal(0, await running.Runner.RetryParkedAsync("ordered", null));
        Assert.Equal(["b0", "b1"], handled);

        failing = "a1";
        Assert.Equal(1, await running.Runner.RetryParkedAsync("ordered", null));
        failing = null;
        Note(a, "a3");
        await running.CaughtUpAsync();
        Assert.Equal(["b0", "b1", "a0"], handled);
        Assert.Equal(3, await running.Runner.RetryParkedAsync("ordered", null));
        Note(a, "a4");
        await running.CaughtUpAsync();
        Assert.Equal(["b0", "b1", "a0", "a1", "a2", "a3", "a4"], handled);

        Ordered Policy(EventSourcedApplication app) => new((e, context) =>
        {
            if (e.Text == failing)
            {
                throw new TimeoutException();
            }

            handled.Add(e.Text);
            return Task.FromResult<IEventSourced?>(new Tally(context.NewId("tally")));
        });

        void Note(Purchase purchase, string text)
        {
            purchase.Note(text);
            running.Save(purchase);
        }
    }

    [Fact]
    public async Task An_append_whose_answer_is_lost_is_done_once()
    {
        using InMemoryDatastore datastore = InMemoryDatastore.Open();
        int lost = 0;
        ObservedStrategy strategy = new(datastore.ActiveRecordStrategy)
        {
            Behind = (items, tracking) =>
            {
                if (tracking is not null && items.Count > 0 && Interlocked.Increment(ref lost) % 2 == 1)
                {
                    throw new IOException("The answer is lost.");
                }
            },
        };
        await using RunningPolicies running = new(strategy);
        await running.RestartAsync(static _ => new Right());
        for (int i = 0; i < 5; i++)
        {
            running.Save(new Purchase("Ada", i));
            await running.CaughtUpAsync();
        }

        Assert.Equal(Enumerable.Range(0, 5).Select(static i => (decimal)i), running.All<Bill>().Select(static bill => bill.Amount));
    }

    [Fact]
    public async Task An_effect_whose_position_is_lost_comes_again_with_the_same_id_and_what_is_returned_doesn_t()
    {
        using InMemoryDatastore datastore = InMemoryDatastore.Open();
        bool isKilled = false;
        ObservedStrategy strategy = new(datastore.ActiveRecordStrategy)
        {
            Before = (_, tracking) =>
            {
                ObjectDisposedException.ThrowIf(tracking is not null && isKilled, typeof(InMemoryDatastore));
            },
        };
        List<Guid> sent = [];
        await using RunningPolicies running = new(strategy);
        await running.RestartAsync(_ => Mail());
        isKilled = true;
        running.Save(PolicyTests.Notes(1));
        await Assert.ThrowsAsync<PolicyStoppedException>(running.CaughtUpAsync);
        isKilled = false;
        await running.RestartAsync(_ => Mail());
        await running.CaughtUpAsync();
        Assert.Equal(2, sent.Count);
        Assert.Equal(sent[0], sent[1]);

        int made = 0;
        isKilled = true;
        await running.RestartAsync(_ => Make());
        await Assert.ThrowsAsync<PolicyStoppedException>(running.CaughtUpAsync);
        isKilled = false;
        await running.RestartAsync(_ => Make());
        await running.CaughtUpAsync();
        Assert.Equal(2, made);
        Assert.Single(running.All<Tally>());

        Mailing Mail() => new((_, context) =>
        {
            sent.Add(context.NewId("mail"));
            return Task.CompletedTask;
        });

        Scripted Make() => new((_, context, _) =>
        {
            made++;
            return Task.FromResult<IEventSourced?>(new Tally(context.NewId("tally")));
        });
    }

    [Fact]
    public async Task A_store_that_fails_for_ever_stops_the_policy_and_a_later_runner_goes_on()
    {
        using InMemoryDatastore datastore = InMemoryDatastore.Open();
        bool isFull = true;
        ObservedStrategy strategy = new(datastore.ActiveRecordStrategy)
        {
            Before = (items, tracking) =>
            {
                if (tracking is not null && isFull)
                {
                    throw new IOException("No space left.");
                }
            },
        };
        await using RunningPolicies running = await RunningPolicies.StartAsync(static _ => new Right(), strategy, s_park);
        running.Save(new Purchase("Ada", 1));
        PolicyStoppedException stopped = await Assert.ThrowsAsync<PolicyStoppedException>(running.CaughtUpAsync);
        Assert.IsType<IOException>(stopped.InnerException);
        isFull = false;
        await running.RestartAsync(static _ => new Right());
        await running.CaughtUpAsync();
        Assert.Single(running.All<Bill>());
    }

    [Fact]
    public async Task Conflicts_with_others_who_change_the_same_aggregate_lose_nothing()
    {
        const int Writers = 8;
        const int Each = 25;
        await using RunningPolicies running = new();
        running.Save(new Tally(Counting.TallyId));
        for (int i = 0; i < 100; i++)
        {
            running.Save(new Purchase("Ada", i));
        }

        await running.RestartAsync(static app => new Counting(app.Repository<Tally>()));
        EventSourcedApplicationOptions patient = new() { MaxUpdateAttempts = 1000 };
        using EventSourcedApplication other = new(running.Strategy, patient);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < Each; i++)
            {
                await other.Repository<Tally>().UpdateAsync(Counting.TallyId, static tally => tally.Add());
            }
        })));
        await running.CaughtUpAsync();
        Assert.Equal(100 + (Writers * Each), running.Application.Repository<Tally>()[Counting.TallyId].Count);
    }

    [Fact]
    public async Task An_event_that_this_build_doesn_t_know_stops_the_policy_behind_what_came_before()
    {
        await using RunningPolicies running = await RunningPolicies.StartAsync(static _ => new Right());
        running.Save(new Purchase("Ada", 1));
        running.Strategy.Append([new SequencedItem(Guid.NewGuid(), 0, "Purchase.Placed@2", "{}"u8.ToArray())]);
        PolicyStoppedException stopped = await Assert.ThrowsAsync<PolicyStoppedException>(running.CaughtUpAsync);
        Assert.IsType<NewerVersionException>(stopped.InnerException);
        Assert.Single(running.All<Bill>());
    }
}
