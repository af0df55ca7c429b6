using Xunit;

namespace EsGen.Tests.Policies;

/// <summary>What a policy returns, and what comes of it.</summary>
public sealed class PolicyTests
{
    [Fact]
    public async Task What_is_returned_is_stored_with_the_position_and_with_why()
    {
        await using RunningPolicies running = await RunningPolicies.StartAsync(static app => new Billing(app.Repository<Bill>()));
        Purchase purchase = new("Ada", 12m);
        running.Application.Save([purchase], new Dictionary<string, string> { ["correlation"] = "c-1", ["user"] = "ada" });
        await running.CaughtUpAsync();
        purchase.Pay();
        running.Save(purchase);
        await running.CaughtUpAsync();
        Bill bill = Assert.Single(running.All<Bill>());
        Assert.Equal(("Ada", 12m, true), (bill.Recipient, bill.Amount, bill.IsPaid));
        Assert.Equal(3, running.Strategy.GetTracking("policy:billing"));

        IReadOnlyList<EventRecord<IDomainEvent>> records = running.Application.EventStore.GetEventRecords<Bill>(bill.Id);
        Assert.Equal(["c-1", $"{purchase.Id}:1"], records.Select(static record => record.Metadata["correlation"]));
        Assert.Equal([$"{purchase.Id}:0", $"{purchase.Id}:1"], records.Select(static record => record.Metadata["causation"]));
        Assert.All(records, static record => Assert.Equal("1", record.Metadata["depth:billing"]));
        Assert.All(records, static record => Assert.DoesNotContain("user", record.Metadata.Keys));

        RunnerStatus status = Assert.Single(running.Runner.Status);
        Assert.Equal(("billing", RunnerKind.Policy, RunnerState.Running, 4L), (status.Name, status.Kind, status.State, status.Position));
    }

    [Fact]
    public async Task Every_form_of_return_is_taken()
    {
        List<string> effects = [];
        await using RunningPolicies running = await RunningPolicies.StartAsync(_ => new EveryReturn(effects.Add));
        Wish wish = new();
        wish.AskOne();
        wish.AskNobody();
        wish.AskList();
        wish.AskVoid();
        wish.AskArray();
        wish.AskTask();
        wish.AskTaskList();
        wish.AskPlainTask();
        wish.AskPlainValueTask();
        wish.AskValueTask();
        wish.AskValueTaskArray();
        running.Save(wish);
        await running.CaughtUpAsync();
        Assert.Equal(
            ["one", "first of list", "second of list", "in array", "in task", "in list in task", "in value task", "in array in value task"],
            running.All<Bill>().Select(static bill => bill.Recipient));
        Assert.Equal(["void", "task", "value task"], effects);
    }

    [Fact]
    public async Task What_is_made_with_new_has_the_application_s_time()
    {
        DateTimeOffset then = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);
        using InMemoryDatastore datastore = InMemoryDatastore.Open();
        await using EventSourcedApplication application = new(datastore, new EventSourcedApplicationOptions { TimeProvider = new StandingClock(then) });
        await using EventSourcedRunner runner = new(application);
        runner.Add(new Billing(application.Repository<Bill>()));
        await runner.StartAsync();
        application.Save(new Purchase("Ada", 12m));
        await runner.WaitUntilCaughtUpAsync();

