using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Contract;

/// <summary>Events with what surrounds them.</summary>
public sealed class EventRecordTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly TestApplication _app;
    private readonly Guid _id;

    public EventRecordTests()
    {
        _app = new TestApplication(new() { TimeProvider = _time, Metadata = static () => new Dictionary<string, string> { ["user"] = "Ada" } });
        Example example = _app.Repository<Example>().Create("0");
        _id = example.Id;
        _time.Now += TimeSpan.FromHours(1);
        example.Foo = "1";
        example.Foo = "2";
        example.Discard();
    }

    private EventStore Store => _app.EventStore;

    public void Dispose() => _app.Dispose();

    [Fact]
    public void Each_event_has_its_id_position_timestamp_and_metadata_after_a_discard_too()
    {
        IReadOnlyList<EventRecord<Example.Event>> records = Store.GetEventRecords<Example.Event>(_id);

        Assert.Equal(Store.GetEvents<Example.Event>(_id), records.Select(record => record.Event));
        Assert.Equal([0, 1, 2, 3], records.Select(record => record.Position));
        Assert.All(records, record => Assert.Equal((_id, "Ada"), (record.Id, record.Metadata["user"])));
        Assert.Equal((_time.Now.AddHours(-1), _time.Now), (records[0].Timestamp, records[1].Timestamp));
        Assert.Equal(records, Store.GetEventRecords<Example.Event>(_id));
        (Example.Event e, EventContext context) = records[1];
        Assert.Equal((new Example.FooChanged("1"), 1), (e, context.Position));
        Assert.Equal($"{e} at position 1 of {_id}", records[1].ToString());
    }

    [Fact]
    public void Two_are_equal_by_the_content_of_their_metadata()
    {
        static EventRecord<Example.Event> Make(Guid id, params (string Name, string Value)[] metadata) => new(
            new Example.FooChanged("1"),
            new EventContext(id, 1, DateTimeOffset.UnixEpoch, metadata.ToDictionary(static pair => pair.Name, static pair => pair.Value)));

        EventRecord<Example.Event> record = Make(_id, ("user", "Ada"), ("trace", "1"));
        EventRecord<Example.Event> same = Make(_id, ("trace", "1"), ("user", "Ada"));

        Assert.NotSame(record.Metadata, same.Metadata);
        Assert.True(record == same);
        Assert.Equal(record.GetHashCode(), same.GetHashCode());
        Assert.False(record == Make(_id, ("trace", "1"), ("user", "Eve")));
        Assert.False(record == Make(_id));
        Assert.False(record == Make(Guid.NewGuid(), ("trace", "1"), ("user", "Ada")));
    }

    [Fact]
    public void They_come_by_the_class_too_and_between_bounds()
    {
        Assert.Equal(Store.GetEvents<Example>(_id), Store.GetEventRecords<Example>(_id).Select(record => record.Event));
        Assert.Equal([2, 1], Store.GetEventRecords<Example.Event>(_id, gt: 0, lte: 2, ascending: false, pageSize: 1).Select(record => record.Position));
        Assert.Equal([1], Store.GetEventRecords<Example.Event>(_id, gte: 1, lt: 3, limit: 1).Select(record => record.Position));
        Assert.Empty(Store.GetEventRecords<Example.Event>(Guid.NewGuid()));
        Assert.Throws<UnknownTopicException>(() => Store.GetEventRecords<Account.Event>(_id));
        Assert.Throws<ArgumentOutOfRangeException>(() => Store.GetEventRecords<Example.Event>(_id, limit: 0));
        Assert.Throws<ArgumentNullException>(() => EventStoreExtensions.GetEventRecords<Example.Event>(null!, _id));
    }

    [Fact]
    public void Damaged_metadata_is_said_when_it_is_read()
    {
        _app.Store.OnRead = static item => item with { Metadata = "[]"u8.ToArray() };

        Assert.Equal("metadata", Assert.Throws<MalformedEventException>(() => Store.GetEventRecords<Example.Event>(_id)).Topic);
        Assert.Equal(4, Store.GetEvents<Example.Event>(_id).Count);
    }
}
