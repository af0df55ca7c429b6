using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Contract;

public sealed class EventStoreTests : IDisposable
{
    private readonly TestApplication _app = new();
    private readonly Guid _id = Guid.CreateVersion7();

    private EventStore Store => _app.EventStore;

    public void Dispose() => _app.Dispose();

    private void AppendSix() => Store.Append<Account>(
        _id,
        0,
        new Account.Opened("Ada"),
        new Account.Deposited(1m),
        new Account.Deposited(2m),
        new Account.Deposited(3m),
        new Account.Deposited(4m),
        new Account.Closed());

    // E1
    [Fact]
    public void An_unknown_id_has_no_events()
    {
        Assert.Empty(Store.GetEvents<Account>(_id));
        Assert.Empty(Store.GetEvents<Account>(_id, pageSize: 1));
        Assert.Empty(Store.GetEvents<Account.Event>(_id));
        Assert.Empty(Store.GetEvents<Account.Event>(_id, pageSize: 1));
    }

    // E2
    [Fact]
    public async Task What_is_appended_is_there_also_when_read_in_pages_of_one()
    {
        Store.Append<Account>(_id, 0, new Account.Opened("Ada"));
        Assert.Equal([new Account.Opened("Ada")], Store.GetEvents<Account.Event>(_id));
        Assert.Equal([new Account.Opened("Ada")], Store.GetEvents<Account.Event>(_id, pageSize: 1));

        await Store.AppendAsync<Account>(_id, 1, [new Account.Deposited(1m)]);
        Assert.Equal([new Account.Opened("Ada"), new Account.Deposited(1m)], Store.GetEvents<Account>(_id));
        Assert.Equal([new Account.Opened("Ada"), new Account.Deposited(1m)], Store.GetEvents<Account>(_id, pageSize: 1));
    }

    // E3
    [Fact]
    public void The_last_event_is_null_at_first_and_then_the_newest()
    {
        Assert.Null(Store.GetLastEvent<Account>(_id));
        Assert.Null(Store.GetLastEvent<Account.Event>(_id));

        AppendSix();

        Assert.Equal(new Account.Closed(), Store.GetLastEvent<Account>(_id));
        Assert.Equal(new Account.Closed(), Store.GetLastEvent<Account.Event>(_id));
        Assert.Equal(new Account.Deposited(2m), Store.GetLastEvent<Account>(_id, lt: 3));
        Assert.Equal(new Account.Deposited(3m), Store.GetLastEvent<Account.Event>(_id, lte: 3));
        Assert.Equal(new Account.Deposited(1m), Store.GetLastEvent<Account.Event>(_id, lt: 2, lte: 3));
        Assert.Null(Store.GetLastEvent<Account>(_id, lt: 0));
    }

    // E4
    [Fact]
    public void All_events_of_all_entities_are_in_the_notifications()
    {
        Assert.Empty(_app.Store.GetNotifications(0, 10));

        Store.Append<Account>(_id, 0, new Account.Opened("Ada"), new Account.Deposited(1m));
        Example example = _app.Repository<Example>().Create();

        Assert.Equal(
            [(_id, "Account.Opened"), (_id, "Account.Deposited"), (example.Id, "Example.Created")],
            _app.Store.GetNotifications(0, 10).Select(notification => (notification.Item.SequenceId, notification.Item.Topic)));
    }

    // E5
    [Fact]
    public void A_limit_of_one_is_the_first_event_or_the_last_one()
    {
        AppendSix();

        Assert.Equal([new Account.Opened("Ada")], Store.GetEvents<Account.Event>(_id, limit: 1));
        Assert.Equal([new Account.Closed()], Store.GetEvents<Account.Event>(_id, limit: 1, ascending: false));
    }

