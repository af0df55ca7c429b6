using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Contract;

public sealed class RepositoryTests : IDisposable
{
    private readonly TestApplication _app = new();

    private EventSourcedRepository<Example> Examples => _app.Repository<Example>();

    public void Dispose() => _app.Dispose();

    // P1
    [Fact]
    public async Task What_is_stored_is_found_and_a_random_id_is_not()
    {
        Example example = Examples.Create("1", "2", "3");
        Guid random = Guid.NewGuid();

        Assert.True(Examples.Contains(example.Id));
        Assert.True(Examples.TryGet(example.Id, out Example? found));
        foreach (Example loaded in (Example[])[found, Examples[example.Id], Examples.Get(example.Id), await Examples.GetAsync(example.Id), Examples.Get(example.Id, 1)])
        {
            Assert.NotSame(example, loaded);
            Assert.Equal(
                (example.Id, 1, "1", "2", "3", example.CreatedOn, example.LastModified),
                (loaded.Id, loaded.Version, loaded.Foo, loaded.A, loaded.B, loaded.CreatedOn, loaded.LastModified));
        }

        Assert.False(Examples.Contains(random));
        Assert.False(await Examples.ContainsAsync(random));
        Assert.False(Examples.Contains(Guid.Empty));
        Assert.False(Examples.TryGet(random, out _));
        Assert.Null(await Examples.TryGetAsync(random));
        Assert.Equal(random, Assert.Throws<EntityNotFoundException>(() => Examples[random]).Id);
        Assert.Throws<EntityNotFoundException>(() => Examples.Get(random));
        Assert.Throws<EntityNotFoundException>(() => Examples.Get(random, 1));
        Assert.Throws<EntityNotFoundException>(() => Examples.Update(random, e => e.Foo = ""));
        await Assert.ThrowsAsync<EntityNotFoundException>(async () => await Examples.GetAsync(random));
        await Assert.ThrowsAsync<EntityNotFoundException>(async () => await Examples.UpdateAsync(random, e => e.Foo = ""));
    }

    // P2
    [Fact]
    public void A_replay_of_creation_and_discard_is_nothing() =>
        Assert.Null(Example.Replay(Guid.CreateVersion7(), [new Example.Created(), new Example.Discarded()]));