        EventSourcedRepository<Bill> bills = application.Repository<Bill>();
        Assert.Equal(then, bills[Assert.Single(bills.GetIds())].CreatedOn);
        Assert.NotEqual(then, new Bill(Guid.NewGuid(), "Ben", 1m).CreatedOn);
    }

    [Fact]
    public async Task A_thousand_events_that_change_one_aggregate_share_commits()
    {
        using InMemoryDatastore datastore = InMemoryDatastore.Open();
        await using RunningPolicies running = new(new ObservedStrategy(datastore.ActiveRecordStrategy));
        for (int i = 0; i < 1000; i++)
        {
            running.Save(new Purchase("Ada", i));
        }

        await running.RestartAsync(static app => new Counting(app.Repository<Tally>()));
        await running.CaughtUpAsync();
        Assert.Equal(1000, Assert.Single(running.All<Tally>()).Count);
        Assert.InRange(((ObservedStrategy)running.Strategy).Commits, 1, 20);
    }

    [Fact]
    public async Task A_store_that_ends_pages_early_holds_nothing_up()
    {
        using InMemoryDatastore datastore = InMemoryDatastore.Open();
        await using RunningPolicies running = new(new ObservedStrategy(datastore.ActiveRecordStrategy) { MaxPage = 3 });
        for (int i = 0; i < 10; i++)
        {
            running.Save(new Purchase("Ada", i));
        }

        await running.RestartAsync(static _ => new Right());
        await running.CaughtUpAsync();
        Assert.Equal(Enumerable.Range(0, 10).Select(static i => (decimal)i), running.All<Bill>().Select(static bill => bill.Amount));
    }

    [Fact]
    public async Task A_load_sees_what_earlier_events_of_the_batch_returned_and_gives_one_instance_each_time()
    {
        List<(int Count, bool IsSame, bool IsThere)> seen = [];
        await using RunningPolicies running = new();
        Purchase purchase = Notes(3);
        running.Save(purchase);
        await running.RestartAsync(app => new Scripted((_, context, _) =>
        {
            EventSourcedRepository<Tally> tallies = app.Repository<Tally>();
            Tally tally = tallies.TryGet(Counting.TallyId, out Tally? found) ? found : new Tally(Counting.TallyId);
            tally.Add();
            seen.Add((tally.Count, found is null || tallies[Counting.TallyId] == found, tallies.Contains(Counting.TallyId)));
            return Task.FromResult<IEventSourced?>(tally);
        }));
        await running.CaughtUpAsync();
        Assert.Equal([(1, true, false), (2, true, true), (3, true, true)], seen);
        Assert.Equal(4, ((IEventSourced)Assert.Single(running.All<Tally>())).Version);
    }

    [Fact]
    public async Task Entities_collect_what_happens_to_them_while_On_runs()
    {
        await using RunningPolicies running = new();
        Drawer drawer = running.Application.Repository<Drawer>().Create("bills");
        running.Save(Notes(1));
        long before = 0;
        await running.RestartAsync(app => new Scripted((_, _, _) =>
        {
            Drawer loaded = app.Repository<Drawer>()[drawer.Id];
            loaded.Fill();
            before = app.EventStore.ActiveRecordStrategy.LastNotificationId;
            return Task.FromResult<IEventSourced?>(loaded);
        }));
        await running.CaughtUpAsync();
        Assert.Equal(3, before);
        Assert.Equal(1, running.Application.Repository<Drawer>()[drawer.Id].Sheets);
        Assert.Equal(4, running.Strategy.LastNotificationId);
    }

    [Fact]
    public async Task What_stores_by_itself_is_refused_inside_On_and_allowed_outside()
    {
        await using RunningPolicies running = new();
        Drawer outside = running.Application.Repository<Drawer>().Create("outside");
        running.Save(new Tally(Counting.TallyId));
        List<string> refused = [];
        await running.RestartAsync(app => new Scripted(async (_, _, _) =>
        {
            Refused("Save", () => app.Save(new Tally(Guid.NewGuid())));
            Refused("Save of one", () => app.Repository<Tally>().Save(new Tally(Guid.NewGuid())));
            Refused("Update", () => app.Repository<Tally>().Update(Counting.TallyId, static tally => tally.Add()));
            Refused("Update of several", () => app.Update(static _ => { }));
            Refused("Create", () => app.Repository<Drawer>().Create("inside"));
            Refused("command", outside.Fill);
            Refused("Append", () => app.EventStore.Append<Tally>(Guid.NewGuid(), 0, [new Tally.Begun()]));
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await app.SaveAsync(new Tally(Guid.NewGuid())));
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await app.UpdateAsync(static _ => Task.CompletedTask));
            return null;
        }));
        running.Save(Notes(1));
        await running.CaughtUpAsync();
        Assert.Equal(["Save", "Save of one", "Update", "Update of several", "Create", "command", "Append"], refused);
        Assert.Single(running.All<Tally>());
        outside.Fill();
        Assert.Equal(1, running.Application.Repository<Drawer>()[outside.Id].Sheets);

        void Refused(string what, Action action)
        {
            InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(action);
            Assert.Contains("return it instead", refusal.Message, StringComparison.Ordinal);
            refused.Add(what);
        }
    }

    [Theory]
    [InlineData("not returned", typeof(InvalidOperationException), "didn't return it")]
    [InlineData("created and not returned", typeof(InvalidOperationException), "didn't return it")]
    [InlineData("of another application", typeof(InvalidOperationException), "another application")]
    [InlineData("faulted", typeof(EntityFaultedException), "")]
    [InlineData("two of one id", typeof(InvalidOperationException), "two instances")]
    [InlineData("taken id", typeof(ConcurrencyException), "")]
    [InlineData("past", typeof(InvalidOperationException), "read-only")]
    public async Task What_can_t_be_stored_stops_the_policy_and_stores_nothing(string what, Type type, string message)
    {
        await using RunningPolicies other = new();
        await using RunningPolicies running = new();
        Guid id = running.Save(new Tally(Counting.TallyId));
        Tally past = running.Application.Repository<Tally>().Get(id, 1);
        other.Save(new Tally(Counting.TallyId));
        Tally foreign = other.Application.Repository<Tally>()[id];
        foreign.Add();
        Tally faulted = new(Guid.NewGuid());
        await running.RestartAsync(app => new EverySeveral(() =>
        {
            switch (what)
            {
                case "not returned":
                    app.Repository<Tally>()[id].Add();
                    return [];
                case "created and not returned":
                    app.Repository<Tally>().Create(Guid.NewGuid());
                    return [];
                case "of another application":
                    return [foreign];
                case "faulted":
                    ((IEventSourced)faulted).Recorder.MarkMutatedFromOutside();
                    return [faulted];
                case "two of one id":
                    return [new Tally(Guid.Parse("0190c0de-0000-7000-8000-00000000c0df")), new Tally(Guid.Parse("0190c0de-0000-7000-8000-00000000c0df"))];
                case "taken id":
                    return [new Tally(id)];
                default:
                    return [past];
            }
        }));
        running.Save(Notes(1));
        long last = running.Strategy.LastNotificationId;
        PolicyStoppedException stopped = await Assert.ThrowsAsync<PolicyStoppedException>(running.CaughtUpAsync);
        Assert.IsType(type, stopped.InnerException);
        Assert.Contains(message, stopped.Message, StringComparison.Ordinal);
        Assert.Equal(last, stopped.NotificationId);
        Assert.Equal(last, running.Strategy.LastNotificationId);
        RunnerStatus status = Assert.Single(running.Runner.Status);
        Assert.Equal((RunnerState.Stopped, 1L), (status.State, status.Behind));
        Assert.IsType(type, status.Exception);
    }

    [Fact]
    public async Task Instances_without_events_and_the_same_one_twice_are_fine()
    {
        await using RunningPolicies running = new();
        Guid id = running.Save(new Tally(Counting.TallyId));
        await running.RestartAsync(app => new EverySeveral(() =>
        {
            Tally tally = app.Repository<Tally>()[id];
            tally.Add();
            return [tally, null, tally, app.Repository<Tally>()[id]];
        }));
        running.Save(Notes(2));
        await running.CaughtUpAsync();
        Assert.Equal(2, running.Application.Repository<Tally>()[id].Count);
    }

    [Fact]
    public async Task A_policy_begins_where_it_says()
    {
        List<string> sent = [];
        await using RunningPolicies running = new();
        running.Save(Notes(2));
        await running.RestartAsync(_ => new Mailing((e, _) => Sent(e)));
        Assert.Equal(3, running.Strategy.GetTracking("policy:mailing"));
        await running.Runner.DisposeAsync();
        running.Save(Notes(1));
        await running.RestartAsync(_ => new Mailing((e, _) => Sent(e)));
        await running.CaughtUpAsync();
        Assert.Equal(["0"], sent);

        Task Sent(Purchase.Noted e)
        {
            sent.Add(e.Text);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_renamed_policy_goes_on_and_gives_the_ids_that_it_gave()
    {
        await using RunningPolicies running = new();
        Purchase first = new("Ada", 1);
        running.Save(first);
        await running.RestartAsync(static _ => new Right());
        await running.CaughtUpAsync();
        Guid id = Assert.Single(running.All<Bill>()).Id;
        await running.RestartAsync(static _ => new RightAgain());
        await running.CaughtUpAsync();
        Assert.Equal(id, Assert.Single(running.All<Bill>()).Id);
        running.Save(new Purchase("Ben", 2));
        await running.CaughtUpAsync();
        Assert.Equal(["right", "again"], running.All<Bill>().Select(static bill => bill.Recipient));
        Assert.Equal(3, running.Strategy.GetTracking("policy:right again"));
    }

    [Fact]
    public async Task Two_policies_with_one_name_for_what_they_make_make_two()
    {
        await using RunningPolicies running = new();
        running.Runner.Add(new Left());
        running.Runner.Add(new Right());
        await running.Runner.StartAsync();
        running.Save(new Purchase("Ada", 1));
        await running.CaughtUpAsync();
        Assert.Equal(["left", "right"], running.All<Bill>().Select(static bill => bill.Recipient).Order());
    }

    [Fact]
    public async Task A_policy_that_reacts_to_itself_stops()
    {
        await using RunningPolicies running = await RunningPolicies.StartAsync(
            static app => new Endless(app.Repository<Tally>()), options: new RunnerOptions { MaxCausationDepth = 7 });
        Guid id = running.Save(new Tally(Guid.NewGuid()));
        PolicyStoppedException? stopped = null;
        while (stopped is null)
        {
            try
            {
                await running.CaughtUpAsync();
            }
            catch (PolicyStoppedException exception)
            {
                stopped = exception;
            }
        }

        Assert.Equal(7, running.Application.Repository<Tally>()[id].Count);
        RunnerStatus status = Assert.Single(running.Runner.Status);
        Assert.Equal(6, status.CausationDepth);
        Assert.Contains("without end", status.Exception!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_may_be_made_for_each_batch()
    {
        int made = 0;
        int disposed = 0;
        await using RunningPolicies running = new();
        running.Save(Notes(3));
        running.Runner.Add(() => ValueTask.FromResult(new PolicyLease<Scripted>(
            new Scripted((_, context, _) => Task.FromResult<IEventSourced?>(new Tally(context.NewId("tally")))), new Owner(made++, () => disposed++))));
        await running.Runner.StartAsync();
        await running.CaughtUpAsync();
        Assert.Equal(3, running.All<Tally>().Count);
        await running.Runner.StopAsync();
        Assert.Equal((1, 1), (made, disposed));
    }

    [Fact]
    public async Task Calls_that_make_no_sense_are_refused()
    {
        await using RunningPolicies running = await RunningPolicies.StartAsync(static _ => new Right());
        Assert.Throws<InvalidOperationException>(() => running.Runner.Add(new Left()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => running.Runner.GetParkedAsync("left"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => running.Runner.RetryParkedAsync("Right", 17));
        await Assert.ThrowsAsync<InvalidOperationException>(() => running.Runner.DropParkedAsync("Right", 17));
        Assert.Equal(0, await running.Runner.RetryParkedAsync("Right", null));
        await using EventSourcedRunner twice = new(running.Application);
        twice.Add(new Right());
        Assert.Throws<InvalidOperationException>(() => twice.Add(new Right()));
        Assert.Throws<InvalidOperationException>(() => twice.Add(new RightAgain()));
    }

    internal static Purchase Notes(int count)
    {
        Purchase purchase = new("Ada", 1);
        for (int i = 0; i < count; i++)
        {
            purchase.Note($"{i}");
        }

        return purchase;
    }

    private sealed class Owner(int number, Action dispose) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            _ = number;
            dispose();
            return default;
        }
    }

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

/// <summary>Returns what a test says.</summary>
[Policy]
public partial class EverySeveral(Func<IEnumerable<IEventSourced?>> make)
{
    private IEnumerable<IEventSourced?> On(Purchase.Noted e) => make();
}
