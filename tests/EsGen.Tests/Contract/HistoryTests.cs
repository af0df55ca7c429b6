using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Contract;

/// <summary>What the Python library fails: nothing may be lost from a history, forked, or misread.</summary>
public sealed class HistoryTests : IDisposable
{
    private readonly TestApplication _app = new();

    private EventSourcedRepository<Example> Examples => _app.Repository<Example>();

    public void Dispose() => _app.Dispose();

    // X1
    [Fact]
    public void A_stale_entity_is_refused_at_its_first_write_and_at_every_further_one_until_it_is_loaded_again()
    {
        Example winner = Examples.Create(foo: "0");
        Example stale = Examples[winner.Id];
        winner.Foo = "1";

        ConcurrencyException conflict = Assert.Throws<ConcurrencyException>(() => stale.Foo = "stale");
        Assert.Equal((winner.Id, 1), (conflict.SequenceId, conflict.Position));
        Assert.True(stale.IsFaulted);
        EntityFaultedException faulted = Assert.Throws<EntityFaultedException>(() => stale.A = "stale");
        Assert.Equal(("Example", winner.Id), (faulted.Entity, faulted.Id));
        Assert.Throws<EntityFaultedException>(() => stale.Foo = stale.Foo);
        Assert.Throws<EntityFaultedException>(() => stale.BeatHeart());
        Assert.Throws<EntityFaultedException>(stale.Discard);
        Assert.Throws<EntityFaultedException>(() => Examples.Save(stale));
        winner.Foo = "2";
        Assert.Throws<EntityFaultedException>(() => stale.B = "stale");

        Assert.Equal(
            [new Example.Created("0"), new Example.FooChanged("1"), new Example.FooChanged("2")],
            _app.EventStore.GetEvents<Example.Event>(winner.Id));
        stale = Examples[winner.Id];
        stale.A = "fresh";
        Assert.Equal(("2", "fresh", 4), (Examples[winner.Id].Foo, Examples[winner.Id].A, Examples[winner.Id].Version));
    }

    // X1
    [Fact]
    public void A_stale_aggregate_is_refused_at_its_save_and_at_every_further_write()
    {
        EventSourcedRepository<Account> accounts = _app.Repository<Account>();
        Account winner = new("Ada");
        accounts.Save(winner);
        Account stale = accounts[winner.Id];
        winner.Deposit(1m);
        accounts.Save(winner);

        stale.Deposit(2m);
        stale.Deposit(3m);
        ConcurrencyException conflict = Assert.Throws<ConcurrencyException>(() => accounts.Save(stale));

        Assert.Equal((winner.Id, 1), (conflict.SequenceId, conflict.Position));
        Assert.True(stale.IsFaulted);
        Assert.Equal(5m, stale.Balance);
        Assert.Equal(2, stale.PendingEvents.Count);
        Assert.Throws<EntityFaultedException>(() => stale.Deposit(1m));
        Assert.Throws<EntityFaultedException>(() => accounts.Save(stale));
        Assert.Equal(1m, accounts[winner.Id].Balance);
    }

    // X2
    [Fact]
    public void A_value_that_cant_be_stored_changes_nothing_and_the_next_valid_one_goes_to_the_next_position()
    {
        Example example = Examples.Create(foo: "bar");

        ArgumentException exception = Assert.Throws<ArgumentException>(() => example.Foo = "secret\ud800");
        Assert.Throws<ArgumentNullException>(() => example.Foo = null!);

        Assert.Contains("'Example.FooChanged'", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.Message, StringComparison.Ordinal);
        Assert.Equal(("bar", 1, false), (example.Foo, example.Version, example.IsFaulted));
        example.Foo = "baz";
        Assert.Equal([new Example.Created("bar"), new Example.FooChanged("baz")], _app.EventStore.GetEvents<Example.Event>(example.Id));
        Assert.Equal("baz", Examples[example.Id].Foo);
    }

    // X2
    [Fact]
    public void A_value_that_cant_be_stored_makes_no_entity()
    {
        Assert.Throws<ArgumentException>(() => Examples.Create("\ud800"));
        Assert.Throws<ArgumentException>(() => new Account("\ud800"));

        Assert.Empty(_app.Store.Appends);
    }

