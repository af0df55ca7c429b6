using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Saving;

/// <summary>Several entities, of one kind or of any, in one update.</summary>
public sealed class SeveralUpdateTests : IDisposable
{
    private readonly TestApplication _app = new(new() { MaxUpdateAttempts = 4 });
    private readonly Account _from = new("Ada");
    private readonly Account _to = new("Eve");
    private readonly Wallet _wallet = new();

    public SeveralUpdateTests()
    {
        _from.Deposit(10m);
        _app.Save(_from, _to, _wallet);
    }

    private EventSourcedRepository<Account> Accounts => _app.Repository<Account>();

    public void Dispose() => _app.Dispose();

    private (decimal From, decimal To, decimal Wallet) Balances() => (Accounts[_from.Id].Balance, Accounts[_to.Id].Balance, _app.Repository<Wallet>()[_wallet.Id].Balance);

    private void Interfere(Guid id, int times)
    {
        Action interfere = null!;
        _app.Store.BeforeAppend = interfere = () =>
        {
            if (times-- > 0)
            {
                _app.Store.BeforeAppend = null;
                using EventSourcedApplication faster = new(_app.Store);
                faster.Repository<Account>().Update(id, a => a.Deposit(1m));
                _app.Store.BeforeAppend = interfere;
            }
        };
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_ids_of_one_repository_are_one_append(int form)
    {
        IReadOnlyList<Account> updated = await Transfer(form, [_from.Id, _to.Id]);

        Assert.Equal([(_from.Id, 7m, 3L), (_to.Id, 3m, 2L)], updated.Select(account => (account.Id, account.Balance, account.Version)));
        Assert.Equal((7m, 3m, 0m), Balances());
        Assert.Equal([4, 2], _app.Store.Appends.Select(items => items.Count));
        updated[1].Deposit(1m);
        Accounts.Save(updated[1]);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 3)]
    [InlineData(2, 1)]
    [InlineData(3, 3)]
    public async Task On_a_conflict_of_one_all_are_fresh(int form, int conflicts)
    {
        List<Account> seen = [];
        Interfere(_to.Id, conflicts);

        await Transfer(form, [_from.Id, _to.Id], seen.AddRange);

        Assert.Equal(2 * (conflicts + 1), seen.Distinct().Count());
        Assert.All(seen.SkipLast(2), account => Assert.True(account.IsFaulted));
        Assert.All(seen.TakeLast(2), account => Assert.False(account.IsFaulted));
        Assert.Equal((7m, 3m + conflicts, 0m), Balances());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task After_the_attempts_the_conflict_comes_through_and_nothing_is_left_to_save(int form)
    {
        List<Account> seen = [];
        Interfere(_to.Id, int.MaxValue);

        ConcurrencyException conflict = await Assert.ThrowsAsync<ConcurrencyException>(() => Transfer(form, [_from.Id, _to.Id], seen.AddRange));

        Assert.Equal((_to.Id, 8), (conflict.SequenceId, seen.Count));
        Assert.All(seen, account => Assert.True(account.IsFaulted));
        Assert.Equal((10m, 4m, 0m), Balances());
    }

    [Fact]
    public async Task One_id_twice_is_one_instance()
    {
        IReadOnlyList<Account> updated = await Transfer(0, [_from.Id, _from.Id]);

        Assert.Same(updated[0], updated[1]);
        Assert.Equal((10m, 0m, 0m), Balances());
        Assert.Equal(4, updated[0].Version);
    }

    [Fact]
    public async Task None_are_nothing_and_one_that_is_missing_stops_all()
    {
        Assert.Empty(Accounts.Update([], static _ => { }));
        Assert.Equal("ids", Assert.Throws<ArgumentNullException>(() => Accounts.Update((IReadOnlyCollection<Guid>)null!, static _ => { })).ParamName);
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Accounts.UpdateAsync((IReadOnlyCollection<Guid>)null!, static _ => { }));
        Accounts.Update(_to.Id, account => account.Close());

        Assert.Equal(_to.Id, (await Assert.ThrowsAsync<EntityNotFoundException>(() => Transfer(1, [_from.Id, _to.Id]))).Id);
        await Assert.ThrowsAsync<WrongEntityException>(() => Transfer(0, [_from.Id, _wallet.Id]));
        Assert.Equal(10m, Accounts[_from.Id].Balance);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Entities_of_any_kinds_are_one_append(int form)
    {
        Interfere(_from.Id, 1);
        int calls = 0;

        await Update(form, update =>
        {
            calls++;
            Account account = update.Get<Account>(_from.Id);
            Assert.Same(account, update.Get<Account>(_from.Id));
            account.Withdraw(4m);
            update.Get<Wallet>(_wallet.Id).Deposit(4m, "EUR");
        });

        Assert.Equal(2, calls);
        Assert.Equal((7m, 0m, 4m), Balances());
        Assert.Equal([4, 2, 1, 2], _app.Store.Appends.Select(items => items.Count));
    }

    [Fact]
    public async Task Two_who_load_at_once_get_one_instance()
    {
        await _app.UpdateAsync(async update =>
        {
            Account[] accounts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () => await update.GetAsync<Account>(_from.Id))));
            Assert.Single(accounts.Distinct());
            accounts[7].Deposit(1m);
        });

        Assert.Equal(11m, Accounts[_from.Id].Balance);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_action_that_throws_stores_nothing_and_its_instances_never_are(int form)
    {
        Account? leaked = null;

        await Assert.ThrowsAsync<DivideByZeroException>(() => Update(form, update =>
        {
            leaked = update.Get<Account>(_from.Id);
            leaked.Deposit(1m);
            throw new DivideByZeroException();
        }));

        Assert.Throws<InvalidOperationException>(() => Accounts.Save(leaked!));
        Assert.Equal((10m, 0m, 0m), Balances());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Of_what_the_save_refuses_no_half_can_be_saved(int form)
    {
        Guid broken = _app.Repository<Machine>().Create(Guid.CreateVersion7(), "drill").Id;
        Account? leaked = null;

        await Assert.ThrowsAsync<EntityFaultedException>(() => Update(form, update =>
        {
            leaked = update.Get<Account>(_from.Id);
            leaked.Withdraw(1m);
            Assert.Throws<DivideByZeroException>(() => update.Get<Machine>(broken).Break());
        }));

        Assert.Throws<EntityFaultedException>(() => Accounts.Save(leaked!));
        Assert.Equal((10m, 0m, 0m), Balances());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_a_cancelled_update_no_half_can_be_saved(bool anyKinds)
    {
        using CancellationTokenSource source = new();
        List<Account> leaked = [];
        void Act(IReadOnlyList<Account> accounts)
        {
            leaked.AddRange(accounts);
            accounts[0].Withdraw(3m);
            accounts[1].Deposit(3m);
            source.Cancel();
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            if (anyKinds)
            {
                await _app.UpdateAsync(update => Act([update.Get<Account>(_from.Id), update.Get<Account>(_to.Id)]), source.Token);
            }
            else
            {
                await Accounts.UpdateAsync([_from.Id, _to.Id], Act, source.Token);
            }
        });

        Assert.Equal(2, leaked.Count);
        Assert.All(leaked, account => Assert.Throws<EntityFaultedException>(() => Accounts.Save(account)));
        Assert.Equal((10m, 0m, 0m), Balances());
    }

    [Fact]
    public async Task After_the_action_nothing_is_loaded_and_in_it_nothing_is_saved()
    {
        AtomicUpdate? kept = null;
        _app.Update(update => kept = update);
        Assert.Contains("has ended", Assert.Throws<InvalidOperationException>(() => kept!.Get<Account>(_from.Id)).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await kept!.GetAsync<Account>(_from.Id));
        Assert.Throws<InvalidOperationException>(() => _app.Update(update => Accounts.Save(update.Get<Account>(_from.Id))));
        Assert.Throws<WrongEntityException>(() => _app.Update(update =>
        {
            update.Get<Account>(_from.Id);
            update.Get<Wallet>(_from.Id);
        }));
        Assert.Single(_app.Store.Appends, items => items.Count > 0);
    }

    [Fact]
    public async Task Null_a_cancelled_token_and_a_disposed_application_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => _app.Update(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await _app.UpdateAsync((Func<AtomicUpdate, Task>)null!));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await _app.UpdateAsync(update => update.Get<Account>(_from.Id).Deposit(1m), new CancellationToken(canceled: true)));
        Assert.Equal((10m, 0m, 0m), Balances());
        EventSourcedRepository<Account> accounts = Accounts;
        _app.Dispose();

        Assert.Throws<ObjectDisposedException>(() => _app.Update(static _ => { }));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await _app.UpdateAsync(static _ => { }));
        Assert.Throws<ObjectDisposedException>(() => accounts.Update([_from.Id], static _ => { }));
    }

    private async Task<IReadOnlyList<Account>> Transfer(int form, Guid[] ids, Action<IReadOnlyList<Account>>? see = null)
    {
        void Act(IReadOnlyList<Account> accounts)
        {
            see?.Invoke(accounts);
            accounts[0].Withdraw(3m);
            accounts[1].Deposit(3m);
        }

        return form switch
        {
            0 => Accounts.Update(ids, Act),
            1 => await Accounts.UpdateAsync(ids, Act),
            2 => await Accounts.UpdateAsync(ids, async accounts =>
            {
                await Task.Yield();
                Act(accounts);
            }),
            _ => await Accounts.UpdateAsync(ids, accounts =>
            {
                Act(accounts);
                return ValueTask.CompletedTask;
            }),
        };
    }

    private async Task Update(int form, Action<AtomicUpdate> action)
    {
        switch (form)
        {
            case 0:
                _app.Update(action);
                break;
            case 1:
                await _app.UpdateAsync(action);
                break;
            case 2:
                await _app.UpdateAsync(async update =>
                {
                    await update.GetAsync<Account>(_from.Id);
                    action(update);
                });
                break;
            default:
                await _app.UpdateAsync(update =>
                {
                    action(update);
                    return ValueTask.CompletedTask;
                });
                break;
        }
    }
}
