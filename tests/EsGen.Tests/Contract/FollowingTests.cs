using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Contract;

/// <summary>Following the log with the events of one kind of entity.</summary>
public sealed class FollowingTests : IDisposable
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(30);

    private readonly TestApplication _app = new(new() { Metadata = static () => new Dictionary<string, string> { ["user"] = "Ada" } });

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Events_come_with_what_surrounds_them_and_those_of_other_entities_do_not_come()
    {
        Account account = new("Ada");
        account.Deposit(10m);
        Example example = _app.Repository<Example>().Create("0");
        _app.Save(account);
        example.Foo = "1";

        List<EventRecord<Example.Event>> records = await Take(_app.EventStore.FollowAsync<Example.Event>(0), 2);
        Assert.Equal([1L, 4L], records.Select(static record => record.NotificationId!.Value));
        Assert.Equal([0L, 1L], records.Select(static record => record.Position));
        Assert.All(records, record => Assert.Equal((example.Id, "Ada"), (record.Id, record.Metadata["user"])));
        Assert.Equal(new Example.FooChanged("1"), records[1].Event);

        List<EventRecord<Account.Event>> others = await Take(_app.EventStore.FollowAsync<Account.Event>(2), 1);
        Assert.Equal((3L, (Account.Event)new Account.Deposited(10m)), (others[0].NotificationId!.Value, others[0].Event));
        Assert.All(_app.EventStore.GetEventRecords<Account.Event>(account.Id), static record => Assert.Null(record.NotificationId));
    }

    [Fact]
    public async Task An_event_of_the_entity_that_the_build_does_not_know_stops_it_and_one_of_another_does_not()
    {
        _app.Store.Append([new SequencedItem(Guid.NewGuid(), 0, "Unknown.Created", "{}"u8.ToArray())]);
        Example example = _app.Repository<Example>().Create("0");
        _app.Store.Append([new SequencedItem(example.Id, 1, "Example.Vanished", "{}"u8.ToArray())]);

        await using IAsyncEnumerator<EventRecord<Example.Event>> follower = _app.EventStore.FollowAsync<Example.Event>(0).GetAsyncEnumerator();
        Assert.True(await follower.MoveNextAsync().AsTask().WaitAsync(s_soon));
        Assert.Equal(2, follower.Current.NotificationId);
        await Assert.ThrowsAsync<UnknownTopicException>(() => follower.MoveNextAsync().AsTask().WaitAsync(s_soon));
    }

    [Fact]
    public async Task A_store_that_gives_few_at_once_is_followed_to_its_end_and_further()
    {
        _app.Store.MaxNotifications = 2;
        Example example = _app.Repository<Example>().Create("0");
        for (int i = 1; i <= 50; i++)
        {
            example.Foo = $"{i}";
        }

        List<Notification> notifications = await Take(_app.EventStore.FollowAsync(0), 51);
        Assert.Equal(Enumerable.Range(1, 51).Select(static id => (long)id), notifications.Select(static notification => notification.Id));
    }

    [Fact]
    public void Pages_grow_while_events_are_small_and_shrink_when_they_are_large()
    {
        FollowedPage page = new(500);
        for (int round = 0; round < 10; round++)
        {
            Fill(page, length: 100);
        }

        Assert.Equal(500, page.Limit);
        Fill(page, length: 1 << 20);
        Assert.Equal(4, page.Limit);
        Fill(page, length: 16 << 20);
        Assert.Equal(1, page.Limit);
        Fill(page, length: 0);
        Assert.Equal(2, page.Limit);
        Assert.Equal(1, new FollowedPage(1).Limit);

        static void Fill(FollowedPage page, int length)
        {
            SequencedItem item = new(Guid.Empty, 0, "Example.Created", new byte[length]);
            for (int i = page.Limit; i > 0; i--)
            {
                page.Add(item);
            }

            page.Adjust();
        }
    }

    [Fact]
    public async Task What_is_read_without_blocking_is_what_is_read_blocking()
    {
        Example example = _app.Repository<Example>().Create("0");
        example.Foo = "1";
        example.Foo = "2";
        EventStore store = _app.EventStore;
        Guid id = example.Id;

        Assert.Equal(store.GetEvents<Example.Event>(id, gte: 1), await store.GetEventsAsync<Example.Event>(id, gte: 1));
        Assert.Equal(store.GetEvents<Example>(id, ascending: false), await store.GetEventsAsync<Example>(id, ascending: false, pageSize: 1));
        Assert.Equal(store.GetEventRecords<Example.Event>(id, limit: 2), await store.GetEventRecordsAsync<Example.Event>(id, limit: 2));
        Assert.Equal(store.GetEventRecords<Example>(id), await store.GetEventRecordsAsync<Example>(id));
        Assert.Equal(new Example.FooChanged("2"), await store.GetLastEventAsync<Example.Event>(id));
        Assert.Equal(new Example.FooChanged("1"), await store.GetLastEventAsync<Example>(id, lt: 2));
        Assert.Null(await store.GetLastEventAsync<Example.Event>(Guid.NewGuid()));
        Assert.Equal("1", (await _app.Repository<Example>().GetAsync(id, version: 2)).Foo);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await _app.Repository<Example>().GetAsync(id, version: 4));
        await Assert.ThrowsAsync<EntityNotFoundException>(async () => await _app.Repository<Example>().GetAsync(Guid.NewGuid(), version: 1));
        Assert.Throws<InvalidOperationException>(() => _app.Repository<Example>().GetAsync(id, version: 1).AsTask().GetAwaiter().GetResult().Foo = "3");

        // Arguments are refused at once.
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = _app.Repository<Example>().GetAsync(id, version: 0).AsTask(); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = store.GetEventsAsync<Example.Event>(id, limit: 0).AsTask(); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = store.GetEventRecordsAsync<Example>(id, pageSize: 0).AsTask(); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = _app.Repository<Example>().GetIdsAsync(limit: 0).AsTask(); });
        Assert.Equal(3, await store.AppendAsync<Example>(id, 3, [new Example.FooChanged("4")]) - 1);
    }

    [Fact]
    public void Options_can_be_set_by_a_configuring_action_and_are_taken_as_they_are_when_the_application_is_made()
    {
        EventSourcedApplicationOptions options = new();
        Action<EventSourcedApplicationOptions> configure = static o => (o.MaxUpdateAttempts, o.PageSize, o.MaxDataSize) = (3, 10, 100);
        configure(options);
        using TestApplication app = new(options);
        options.MaxDataSize = 2;

        app.Repository<Example>().Create("fits");
        Assert.Throws<ArgumentException>(() => app.Repository<Example>().Create(new string('x', 100)));
        Assert.Throws<ArgumentOutOfRangeException>(() => options.MaxUpdateAttempts = 0);
        Assert.Throws<ArgumentNullException>(() => options.TimeProvider = null!);
    }

    private static async Task<List<T>> Take<T>(IAsyncEnumerable<T> source, int count)
    {
        using CancellationTokenSource end = new(s_soon);
        List<T> taken = [];
        await foreach (T element in source.WithCancellation(end.Token))
        {
            taken.Add(element);
            if (taken.Count == count)
            {
                break;
            }
        }

        return taken;
    }
}
