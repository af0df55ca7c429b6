using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Saving;

/// <summary>An update that is based on the version that somebody saw.</summary>
public sealed class ExpectedVersionTests : IDisposable
{
    private readonly TestApplication _app = new();
    private readonly Account _account = new("Ada");

    public ExpectedVersionTests()
    {
        _account.Deposit(5m);
        Accounts.Save(_account);
    }

    private EventSourcedRepository<Account> Accounts => _app.Repository<Account>();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_version_that_it_has_is_updated(int form)
    {
        Account updated = await Update(form, 2, account => account.Deposit(1m));

        Assert.Equal((6m, 3), (updated.Balance, updated.Version));
        Assert.Equal(6m, Accounts[_account.Id].Balance);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, long.MaxValue)]
    public async Task Another_version_is_a_conflict_before_anything_happens(int form, long version)
    {
        bool ran = false;

        ConcurrencyException conflict = await Assert.ThrowsAsync<ConcurrencyException>(() => Update(form, version, _ => ran = true));

        Assert.False(ran);
        Assert.Equal((_account.Id, version), (conflict.SequenceId, conflict.Position));
        Assert.Contains($"Account {_account.Id} has version 2, and version {version} was expected", conflict.Message, StringComparison.Ordinal);
        Assert.Single(_app.Store.Appends);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Somebody_faster_is_a_conflict_and_nothing_is_repeated(int form)
    {
        int calls = 0;
        Account? seen = null;
        _app.Store.BeforeAppend = () =>
        {
            _app.Store.BeforeAppend = null;
            using EventSourcedApplication faster = new(_app.Store);
            faster.Repository<Account>().Update(_account.Id, a => a.Deposit(1m));
        };

        await Assert.ThrowsAsync<ConcurrencyException>(() => Update(form, 2, account =>
        {
            calls++;
            seen = account;
            account.Deposit(100m);
        }));

        Assert.Equal((1, true), (calls, seen!.IsFaulted));
        Assert.Equal(6m, Accounts[_account.Id].Balance);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public async Task No_version_is_out_of_range(long version)
    {
        for (int form = 0; form < 4; form++)
        {
            Assert.Equal("expectedVersion", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Update(form, version, _ => { }))).ParamName);
        }
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_a_disposed_application_refuses()
    {
        Assert.Throws<ArgumentNullException>(() => Accounts.Update(_account.Id, 2, null!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Accounts.UpdateAsync(_account.Id, 2, (Func<Account, Task>)null!));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Accounts.UpdateAsync(_account.Id, 2, a => a.Deposit(1m), new CancellationToken(canceled: true)));
        EventSourcedRepository<Account> accounts = Accounts;
        Accounts.Update(_account.Id, 2, account => account.Close());
        for (int form = 0; form < 4; form++)
        {
            await Assert.ThrowsAsync<EntityNotFoundException>(() => Update(form, 3, account => account.Deposit(1m)));
        }

        _app.Dispose();
        Assert.Throws<ObjectDisposedException>(() => accounts.Update(_account.Id, 2, account => account.Deposit(1m)));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await accounts.UpdateAsync(_account.Id, 2, account => account.Deposit(1m)));
    }

    private async Task<Account> Update(int form, long version, Action<Account> action) => form switch
    {
        0 => Accounts.Update(_account.Id, version, action),
        1 => await Accounts.UpdateAsync(_account.Id, version, action),
        2 => await Accounts.UpdateAsync(_account.Id, version, async account =>
        {
            await Task.Yield();
            action(account);
        }),
        _ => await Accounts.UpdateAsync(_account.Id, version, account =>
        {
            action(account);
            return ValueTask.CompletedTask;
        }),
    };
}
