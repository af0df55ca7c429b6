using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Saving;

/// <summary>Load, act, save, and again with a fresh instance on a conflict.</summary>
public sealed class UpdateTests : IDisposable
{
    private const int Attempts = 4;

    private readonly TestApplication _app = new(new() { MaxUpdateAttempts = Attempts });
    private readonly Account _account = new("Ada");

    public UpdateTests() => Accounts.Save(_account);

    private EventSourcedRepository<Account> Accounts => _app.Repository<Account>();

    public void Dispose() => _app.Dispose();

    /// <summary>Lets somebody else be faster at the next appends.</summary>
    private void Interfere(int times)
    {
        Action interfere = null!;
        _app.Store.BeforeAppend = interfere = () =>
        {
            if (times-- > 0)
            {
                _app.Store.BeforeAppend = null;
                using EventSourcedApplication faster = new(_app.Store);
                faster.Repository<Account>().Update(_account.Id, a => a.Deposit(1m));
                _app.Store.BeforeAppend = interfere;
            }
        };
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_stores_what_happened_and_returns_the_instance(bool awaited)
    {
        Account updated = await Update(awaited, account =>
        {
            account.Deposit(5m);
            account.Withdraw(2m);
        });

        Assert.Equal((3m, 3, false), (updated.Balance, updated.Version, updated.IsFaulted));
        Assert.Empty(updated.PendingEvents);
        Assert.Equal(3m, Accounts[_account.Id].Balance);
        Assert.Equal([1, 2], _app.Store.Appends.Select(items => items.Count));
        updated.Deposit(1m);
        Accounts.Save(updated);
        Assert.Equal(4m, Accounts[_account.Id].Balance);
    }

    // E7
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, Attempts - 1)]
    [InlineData(true, Attempts - 1)]
    public async Task On_a_conflict_it_begins_again_with_a_fresh_instance(bool awaited, int conflicts)
    {
        List<Account> seen = [];
        Interfere(conflicts);

        await Update(awaited, account =>
        {
            Assert.Equal(seen.Count, account.Balance);
            seen.Add(account);
            account.Deposit(100m);
        });

        Assert.Equal(conflicts + 1, seen.Distinct().Count());
        Assert.Equal(100m + conflicts, Accounts[_account.Id].Balance);
        Assert.All(seen.SkipLast(1), account => Assert.True(account.IsFaulted));
    }

    // E7
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_exactly_as_many_attempts_as_the_options_allow_it_lets_the_conflict_through(bool awaited)
    {
        int calls = 0;
        Interfere(int.MaxValue);

        ConcurrencyException conflict = await Assert.ThrowsAsync<ConcurrencyException>(() => Update(awaited, account =>
        {
            calls++;
            account.Deposit(100m);
        }));

        Assert.Equal(Attempts, calls);
        Assert.Equal((_account.Id, Attempts), (conflict.SequenceId, conflict.Position));
        Assert.Equal(Attempts, Accounts[_account.Id].Balance);
    }

    [Fact]
    public async Task One_attempt_is_none_again()
    {
        using EventSourcedApplication app = new(_app.Store, new() { MaxUpdateAttempts = 1 });
        int calls = 0;
        Interfere(1);

        await Assert.ThrowsAsync<ConcurrencyException>(async () => await app.Repository<Account>().UpdateAsync(_account.Id, account =>
        {
            calls++;
            account.Deposit(100m);
        }));

        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Actions_bind_to_what_they_are()
    {
        Guid id = _account.Id;
        Assert.Throws<DivideByZeroException>(() => Accounts.Update(id, _ => throw new DivideByZeroException()));
        Assert.Throws<DivideByZeroException>(() => Accounts.Update(id, account =>
        {
            account.Deposit(1m);
            throw new DivideByZeroException();
        }));
        await Assert.ThrowsAsync<DivideByZeroException>(async () => await Accounts.UpdateAsync(id, _ => throw new DivideByZeroException()));
        await Accounts.UpdateAsync(id, account => account.Deposit(1m));
        await Accounts.UpdateAsync(id, async account =>
        {
            await Task.Yield();
            account.Deposit(2m);
        });
        await Accounts.UpdateAsync(id, SlowlyAsync);
        await Accounts.UpdateAsync(id, account => SlowlyAsync(account));

        Assert.Equal(11m, Accounts[id].Balance);

        static async ValueTask SlowlyAsync(Account account)
        {
            await Task.Yield();
            account.Deposit(4m);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_save_within_the_action_would_store_half_of_it_and_is_refused(bool awaited)
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Update(awaited, account =>
        {
            account.Deposit(1m);
            Accounts.Save(account);
        }));

        Assert.Equal(0m, Accounts[_account.Id].Balance);
        await Update(awaited, account => account.Deposit(1m));
        Assert.Equal(1m, Accounts[_account.Id].Balance);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_action_that_throws_stores_nothing_and_isnt_repeated(bool awaited)
    {
        int calls = 0;

        await Assert.ThrowsAsync<DivideByZeroException>(() => Update(awaited, account =>
        {
            calls++;
            account.Deposit(1m);
            throw new DivideByZeroException();
        }));
        await Assert.ThrowsAsync<ConcurrencyException>(() => Update(awaited, account =>
        {
            calls++;
            throw new ConcurrencyException(account.Id, 7);
        }));

        Assert.Equal(2, calls);
        Assert.Single(_app.Store.Appends);
        Assert.Equal(0m, Accounts[_account.Id].Balance);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failure_that_isnt_a_conflict_isnt_tried_again(bool awaited)
    {
        int calls = 0;
        _app.Store.BeforeAppend = static () => throw new IOException("disk full");

        await Assert.ThrowsAsync<IOException>(() => Update(awaited, account =>
        {
            calls++;
            account.Deposit(1m);
        }));

        Assert.Equal(1, calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_entity_collects_in_it_so_that_all_is_one_append(bool awaited)
    {
        EventSourcedRepository<Example> examples = _app.Repository<Example>();
        Example example = examples.Create();
        void Act(Example e)
        {
            e.BeatHeart(3);
            Assert.Equal(3, e.PendingEvents.Count);
            e.Foo = "bar";
        }

        Example updated = awaited ? await examples.UpdateAsync(example.Id, Act) : examples.Update(example.Id, Act);

        Assert.Equal([1, 1, 4], _app.Store.Appends.Select(items => items.Count));
        Assert.Equal((3, "bar"), (examples[example.Id].HeartbeatCount, examples[example.Id].Foo));
        updated.Foo = "baz";
        Assert.Equal("baz", examples[example.Id].Foo);
    }

    [Fact]
    public async Task An_async_lambda_is_awaited_before_anything_is_stored()
    {
        TaskCompletionSource gate = new();

        ValueTask<Account> update = Accounts.UpdateAsync(_account.Id, async account =>
        {
            account.Deposit(1m);
            await gate.Task;
            account.Deposit(2m);
        });
        Assert.False(update.IsCompleted);
        Assert.Single(_app.Store.Appends);
        gate.SetResult();

        Assert.Equal(3m, (await update).Balance);
        Assert.Equal([1, 2], _app.Store.Appends.Select(items => items.Count));
    }

    [Fact]
    public async Task An_async_lambda_that_throws_stores_nothing()
    {
        await Assert.ThrowsAsync<DivideByZeroException>(async () => await Accounts.UpdateAsync(_account.Id, async account =>
        {
            account.Deposit(1m);
            await Task.Yield();
            throw new DivideByZeroException();
        }));

        Assert.Single(_app.Store.Appends);
    }

    [Fact]
    public async Task A_cancelled_update_stores_nothing_and_leaves_nothing_to_save()
    {
        using CancellationTokenSource source = new();
        Account? leaked = null;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Accounts.UpdateAsync(_account.Id, account => account.Deposit(1m), new CancellationToken(canceled: true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Accounts.UpdateAsync(
            _account.Id,
            account =>
            {
                leaked = account;
                account.Deposit(1m);
                source.Cancel();
            },
            source.Token));

        Assert.Throws<EntityFaultedException>(() => Accounts.Save(leaked!));
        Assert.Equal(0m, Accounts[_account.Id].Balance);
    }

    [Fact]
    public void It_can_discard()
    {
        Account closed = Accounts.Update(_account.Id, account => account.Close());

        Assert.True(closed.IsDiscarded);
        Assert.False(Accounts.Contains(_account.Id));
        Assert.Throws<EntityNotFoundException>(() => Accounts.Update(_account.Id, account => account.Deposit(1m)));
    }

    private async Task<Account> Update(bool awaited, Action<Account> action) =>
        awaited ? await Accounts.UpdateAsync(_account.Id, action) : Accounts.Update(_account.Id, action);
}
