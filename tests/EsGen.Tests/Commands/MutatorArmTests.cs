using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Commands;

/// <summary>What a <c>When…</c> may do, and what happens to the instance if it does something else.</summary>
public sealed class MutatorArmTests : IDisposable
{
    private readonly TestApplication _app = new();
    private readonly Machine _machine;

    public MutatorArmTests() => _machine = _app.Repository<Machine>().Create(Guid.CreateVersion7(), "drill");

    public void Dispose() => _app.Dispose();

    [Fact]
    public void Setting_an_event_property_in_it_raises_nothing()
    {
        _machine.Speed = 3;

        _machine.Stop();

        Assert.Equal((0, 3), (_machine.Speed, _machine.Version));
        Assert.Equal(["Machine.Created", "Machine.SpeedChanged", "Machine.Stopped"], _app.Store.Topics(_machine.Id));
    }

    [Fact]
    public void Raising_an_event_in_it_is_refused_and_faults_the_instance()
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(_machine.Overrun);

        Assert.Contains("raise events in commands", exception.Message, StringComparison.Ordinal);
        AssertFaultedAndNothingStored();
    }

    [Fact]
    public void Applying_an_event_from_outside_in_it_is_refused_and_faults_the_instance()
    {
        Assert.Throws<InvalidOperationException>(_machine.Tamper);

        AssertFaultedAndNothingStored();
    }

    [Fact]
    public void Throwing_in_it_faults_an_instance_that_collects_too()
    {
        Machine machine = new(Guid.CreateVersion7(), "saw");

        Assert.Throws<DivideByZeroException>(machine.Break);

        Assert.True(machine.IsFaulted);
        Assert.Single(machine.PendingEvents);
        Assert.Throws<EntityFaultedException>(() => machine.Note("afterwards"));
        Assert.Throws<EntityFaultedException>(() => _app.Repository<Machine>().Save(machine));
        Assert.Throws<EntityFaultedException>(() => Machine.Mutate(machine, new Machine.Stopped(), new EventContext(machine.Id, 1, DateTimeOffset.UnixEpoch)));
        Assert.False(_app.Repository<Machine>().Contains(machine.Id));
    }

    [Fact]
    public void Throwing_in_it_on_replay_goes_to_whoever_loads()
    {
        _app.EventStore.Append<Machine>(_machine.Id, 1, new Machine.Broke());

        Assert.Throws<DivideByZeroException>(() => _app.Repository<Machine>()[_machine.Id]);
        Assert.Throws<DivideByZeroException>(() => Machine.Replay(_machine.Id, [new Machine.Created("drill"), new Machine.Broke()]));
        Assert.Equal("drill", _app.Repository<Machine>().Get(_machine.Id, 1).Name);
    }

    [Fact]
    public void An_instance_that_is_mutated_from_outside_is_faulted()
    {
        Account pending = new("Ada");
        Account.Mutate(pending, new Account.Deposited(1m), new EventContext(pending.Id, 1, DateTimeOffset.UnixEpoch));
        Machine.Mutate(_machine, new Machine.Stopped(), new EventContext(_machine.Id, 1, DateTimeOffset.UnixEpoch));

        Assert.True(pending.IsFaulted);
        Assert.True(_machine.IsFaulted);
        Assert.Throws<EntityFaultedException>(() => pending.Deposit(1m));
        Assert.Throws<EntityFaultedException>(() => _app.Repository<Account>().Save(pending));
        Assert.Throws<EntityFaultedException>(() => _machine.Speed = 3);
        Assert.Equal(["Machine.Created"], _app.Store.Topics(_machine.Id));
    }

    private void AssertFaultedAndNothingStored()
    {
        Assert.True(_machine.IsFaulted);
        Assert.Throws<EntityFaultedException>(() => _machine.Note("afterwards"));
        Assert.Equal(["Machine.Created"], _app.Store.Topics(_machine.Id));
    }
}