    // X3
    [Fact]
    public void A_store_that_fails_before_storing_faults_the_instance_and_nothing_is_stored()
    {
        Example example = Examples.Create(foo: "bar");
        _app.Store.BeforeAppend = static () => throw new IOException("disk full");

        Assert.Throws<IOException>(() => example.Foo = "baz");
        _app.Store.BeforeAppend = null;

        Assert.True(example.IsFaulted);
        Assert.Equal("baz", example.Foo);
        Assert.Throws<EntityFaultedException>(() => example.Foo = "bar");
        Assert.Throws<EntityFaultedException>(() => example.BeatHeart());
        Assert.Equal(["Example.Created"], _app.Store.Topics(example.Id));
        Example loaded = Examples[example.Id];
        Assert.Equal("bar", loaded.Foo);
        loaded.Foo = "baz";
        Assert.Equal(["Example.Created", "Example.FooChanged"], _app.Store.Topics(example.Id));
    }

    // X3
    [Fact]
    public void A_store_that_fails_after_storing_faults_the_instance_so_that_the_event_isnt_stored_twice()
    {
        Example example = Examples.Create(foo: "bar");
        _app.Store.AfterAppend = static () => throw new IOException("connection lost");

        Assert.Throws<IOException>(() => example.Foo = "baz");
        _app.Store.AfterAppend = null;

        Assert.Throws<EntityFaultedException>(() => example.Foo = "qux");
        Assert.Equal("baz", Examples[example.Id].Foo);
        Assert.Equal(["Example.Created", "Example.FooChanged"], _app.Store.Topics(example.Id));
    }

    // X3
    [Fact]
    public void A_creation_that_fails_gives_no_entity()
    {
        _app.Store.BeforeAppend = static () => throw new IOException("disk full");

        Assert.Throws<IOException>(() => Examples.Create());

        Assert.Equal(0, _app.Store.LastNotificationId);
    }

    // X3
    [Fact]
    public void A_discard_that_fails_leaves_a_faulted_instance_not_a_discarded_entity()
    {
        Example example = Examples.Create(foo: "bar");
        _app.Store.BeforeAppend = static () => throw new IOException("disk full");

        Assert.Throws<IOException>(example.Discard);
        _app.Store.BeforeAppend = null;

        Assert.Throws<EntityFaultedException>(() => example.Foo = "baz");
        Assert.Throws<EntityFaultedException>(example.Discard);
        Assert.True(Examples.Contains(example.Id));
    }

    // X4
    [Fact]
    public void A_stale_write_never_lands_behind_a_discard()
    {
        Example example = Examples.Create(foo: "bar");
        Example stale = Examples[example.Id];
        example.Discard();

        Assert.Throws<ConcurrencyException>(() => stale.Foo = "stale");
        Assert.Throws<EntityFaultedException>(() => stale.Foo = "stale again");
        Assert.Throws<EntityFaultedException>(stale.Discard);

        Assert.Equal(["Example.Created", "Example.Discarded"], _app.Store.Topics(example.Id));
        Assert.False(Examples.Contains(example.Id));
    }

    // X7
    [Fact]
    public void Reading_writes_nothing_whatever_the_events_are_named()
    {
        Example example = Examples.Create(foo: "bar");
        example.Foo = "baz";
        example.BeatHeart(2);
        Machine machine = _app.Repository<Machine>().Create(Guid.CreateVersion7(), "drill");
        machine.Speed = 3;
        machine.Stop();
        int before = _app.Store.Appends.Count;

        _ = Examples[example.Id];
        _ = Examples.Get(example.Id, 2);
        Examples.Update(example.Id, _ => { });
        _ = _app.EventStore.GetEvents<Example>(example.Id);
        Machine loaded = _app.Repository<Machine>()[machine.Id];

        Assert.Equal(0, loaded.Speed);
        Assert.Empty(loaded.PendingEvents);
        Assert.All(_app.Store.Appends.Skip(before), Assert.Empty);
    }

    // X9
    [Theory]
    [InlineData("{\"UUID\":\"0197d2a0-0000-7000-8000-000000000002\"}")]
    [InlineData("{\"_type_\":\"System.IO.FileInfo\",\"_data_\":\"/etc/passwd\"}")]
    [InlineData("{\"$type\":\"System.IO.FileInfo, mscorlib\"}")]
    [InlineData("Example.Discarded")]
    public void Text_that_looks_like_a_serialisers_own_tags_round_trips(string text)
    {
        Example example = Examples.Create(text, text, text);
        Basket basket = new(Guid.CreateVersion7(), text) { Tags = [text, "_type_", "_data_"] };
        _app.Repository<Basket>().Save(basket);

        Assert.Equal((text, text, text), (Examples[example.Id].Foo, Examples[example.Id].A, Examples[example.Id].B));
        Assert.Equal([text, "_type_", "_data_"], _app.Repository<Basket>()[basket.Id].Tags);
    }
}
