using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Contract;

public sealed class AggregateTests : IDisposable
{
    private readonly TestApplication _app = new();

    private EventSourcedRepository<Account> Accounts => _app.Repository<Account>();

    public void Dispose() => _app.Dispose();

    // N14, A6
    [Fact]
    public void An_aggregate_is_in_the_repository_from_its_first_save_on()
    {
        Account account = Accounts.Create("Ada", overdraftLimit: 10m);
        Assert.False(Accounts.Contains(account.Id));
        Assert.Empty(_app.Store.Appends);

        Accounts.Save(account);

        Assert.True(Accounts.Contains(account.Id));
        Assert.Equal(("Ada", 10m), (Accounts[account.Id].Owner, Accounts[account.Id].OverdraftLimit));
        Assert.Empty(account.PendingEvents);
    }

    // N14
    [Fact]
    public void A_change_is_invisible_until_it_is_saved()
    {
        Account account = new("Ada");
        Accounts.Save(account);

        account.Deposit(100m);
        Assert.Equal(0m, Accounts[account.Id].Balance);

        Accounts.Save(account);
        Assert.Equal(100m, Accounts[account.Id].Balance);
    }

    // N14
    [Fact]
    public async Task Two_commands_are_saved_as_one_batch()
    {
        Account account = Accounts.Create("Ada");
        account.Deposit(100m);
        account.Withdraw(30m);

        await Accounts.SaveAsync(account);

        Assert.Equal(["Account.Opened", "Account.Deposited", "Account.Withdrawn"], Assert.Single(_app.Store.Appends).Select(item => item.Topic));
    }

    // N14
    [Fact]
    public void A_discard_is_invisible_until_it_is_saved()
    {
        Account account = new("Ada");
        Accounts.Save(account);

        account.Close();
        Assert.True(account.IsDiscarded);
        Assert.True(Accounts.Contains(account.Id));

        Accounts.Save(account);
        Assert.False(Accounts.Contains(account.Id));
        Assert.Throws<EntityDiscardedException>(() => account.Deposit(1m));
    }

    // N15
    [Fact]
    public void A_command_that_throws_leaves_version_and_pending_events_as_they_were()
    {
        Account account = new("Ada");

        Assert.Throws<ArgumentOutOfRangeException>(() => account.Deposit(0m));

        Assert.Equal((1, 0m, false), (account.Version, account.Balance, account.IsFaulted));
        Assert.Equal([new Account.Opened("Ada")], account.PendingEvents);
    }

    [Fact]
    public void Pending_events_are_a_copy()
    {
        Account account = new("Ada");

        IReadOnlyList<Account.Event> before = account.PendingEvents;
        account.Deposit(1m);

        Assert.Equal([new Account.Opened("Ada")], before);
        Assert.Equal(2, account.PendingEvents.Count);
        Assert.Throws<NotSupportedException>(() => ((IList<Account.Event>)account.PendingEvents).Clear());
        Assert.Equal(account.PendingEvents, ((IEventSourced)account).PendingEvents);
    }

    [Fact]
    public void No_caller_can_change_history_through_a_collection()
    {
        List<string?> notes = ["fragile"];
        string[] removed = ["a"];
        Basket basket = new(Guid.CreateVersion7());
        basket.Annotate(null, notes);
        basket.Remove(removed);

        notes[0] = "changed";
        removed[0] = "changed";
        _app.Repository<Basket>().Save(basket);

        Assert.Equal(["fragile"], basket.Notes);
        Assert.Equal(["fragile"], _app.Repository<Basket>()[basket.Id].Notes);
        Assert.Equal(["a"], Assert.IsType<Basket.ItemsRemoved>(_app.EventStore.GetLastEvent<Basket>(basket.Id)).Skus);
    }

    [Fact]
    public void The_mutator_alone_makes_the_same_state()
    {
        Account account = new("Ada");
        account.Deposit(100m);
        account.Withdraw(101m);
        account.Withdraw(1m);

        Account? replayed = Account.Replay(account.Id, account.PendingEvents);

        Assert.Equal((account.Owner, account.Balance, account.Version), (replayed!.Owner, replayed.Balance, replayed.Version));
    }
}
