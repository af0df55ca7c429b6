using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Commands;

/// <summary>A guard that throws leaves everything as it was, wherever the event comes from.</summary>
public sealed class GuardTests : IDisposable
{
    private readonly TestApplication _app = new();
    private readonly Machine _machine;

    public GuardTests()
    {
        _machine = _app.Repository<Machine>().Create(Guid.CreateVersion7(), "drill");
        _machine.Speed = 3;
    }

    public void Dispose() => _app.Dispose();

    [Fact]
    public void On_a_property_with_the_new_value()
    {
        Assert.Throws<ArgumentException>(() => _machine.Name = " ");

        AssertUnchanged();
    }

    [Fact]
    public void Through_raise()
    {
        Assert.Throws<ArgumentException>(() => _machine.Inspect(" ", "rust"));

        AssertUnchanged();
    }

    [Fact]
    public void On_a_discard()
    {
        Assert.Throws<InvalidOperationException>(_machine.Scrap);

        AssertUnchanged();
        Assert.False(_machine.IsDiscarded);
    }

    [Fact]
    public async Task In_a_constructor()
    {
        EventSourcedRepository<Machine> machines = _app.Repository<Machine>();
        Guid id = Guid.CreateVersion7();

        Assert.Throws<ArgumentException>(() => new Machine(id, " "));
        Assert.Throws<ArgumentException>(() => machines.Create(id, " "));
        await Assert.ThrowsAsync<ArgumentException>(async () => await machines.CreateAsync(id, " "));

        Assert.False(machines.Contains(id));
        AssertUnchanged();
    }

    [Fact]
    public void On_an_instance_that_collects()
    {
        Machine machine = new(Guid.CreateVersion7(), "saw");

        Assert.Throws<ArgumentException>(() => machine.Name = " ");
        Assert.Throws<ArgumentException>(() => machine.Inspect(""));

        Assert.Equal([new Machine.Created("saw")], machine.PendingEvents);
        Assert.Equal(("saw", 1, false), (machine.Name, machine.Version, machine.IsFaulted));
    }

    private void AssertUnchanged()
    {
        Assert.Equal(("drill", 3, 2, false), (_machine.Name, _machine.Speed, _machine.Version, _machine.IsFaulted));
        Assert.Empty(_machine.Findings);
        Assert.Equal(["Machine.Created", "Machine.SpeedChanged"], _app.Store.Topics(_machine.Id));
        _machine.Inspect("Ada", "rust");
        Assert.Equal(["rust"], _app.Repository<Machine>()[_machine.Id].Findings);
    }
}
