using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Saving;

/// <summary>One save is one atomic append, and its outcome concerns those whom it has to concern.</summary>
public sealed class SaveTests : IDisposable
{
    private readonly TestApplication _app = new();

    private EventSourcedRepository<Account> Accounts => _app.Repository<Account>();

    public void Dispose() => _app.Dispose();

    private Account Stored(string owner)
    {
        Account account = new(owner);
        Accounts.Save(account);
        return account;
    }

    [Fact]
    public async Task Several_of_one_kind_are_one_append()
    {
        Account[] first = [new("Ada"), new("Eve")];
        Account[] second = [new("Bob"), new("Mia")];

        Accounts.Save(first);
        await Accounts.SaveAsync(second);

        Assert.Equal([2, 2], _app.Store.Appends.Select(items => items.Count));
        Assert.All((Account[])[.. first, .. second], account => Assert.Equal(account.Owner, Accounts[account.Id].Owner));
    }

    [Fact]
    public async Task Several_of_different_kinds_are_one_append()
    {
        Account account = new("Ada");
        Example example = new("bar");
        example.BeatHeart();
        Machine untouched = _app.Repository<Machine>().Create(Guid.CreateVersion7(), "drill");
        _app.Save(account, example, untouched);
        account.Deposit(1m);
        Example another = new("baz");

        await _app.SaveAsync(account, another);
        await _app.SaveAsync((IReadOnlyCollection<IEventSourced>)[account, another], CancellationToken.None);

        Assert.Equal([1, 3, 2, 0], _app.Store.Appends.Select(items => items.Count));
        Assert.Equal(1m, Accounts[account.Id].Balance);
        Assert.Equal(1, _app.Repository<Example>()[example.Id].HeartbeatCount);
        Assert.Equal("baz", _app.Repository<Example>()[another.Id].Foo);
    }

