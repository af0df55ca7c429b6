using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Contract;

public sealed class EntityTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly TestApplication _app;

    public EntityTests() => _app = new TestApplication(new() { TimeProvider = _time });

    private EventSourcedRepository<Example> Examples => _app.Repository<Example>();

    public void Dispose() => _app.Dispose();

    private static EventContext At(Guid id, long position) => new(id, position, DateTimeOffset.UnixEpoch);

    // N1
    [Fact]
    public void A_new_entity_is_at_version_1_with_an_id_and_one_time()
    {
        Example example = Examples.Create(foo: "bar");

        Assert.Equal(1, example.Version);
        Assert.Equal(7, example.Id.Version);
        Assert.Equal(_time.Now, example.CreatedOn);
        Assert.Equal(example.CreatedOn, example.LastModified);
        Assert.False(example.IsDiscarded);
        Assert.False(example.IsFaulted);
        Assert.Equal(("bar", "", ""), (example.Foo, example.A, example.B));
    }

    // N3
    [Fact]
    public void Setting_a_property_updates_the_repositorys_copy_and_when_it_was_modified()
    {
        Example example = Examples.Create(a: "1");
        DateTimeOffset created = _time.Now;
        _time.Now += TimeSpan.FromHours(1);

        example.A = "2";

        Assert.Equal(("2", created, _time.Now), (example.A, example.CreatedOn, example.LastModified));
        Example loaded = Examples[example.Id];
        Assert.Equal(("2", created, _time.Now, 2), (loaded.A, loaded.CreatedOn, loaded.LastModified, loaded.Version));
        Assert.Equal(new Example.AChanged("2"), _app.EventStore.GetLastEvent<Example>(example.Id));
    }

    // N4
    [Fact]
    public void Three_heartbeats_and_one_command_with_three_are_six()
    {
        Example example = Examples.Create();

        example.BeatHeart();
        example.BeatHeart();
        example.BeatHeart();
        example.BeatHeart(3);
        example.BeatHeart(0);
        example.BeatHeart(-1);

        Assert.Equal(6, example.HeartbeatCount);
        Assert.Equal(6, Examples[example.Id].HeartbeatCount);
        Assert.Equal(7, _app.Store.Appends.Count);
    }

    // N5
    [Fact]
    public void A_discarded_entity_is_not_found_and_cant_be_discarded_again()
    {
        Example example = Examples.Create(foo: "bar");

        example.Discard();

        Assert.True(example.IsDiscarded);
        EntityNotFoundException notFound = Assert.Throws<EntityNotFoundException>(() => Examples[example.Id]);
        Assert.Equal(("Example", example.Id), (notFound.Entity, notFound.Id));
        Assert.False(Examples.TryGet(example.Id, out Example? none));
        Assert.Null(none);
        EntityDiscardedException discarded = Assert.Throws<EntityDiscardedException>(example.Discard);
        Assert.Equal(("Example", example.Id), (discarded.Entity, discarded.Id));
        Assert.Equal(["Example.Created", "Example.Discarded"], _app.Store.Topics(example.Id));
    }

    // N6
    [Fact]
    public void Setting_after_discard_is_refused_even_to_an_equal_value_and_the_entity_stays_readable()
    {
        Example example = Examples.Create(foo: "bar");
        example.Discard();

        Assert.Throws<EntityDiscardedException>(() => example.Foo = "baz");
        Assert.Throws<EntityDiscardedException>(() => example.Foo = "bar");
        Assert.Throws<EntityDiscardedException>(() => example.BeatHeart());

        Assert.Equal(("bar", 2, false), (example.Foo, example.Version, example.IsFaulted));
    }

    // N7, N16
    [Fact]
    public void An_event_of_another_id_or_position_cant_be_applied_and_the_next_one_can()
    {
        Guid id = Guid.CreateVersion7();
        Guid other = Guid.CreateVersion7();
        Example example = Example.Mutate(null, new Example.Created("bar"), At(id, 0))!;

        SequenceCorruptException wrongId = Assert.Throws<SequenceCorruptException>(() => Example.Mutate(example, new Example.FooChanged("baz"), At(other, 1)));
        Assert.Equal((other, 1, "Example.FooChanged"), (wrongId.SequenceId, wrongId.Position, wrongId.Topic));
        foreach (long position in (long[])[0, 2, -1])
        {
            SequenceCorruptException wrongVersion = Assert.Throws<SequenceCorruptException>(() => Example.Mutate(example, new Example.FooChanged("baz"), At(id, position)));
            Assert.Equal((id, position), (wrongVersion.SequenceId, wrongVersion.Position));
        }

        Assert.Equal(("bar", 1, false), (example.Foo, example.Version, example.IsFaulted));
        Assert.Same(example, Example.Mutate(example, new Example.FooChanged("baz"), At(id, 1)));
        Assert.Equal(("baz", 2), (example.Foo, example.Version));
    }

    // N8
    [Fact]
    public void Creating_a_discarded_id_again_is_a_conflict()
    {
        Guid id = Guid.CreateVersion7();
        EventSourcedRepository<Machine> machines = _app.Repository<Machine>();
        machines.Create(id, "drill").Scrap();

        ConcurrencyException conflict = Assert.Throws<ConcurrencyException>(() => machines.Create(id, "drill"));

        Assert.Equal((id, 0), (conflict.SequenceId, conflict.Position));
        Assert.False(machines.Contains(id));
        Assert.Equal(2, _app.Store.Topics(id).Count);
    }

    // N9
    [Fact]
    public void An_event_that_isnt_the_entitys_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => Example.Mutate(null, null!, At(Guid.CreateVersion7(), 0)));
        Assert.Throws<ArgumentNullException>(() => Example.Replay(Guid.CreateVersion7(), null!));
    }

    // N10
    [Fact]
    public void Creation_cant_happen_to_an_instance()
    {
        Guid id = Guid.CreateVersion7();
        Machine machine = _app.Repository<Machine>().Create(id, "drill");

        Assert.Throws<InvalidOperationException>(() => machine.Recreate("saw"));
        Assert.Throws<SequenceCorruptException>(() => Machine.Mutate(machine, new Machine.Created("saw"), At(id, 1)));

        Assert.Equal(("drill", 1, false), (machine.Name, machine.Version, machine.IsFaulted));
        Assert.Equal(["Machine.Created"], _app.Store.Topics(id));
    }

    [Fact]
    public void Nothing_but_creation_can_come_first()
    {
        Guid id = Guid.CreateVersion7();

        Assert.Throws<SequenceCorruptException>(() => Example.Mutate(null, new Example.FooChanged("bar"), At(id, 0)));
        Assert.Throws<SequenceCorruptException>(() => Example.Mutate(null, new Example.Discarded(), At(id, 0)));
        Assert.Throws<SequenceCorruptException>(() => Example.Mutate(null, new Example.Created(), At(id, 7)));
        Assert.Throws<SequenceCorruptException>(() => Example.Replay(id, [new Example.Discarded()]));
        Assert.Throws<SequenceCorruptException>(() => Example.Replay(id, [new Example.Created(), new Example.Discarded(), new Example.Created()]));
        Assert.Throws<ArgumentException>(() => Example.Mutate(null, new Example.Created(), At(Guid.Empty, 0)));
    }

    [Fact]
    public void Replay_and_mutate_need_no_store()
    {
        Guid id = Guid.CreateVersion7();

        Example? example = Example.Replay(id, [new Example.Created("bar"), new Example.Heartbeat(), new Example.BChanged("b")]);

        Assert.NotNull(example);
        Assert.Equal((id, 3, "bar", "b", 1), (example.Id, example.Version, example.Foo, example.B, example.HeartbeatCount));
        Assert.Equal(DateTimeOffset.UnixEpoch, example.CreatedOn);
        Assert.Empty(example.PendingEvents);
        example.Foo = "baz";
        Assert.Equal([new Example.FooChanged("baz")], example.PendingEvents);
        Assert.Null(Example.Replay(id, []));
        Assert.Null(Example.Mutate(Example.Replay(id, [new Example.Created()]), new Example.Discarded(), At(id, 1)));
    }

    [Fact]
    public void Setting_an_equal_value_makes_no_event()
    {
        Example example = Examples.Create(foo: "bar");
        example.Foo = new string(['b', 'a', 'r']);

        Basket basket = new(Guid.CreateVersion7(), "food") { Tags = ["a", "b"], Discount = null, Label = "food" };
        basket.Tags = new List<string> { "a", "b" };
        basket.Discount = 5;
        basket.Discount = 5;

        Assert.Equal(1, example.Version);
        Assert.Equal([typeof(Basket.Created), typeof(Basket.TagsChanged), typeof(Basket.DiscountChanged)], basket.PendingEvents.Select(e => e.GetType()));
    }

    [Fact]
    public void An_id_must_not_be_empty()
    {
        Assert.Throws<ArgumentException>(() => new Machine(Guid.Empty, "drill"));
        Assert.Throws<ArgumentException>(() => _app.Repository<Machine>().Create(Guid.Empty, "drill"));
    }
}