    // E6
    [Fact]
    public async Task Appending_at_an_occupied_position_is_a_conflict_that_names_it_and_stores_nothing()
    {
        AppendSix();

        ConcurrencyException conflict = Assert.Throws<ConcurrencyException>(() => Store.Append<Account>(_id, 5, new Account.Deposited(5m), new Account.Deposited(6m)));
        Assert.Equal((_id, 5), (conflict.SequenceId, conflict.Position));
        conflict = await Assert.ThrowsAsync<ConcurrencyException>(async () => await Store.AppendAsync<Account>(_id, 0, [new Account.Opened("Eve")]));
        Assert.Equal((_id, 0), (conflict.SequenceId, conflict.Position));

        Assert.Equal(6, Store.GetEvents<Account>(_id).Count);
    }

    [Fact]
    public async Task Appending_beyond_the_next_position_would_leave_a_gap_and_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Store.Append<Account>(_id, 1, new Account.Deposited(5m)));
        Store.Append<Account>(_id, 0, new Account.Opened("Ada"));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Store.AppendAsync<Account>(_id, 2, [new Account.Deposited(5m)]));

        Assert.Single(Store.GetEvents<Account>(_id));
    }

    [Fact]
    public async Task Appending_what_could_never_be_loaded_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Store.Append<Account>(_id, 0, new Account.Deposited(5m)));
        Assert.Throws<ArgumentException>(() => Store.Append<Account>(_id, 0, new Account.Opened("Ada"), new Account.Closed(), new Account.Deposited(5m)));
        Assert.Throws<ArgumentException>(() => Store.Append<Account>(_id, 0, new Account.Opened("Ada"), new Account.Opened("Eve")));
        Guid example = _app.Repository<Example>().Create().Id;
        UnknownTopicException unknown = Assert.Throws<UnknownTopicException>(() => Store.Append<Account>(example, 1, new Account.Deposited(5m)));
        Assert.Equal(("Account", "Example.Created"), (unknown.Entity, unknown.Topic));
        await Assert.ThrowsAsync<UnknownTopicException>(async () => await Store.AppendAsync<Account>(example, 1, [new Account.Deposited(5m)]));

        Assert.Equal(1, _app.Store.LastNotificationId);
    }

    [Fact]
    public async Task Appending_behind_the_discard_is_refused()
    {
        AppendSix();

        Assert.Throws<EntityDiscardedException>(() => Store.Append<Account>(_id, 6, new Account.Deposited(5m)));
        await Assert.ThrowsAsync<EntityDiscardedException>(async () => await Store.AppendAsync<Account>(_id, 6, [new Account.Deposited(5m)]));

        Assert.Equal(6, Store.GetEvents<Account>(_id).Count);
    }

    [Fact]
    public void All_bounds_hold_in_both_orders_typed_and_untyped()
    {
        AppendSix();
        IReadOnlyList<Account.Event> all = Store.GetEvents<Account.Event>(_id);
        long?[] bounds = [null, -1, 0, 2, 5, 6];
        foreach ((long? low, long? high, bool orEqual, int? limit, bool forward) in
            from low in bounds
            from high in bounds
            from orEqual in (bool[])[false, true]
            from limit in (int?[])[null, 1, 2, 6, 7]
            from forward in (bool[])[true, false]
            select (low, high, orEqual, limit, forward))
        {
            IEnumerable<Account.Event> expected = all.Where((_, position) =>
                (low is null || position > low || (orEqual && position == low)) && (high is null || position < high || (orEqual && position == high)));
            expected = (forward ? expected : expected.Reverse()).Take(limit ?? int.MaxValue);

            (long? gt, long? gte, long? lt, long? lte) = orEqual ? ((long?)null, low, (long?)null, high) : (low, null, high, null);
            Assert.Equal(expected, Store.GetEvents<Account.Event>(_id, gt, gte, lt, lte, limit, forward));
            Assert.Equal(expected, Store.GetEvents<Account>(_id, gt, gte, lt, lte, limit, forward, pageSize: 2));
        }
    }

    [Fact]
    public void A_limit_or_a_page_size_below_one_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Store.GetEvents<Account>(_id, limit: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Store.GetEvents<Account.Event>(_id, limit: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Store.GetEvents<Account>(_id, pageSize: 0));
        Assert.Throws<ArgumentNullException>(() => EventStoreExtensions.GetEvents<Account.Event>(null!, _id));
        Assert.Throws<ArgumentNullException>(() => EventStoreExtensions.GetLastEvent<Account.Event>(null!, _id));
    }

    [Fact]
    public async Task Appending_no_events_does_nothing()
    {
        Store.Append<Account>(_id, 0);
        await Store.AppendAsync<Account>(_id, 0, []);

        Assert.Equal(0, _app.Store.LastNotificationId);
    }

    [Fact]
    public async Task An_event_of_another_kind_of_entity_is_refused_and_nothing_of_its_batch_is_stored()
    {
        Assert.Throws<ArgumentException>(() => Store.Append<Account>(_id, 0, new Account.Opened("Ada"), new Example.Discarded()));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.AppendAsync<Account>(_id, 0, [new Account.Opened("Ada"), null!]));
        Assert.Throws<ArgumentException>(() => Store.Append<Account>(_id, 0, new Account.Opened("\ud800")));
        Assert.Throws<ArgumentOutOfRangeException>(() => Store.Append<Account>(_id, -1, new Account.Opened("Ada")));
        Assert.Throws<ArgumentNullException>(() => Store.Append<Account>(_id, 0, null!));

        Assert.Equal(0, _app.Store.LastNotificationId);
    }

    [Fact]
    public void A_limit_that_is_none_is_told_by_the_name_it_has_in_the_call()
    {
        Action[] calls =
        [
            () => Store.GetEvents<Account>(_id, limit: 0),
            () => Store.GetEvents<Account.Event>(_id, limit: -1),
            () => Store.GetEventRecords<Account>(_id, limit: 0),
            () => Store.GetEventRecords<Account.Event>(_id, limit: 0),
            () => _ = Store.GetEventsAsync<Account>(_id, limit: 0).AsTask(),
            () => _ = Store.GetEventsAsync<Account.Event>(_id, limit: 0).AsTask(),
            () => _ = Store.GetEventRecordsAsync<Account>(_id, limit: 0).AsTask(),
            () => _ = Store.GetEventRecordsAsync<Account.Event>(_id, limit: 0).AsTask(),
            () => _app.Store.GetItems(_id, limit: 0),
            () => _ = _app.Store.GetItemsAsync(_id, limit: 0).AsTask(),
            () => _app.Store.ReadItems(_id, limit: 0),
            () => _app.Store.ReadItemsAsync(_id, limit: int.MinValue),
        ];

        Assert.All(calls, static call => Assert.Equal("limit", Assert.Throws<ArgumentOutOfRangeException>(call).ParamName));
        Assert.Equal(nameof(ItemQuery.Limit), Assert.Throws<ArgumentOutOfRangeException>(static () => default(ItemQuery) with { Limit = 0 }).ParamName);
    }

    [Fact]
    public void An_empty_id_is_refused_because_no_entity_can_have_it()
    {
        Assert.Throws<ArgumentException>(() => Store.Append<Account>(Guid.Empty, 0, new Account.Opened("Ada")));

        Assert.Equal(0, _app.Store.LastNotificationId);
    }

    [Fact]
    public async Task An_append_that_is_cancelled_beforehand_stores_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Store.AppendAsync<Account>(_id, 0, [new Account.Opened("Ada")], new CancellationToken(canceled: true)));

        Assert.Empty(Store.GetEvents<Account>(_id));
    }

    [Fact]
    public void Events_appended_directly_are_stamped_and_can_be_loaded()
    {
        ManualTime time = new();
        using TestApplication app = new(new() { TimeProvider = time, Metadata = () => new Dictionary<string, string> { ["by"] = "Ada" } });

        app.EventStore.Append<Machine>(_id, 0, new Machine.Created("drill"), new Machine.Noted("oiled"));

        Machine machine = app.Repository<Machine>()[_id];
        Assert.Equal((2, time.Now, time.Now, "oiled"), (machine.Version, machine.CreatedOn, machine.LastModified, machine.Text));
        Assert.Equal("Ada", machine.Context.Metadata["by"]);
    }
}