    [Fact]
    public void An_instance_made_with_new_collects_until_it_is_saved_and_an_entity_then_stores_each_event()
    {
        Example example = new("bar");
        example.Foo = "baz";
        Assert.Equal([new Example.Created("bar"), new Example.FooChanged("baz")], example.PendingEvents);
        Assert.Empty(_app.Store.Appends);

        _app.Repository<Example>().Save(example);
        example.Foo = "qux";

        Assert.Empty(example.PendingEvents);
        Assert.Equal(["Example.Created", "Example.FooChanged", "Example.FooChanged"], _app.Store.Topics(example.Id));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_a_tracking_kept_from_being_stored_can_be_saved_afterwards(bool isStored)
    {
        Account account = Stored("Ada"), other = Stored("Eve");
        account.Deposit(1m);
        other.Deposit(2m);
        if (isStored)
        {
            // As by an earlier append, whose answer was lost.
            _app.EventStore.Append<Account>(account.Id, 1, new Account.Deposited(1m));
        }

        _app.Store.BeforeAppend = static () => throw new TrackingConflictException("policy:Follower", 5, 5);
        Assert.Throws<TrackingConflictException>(() => Accounts.Save(account, other));
        await Assert.ThrowsAsync<TrackingConflictException>(async () => await Accounts.SaveAsync(other));
        _app.Store.BeforeAppend = null;

        Accounts.Save(other);
        Assert.Equal(2m, Accounts[other.Id].Balance);
        if (isStored)
        {
            Assert.Throws<EntityFaultedException>(() => Accounts.Save(account));
        }
        else
        {
            await Accounts.SaveAsync(account);
        }

        Assert.Equal((1m, 2), (Accounts[account.Id].Balance, Accounts[account.Id].Version));
    }

    [Fact]
    public void An_instance_that_is_given_twice_is_saved_once()
    {
        Account account = new("Ada");

        _app.Save(account, account);
        account.Deposit(1m);
        Accounts.Save(account, account);

        Assert.Equal(["Account.Opened", "Account.Deposited"], _app.Store.Topics(account.Id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_instances_of_one_id_cant_both_be_saved(bool awaited)
    {
        Account account = Stored("Ada");
        Account twin = Accounts[account.Id];
        Account bystander = new("Eve");
        account.Deposit(1m);
        twin.Deposit(2m);

        ConcurrencyException conflict = await Assert.ThrowsAsync<ConcurrencyException>(() => Save(awaited, bystander, account, twin));

        Assert.Equal((account.Id, 1), (conflict.SequenceId, conflict.Position));
        Assert.Equal((true, true, false), (account.IsFaulted, twin.IsFaulted, bystander.IsFaulted));
        Assert.Equal(["Account.Opened"], _app.Store.Topics(account.Id));
        Assert.False(Accounts.Contains(bystander.Id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_definite_conflict_faults_only_those_whose_position_was_taken(bool awaited)
    {
        Account bystander = Stored("Ada");
        Account firstStale = Stored("Eve");
        Account secondStale = Stored("Bob");
        Account created = new("Mia");
        Account idle = Stored("Zoe");
        foreach (Account stale in (Account[])[firstStale, secondStale])
        {
            Accounts.Update(stale.Id, a => a.Deposit(100m));
            stale.Deposit(1m);
        }

        Accounts.Update(idle.Id, a => a.Deposit(100m));
        bystander.Deposit(1m);
        long before = _app.Store.LastNotificationId;

        ConcurrencyException conflict = await Assert.ThrowsAsync<ConcurrencyException>(
            () => Save(awaited, bystander, firstStale, created, secondStale, idle));

        Assert.Equal((firstStale.Id, 1), (conflict.SequenceId, conflict.Position));
        Assert.Equal(before, _app.Store.LastNotificationId);
        Assert.Equal([false, true, false, true, false], new[] { bystander, firstStale, created, secondStale, idle }.Select(account => account.IsFaulted));
        Assert.Equal((1, 1), (bystander.PendingEvents.Count, created.PendingEvents.Count));
        await Save(awaited, bystander, created, idle);
        Assert.Equal(1m, Accounts[bystander.Id].Balance);
        Assert.True(Accounts.Contains(created.Id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_unknown_outcome_faults_all(bool awaited)
    {
        Account stored = Stored("Ada");
        stored.Deposit(1m);
        Account created = new("Eve");
        _app.Store.AfterAppend = static () => throw new IOException("connection lost");

        await Assert.ThrowsAsync<IOException>(() => Save(awaited, stored, created));
        _app.Store.AfterAppend = null;

        Assert.Equal((true, true), (stored.IsFaulted, created.IsFaulted));
        Assert.Throws<EntityFaultedException>(() => stored.Deposit(1m));
        await Assert.ThrowsAsync<EntityFaultedException>(() => Save(awaited, created));
        Assert.Equal(1m, Accounts[stored.Id].Balance);
        Assert.Equal(["Account.Opened"], _app.Store.Topics(created.Id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_conflict_whose_extent_cant_be_found_out_is_reported_all_the_same_and_faults_all(bool awaited)
    {
        Account stale = Stored("Ada");
        Account other = Stored("Eve");
        foreach (Account account in (Account[])[stale, other])
        {
            Accounts.Update(account.Id, a => a.Deposit(100m));
            account.Deposit(1m);
        }

        _app.Store.OnRead = static _ => throw new IOException("connection lost");

        await Assert.ThrowsAsync<ConcurrencyException>(() => Save(awaited, stale, other));

        Assert.Equal((true, true), (stale.IsFaulted, other.IsFaulted));
    }

    [Fact]
    public async Task A_cancelled_save_faults_none_and_keeps_what_is_pending()
    {
        Account stored = Stored("Ada");
        stored.Deposit(1m);
        Account created = new("Eve");
        CancellationToken cancelled = new(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Accounts.SaveAsync([stored, created], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Accounts.SaveAsync(stored, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _app.SaveAsync([stored, created], cancelled));

        Assert.Equal((false, false, 1, 1), (stored.IsFaulted, created.IsFaulted, stored.PendingEvents.Count, created.PendingEvents.Count));
        await Accounts.SaveAsync([stored, created]);
        Assert.Equal(1m, Accounts[stored.Id].Balance);
        Assert.True(Accounts.Contains(created.Id));
    }

    [Fact]
    public async Task A_cancellation_that_nobody_asked_for_is_an_unknown_outcome()
    {
        Account account = new("Ada");
        _app.Store.AfterAppend = static () => throw new TaskCanceledException("The driver's own time is up.");

        await Assert.ThrowsAsync<TaskCanceledException>(async () => await Accounts.SaveAsync(account));

        Assert.True(account.IsFaulted);
    }

    [Fact]
    public async Task A_refused_save_faults_none_and_keeps_what_is_pending()
    {
        Account account = new("Ada");
        Account faulted = Stored("Eve");
        Accounts.Update(faulted.Id, a => a.Deposit(100m));
        faulted.Deposit(1m);
        Assert.Throws<ConcurrencyException>(() => Accounts.Save(faulted));

        Assert.Throws<EntityFaultedException>(() => Accounts.Save(account, faulted));
        await Assert.ThrowsAsync<EntityFaultedException>(async () => await Accounts.SaveAsync([account, faulted]));
        Assert.Throws<ArgumentNullException>(() => Accounts.Save(account, null!));

        Assert.Equal((false, 1), (account.IsFaulted, account.PendingEvents.Count));
        Assert.False(Accounts.Contains(account.Id));
        Accounts.Save(account);
        Assert.True(Accounts.Contains(account.Id));
    }

    [Fact]
    public async Task An_instance_of_another_application_is_refused()
    {
        using TestApplication other = new();
        Account account = Stored("Ada");
        account.Deposit(1m);
        Account bystander = new("Eve");

        Assert.Throws<InvalidOperationException>(() => other.Repository<Account>().Save(bystander, account));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await other.SaveAsync(account));

        Assert.Equal((false, 1, false), (account.IsFaulted, account.PendingEvents.Count, bystander.IsFaulted));
        Assert.Equal(0, other.Store.LastNotificationId);
        Accounts.Save(account);
        Assert.Equal(1m, Accounts[account.Id].Balance);
    }

    [Fact]
    public void An_instance_from_replay_is_refused_because_its_past_may_not_be_stored()
    {
        Account replayed = Account.Replay(Guid.CreateVersion7(), [new Account.Opened("Ada")])!;
        Assert.Throws<InvalidOperationException>(() => Accounts.Save(replayed));
        replayed.Deposit(1m);
        Account mutated = Account.Mutate(null, new Account.Opened("Ada"), new EventContext(Guid.CreateVersion7(), 0, DateTimeOffset.UnixEpoch))!;

        Assert.Throws<InvalidOperationException>(() => Accounts.Save(replayed));
        Assert.Throws<InvalidOperationException>(() => Accounts.Save(mutated));

        Assert.False(replayed.IsFaulted);
        Assert.Equal(0, _app.Store.LastNotificationId);
    }

    [Fact]
    public async Task Nothing_happens_to_an_instance_while_it_is_being_saved()
    {
        EventSourcedRepository<Example> examples = _app.Repository<Example>();
        Example example = new("0");
        List<Exception?> refused = [];
        _app.Store.AfterAppend = () =>
        {
            refused.Add(Record.Exception(() => example.Foo = "1"));
            refused.Add(Record.Exception(() => examples.Save(example)));
        };

        await examples.SaveAsync(example);
        _app.Store.AfterAppend = null;
        example.Foo = "2";

        Assert.All(refused, exception => Assert.IsType<InvalidOperationException>(exception));
        Assert.Equal(("2", false), (example.Foo, example.IsFaulted));
        Assert.Empty(example.PendingEvents);
        Assert.Equal(["Example.Created", "Example.FooChanged"], _app.Store.Topics(example.Id));
    }

    [Fact]
    public async Task What_an_instance_has_against_an_awaited_save_comes_out_of_the_task()
    {
        Account replayed = Account.Replay(Guid.CreateVersion7(), [new Account.Opened("Ada")])!;

        ValueTask save = Accounts.SaveAsync(replayed);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await save);
    }

    [Fact]
    public void A_refused_save_leaves_the_others_free_to_be_saved()
    {
        Account account = new("Ada");
        Account replayed = Account.Replay(Guid.CreateVersion7(), [new Account.Opened("Eve")])!;

        Assert.Throws<InvalidOperationException>(() => Accounts.Save(account, replayed));
        Accounts.Save(account);

        Assert.True(Accounts.Contains(account.Id));
    }

    private async Task Save(bool awaited, params Account[] accounts)
    {
        if (awaited)
        {
            await Accounts.SaveAsync(accounts);
        }
        else
        {
            Accounts.Save(accounts);
        }
    }
}