    // P3
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(11)]
    [InlineData(500)]
    public async Task Every_page_size_gives_the_same_entity(int pageSize)
    {
        Example example = Examples.Create(foo: "bar");
        example.BeatHeart(10);
        using EventSourcedApplication other = new(_app.Store, new() { PageSize = pageSize });

        foreach (Example loaded in (Example[])[other.Repository<Example>()[example.Id], await other.Repository<Example>().GetAsync(example.Id)])
        {
            Assert.Equal((11, 10, "bar"), (loaded.Version, loaded.HeartbeatCount, loaded.Foo));
        }

        Assert.Equal(4, other.Repository<Example>().Get(example.Id, 5).HeartbeatCount);
    }

    [Fact]
    public void Each_load_is_an_instance_of_its_own()
    {
        Example example = Examples.Create(foo: "bar");

        Examples[example.Id].Foo = "baz";

        Assert.NotSame(Examples[example.Id], Examples[example.Id]);
        Assert.Equal("bar", example.Foo);
    }

    [Fact]
    public void The_past_is_the_state_after_that_many_events()
    {
        Example example = Examples.Create(foo: "0");
        example.Foo = "1";
        example.Foo = "2";

        Assert.Equal(["0", "1", "2"], ((long[])[1, 2, 3]).Select(version => Examples.Get(example.Id, version).Foo));
        Assert.Equal(2, Examples.Get(example.Id, 2).Version);
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(long.MaxValue)]
    public void A_version_that_never_was_is_out_of_range(long version)
    {
        Example example = Examples.Create();
        example.Foo = "1";

        Assert.Equal("version", Assert.Throws<ArgumentOutOfRangeException>(() => Examples.Get(example.Id, version)).ParamName);
    }

    [Fact]
    public void The_past_stays_readable_after_a_discard_the_end_included()
    {
        Example example = Examples.Create(foo: "bar");
        example.Discard();

        Assert.Equal("bar", Examples.Get(example.Id, 1).Foo);
        Assert.Equal(("bar", true), (Examples.Get(example.Id, 2).Foo, Examples.Get(example.Id, 2).IsDiscarded));
        Assert.Throws<ArgumentOutOfRangeException>(() => Examples.Get(example.Id, 3));
    }

    [Fact]
    public void The_past_is_read_only()
    {
        Guid id = Examples.Create(foo: "bar").Id;
        Example past = Examples.Get(id, 1);

        Assert.Throws<InvalidOperationException>(() => past.Foo = "baz");
        Assert.Throws<InvalidOperationException>(() => past.Foo = "bar");
        Assert.Throws<InvalidOperationException>(past.Discard);
        Assert.Throws<InvalidOperationException>(() => past.BeatHeart());
        Assert.Contains("read-only", Assert.Throws<InvalidOperationException>(() => Examples.Save(past)).Message, StringComparison.Ordinal);

        Assert.Equal(("bar", 1, false), (past.Foo, past.Version, past.IsFaulted));
        Assert.Empty(past.PendingEvents);
        Assert.Equal(["Example.Created"], _app.Store.Topics(id));
    }

    [Fact]
    public async Task The_id_of_another_kind_of_entity_isnt_contained_and_cant_be_loaded()
    {
        Guid id = Examples.Create().Id;
        EventSourcedRepository<Account> accounts = _app.Repository<Account>();

        Assert.False(accounts.Contains(id));
        Assert.False(await accounts.ContainsAsync(id));
        Assert.False(accounts.TryGet(id, out Account? none));
        Assert.Null(none);
        Assert.Null(await accounts.TryGetAsync(id));
        foreach (WrongEntityException exception in (WrongEntityException[])
        [
            Assert.Throws<WrongEntityException>(() => accounts[id]),
            Assert.Throws<WrongEntityException>(() => accounts.Get(id)),
            Assert.Throws<WrongEntityException>(() => accounts.Get(id, 1)),
            Assert.Throws<WrongEntityException>(() => accounts.Update(id, a => a.Close())),
            Assert.Throws<WrongEntityException>(() => accounts.Update(id, 1, a => a.Close())),
            Assert.Throws<WrongEntityException>(() => accounts.Update([id], a => a[0].Close())),
            await Assert.ThrowsAsync<WrongEntityException>(async () => await accounts.GetAsync(id)),
            await Assert.ThrowsAsync<WrongEntityException>(async () => await accounts.UpdateAsync(id, a => a.Close())),
        ])
        {
            Assert.Equal(("Account", "Example", "Example.Created", id, 0), (exception.Entity, exception.StoredEntity, exception.Topic, exception.SequenceId, exception.Position));
            Assert.Contains($"{id} is the id of a Example, not of a Account", exception.Message, StringComparison.Ordinal);
        }

        Assert.Throws<UnknownTopicException>(() => _app.EventStore.GetEvents<Account>(id));
        Assert.Throws<UnknownTopicException>(() => _app.EventStore.GetLastEvent<Account.Event>(id));
    }

    [Fact]
    public async Task Another_kind_is_told_by_its_name_even_if_nobody_uses_it_and_its_events_are_too_large()
    {
        using EventSourcedApplication app = new(_app.Store, new() { MaxDataSize = 10 });
        EventSourcedRepository<Account> accounts = app.Repository<Account>();
        Guid id = Guid.CreateVersion7();
        _app.Store.Append(new SequencedItem(id, 0, "Invoice.Issued@3", "{\"amount\":\"1000000\"}"u8.ToArray()));

        Assert.False(accounts.TryGet(id, out _));
        Assert.Null(await accounts.TryGetAsync(id));
        Assert.Equal("Invoice", Assert.Throws<WrongEntityException>(() => accounts[id]).StoredEntity);
    }

    [Fact]
    public void The_stored_name_of_another_kind_is_shown_harmless_and_short_and_given_as_it_is()
    {
        string name = "\n" + new string('a', 100_000);
        Guid id = Examples.Create().Id;
        _app.Store.OnRead = item => item with { Topic = name + ".X" };

        WrongEntityException exception = Assert.Throws<WrongEntityException>(() => _app.Repository<Account>()[id]);

        Assert.Equal((name, name + ".X"), (exception.StoredEntity, exception.Topic));
        Assert.Contains($"{id} is the id of a \\u000Aaaa", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
        Assert.InRange(exception.Message.Length, 100, 1000);
    }

    [Theory]
    [InlineData("Account.Renamed")]
    [InlineData("Account.Opened@2")]
    [InlineData("Nonsense")]
    [InlineData("")]
    public async Task An_event_that_is_unknown_and_not_of_another_kind_is_no_reason_to_say_that_there_is_nothing(string topic)
    {
        EventSourcedRepository<Account> accounts = _app.Repository<Account>();
        Guid id = Guid.CreateVersion7();
        _app.Store.Append(new SequencedItem(id, 0, topic, "{}"u8.ToArray()));

        foreach (UnknownTopicException exception in (UnknownTopicException[])
        [
            Assert.ThrowsAny<UnknownTopicException>(() => accounts[id]),
            Assert.ThrowsAny<UnknownTopicException>(() => accounts.TryGet(id, out _)),
            await Assert.ThrowsAnyAsync<UnknownTopicException>(async () => await accounts.TryGetAsync(id)),
        ])
        {
            Assert.Equal(topic.EndsWith("@2", StringComparison.Ordinal) ? typeof(NewerVersionException) : typeof(UnknownTopicException), exception.GetType());
        }
    }

    [Fact]
    public void Contains_looks_at_the_last_item_only()
    {
        Example example = Examples.Create();
        example.BeatHeart(10);
        int read = 0;
        _app.Store.OnRead = item =>
        {
            read++;
            return item;
        };

        Assert.True(Examples.Contains(example.Id));

        Assert.Equal(1, read);
    }

    [Fact]
    public void An_entity_whose_name_begins_like_anothers_is_not_taken_for_it()
    {
        Guid id = Guid.CreateVersion7();
        _app.Store.Append(new SequencedItem(id, 0, "Example.Part.Created", "{}"u8.ToArray()));

        Assert.False(Examples.Contains(id));
        Assert.Equal("Example.Part", Assert.Throws<WrongEntityException>(() => Examples[id]).StoredEntity);
    }

    [Fact]
    public void An_entity_whose_last_event_is_newer_than_this_build_is_contained()
    {
        Example example = Examples.Create();
        _app.Store.Append(new SequencedItem(example.Id, 1, "Example.FooChanged@2", "{}"u8.ToArray()));

        Assert.True(Examples.Contains(example.Id));
        Assert.False(_app.Repository<Account>().Contains(example.Id));
        NewerVersionException newer = Assert.Throws<NewerVersionException>(() => Examples[example.Id]);
        Assert.Equal((2, 1), (newer.StoredVersion, newer.KnownVersion));
    }

    [Fact]
    public async Task What_is_cancelled_beforehand_doesnt_happen()
    {
        Guid id = Examples.Create().Id;
        CancellationToken cancelled = new(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Examples.GetAsync(id, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Examples.TryGetAsync(id, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Examples.ContainsAsync(id, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Examples.CreateAsync(cancellationToken: cancelled));

        Assert.Equal(1, _app.Store.LastNotificationId);
    }
}
