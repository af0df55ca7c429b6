using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Contract;

/// <summary>What can't be right is refused at once, by asynchronous members too: not only when somebody awaits them.</summary>
public sealed class ArgumentTests : IDisposable
{
    private readonly TestApplication _app = new();

    private EventSourcedRepository<Account> Accounts => _app.Repository<Account>();

    public void Dispose() => _app.Dispose();

    [Fact]
    public void A_version_that_never_was_is_refused_at_once()
    {
        Guid id = Guid.NewGuid();
        AssertAtOnce<ArgumentOutOfRangeException>(() => Accounts.GetAsync(id, version: 0).AsTask());
        AssertAtOnce<ArgumentOutOfRangeException>(() => Accounts.UpdateAsync(id, 0, static account => account.Deposit(1m)).AsTask());
        AssertAtOnce<ArgumentOutOfRangeException>(() => Accounts.UpdateAsync(id, 0, static _ => Task.CompletedTask).AsTask());
        AssertAtOnce<ArgumentOutOfRangeException>(() => Accounts.UpdateAsync(id, 0, static _ => ValueTask.CompletedTask).AsTask());
    }

    [Fact]
    public void Lists_and_actions_that_are_null_are_refused_at_once()
    {
        Guid id = Guid.NewGuid();
        AssertAtOnce<ArgumentNullException>(() => Accounts.UpdateAsync(default(Guid[])!, static _ => Task.CompletedTask).AsTask());
        AssertAtOnce<ArgumentNullException>(() => Accounts.UpdateAsync([id], default(Func<IReadOnlyList<Account>, Task>)!).AsTask());
        AssertAtOnce<ArgumentNullException>(() => Accounts.UpdateAsync(id, default(Func<Account, Task>)!).AsTask());
        AssertAtOnce<ArgumentNullException>(() => Accounts.SaveAsync(default(IReadOnlyCollection<Account>)!).AsTask());
        AssertAtOnce<ArgumentOutOfRangeException>(() => Accounts.GetIdsAsync(limit: 0).AsTask());
        AssertAtOnce<ArgumentOutOfRangeException>(() => _app.EventStore.GetEventsAsync<Account>(id, limit: 0).AsTask());
    }

    [Fact]
    public void An_empty_id_of_a_new_entity_is_refused_at_once()
    {
        EventSourcedRepository<Machine> machines = _app.Repository<Machine>();
        AssertAtOnce<ArgumentException>(() => machines.CreateAsync(Guid.Empty, "a").AsTask());
        AssertAtOnce<ArgumentException>(() => machines.TryCreateAsync(Guid.Empty, "a").AsTask());
    }

    private static void AssertAtOnce<TException>(Func<Task> call)
        where TException : Exception =>
        Assert.Throws<TException>(() => { _ = call(); });
}
