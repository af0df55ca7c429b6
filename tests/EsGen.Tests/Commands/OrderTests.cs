using EsGen.Tests.Domain;
using EsGen.Tests.Stores;
using Xunit;

namespace EsGen.Tests.Commands;

/// <summary>guard → encode → mutate → append, and what a failure at each of these points leaves behind.</summary>
public sealed class OrderTests : IDisposable
{
    private readonly List<string> _steps = [];
    private readonly TestApplication _app;
    private readonly Machine _machine;

    public OrderTests()
    {
        _app = new TestApplication(new() { Metadata = () => Step("stamp") });
        _machine = _app.Repository<Machine>().Create(Guid.CreateVersion7(), "drill");
        _machine.Observer = step => Step(step);
        _app.Store.BeforeAppend = () => Step("append");
        _app.Store.AfterAppend = () => Step("appended");
        _steps.Clear();
    }

    public void Dispose() => _app.Dispose();

    private IReadOnlyDictionary<string, string>? Step(string step)
    {
        _steps.Add(step);
        return null;
    }

    private void AssertUnchanged()
    {
        Assert.Equal((null, 1, false), (_machine.Text, _machine.Version, _machine.IsFaulted));
        Assert.Equal(["Machine.Created"], _app.Store.Topics(_machine.Id));
        _machine.Note("afterwards");
        Assert.Equal("afterwards", _app.Repository<Machine>()[_machine.Id].Text);
    }

    [Fact]
    public void A_command_is_guarded_stamped_applied_and_stored()
    {
        _machine.Note("oiled");

        Assert.Equal(["guard", "stamp", "mutate", "append", "appended"], _steps);
        Assert.Equal(("oiled", 2), (_machine.Text, _machine.Version));
    }

    [Fact]
    public void A_guard_that_throws_ends_it_at_once()
    {
        Assert.Throws<ArgumentException>(() => _machine.Note(" "));

        Assert.Equal(["guard"], _steps);
        AssertUnchanged();
    }

    [Fact]
    public void A_value_that_cant_be_encoded_ends_it_before_anything_is_changed()
    {
        Assert.Throws<ArgumentException>(() => _machine.Note("\ud800"));

        Assert.Equal(["guard", "stamp"], _steps);
        AssertUnchanged();
    }

    [Fact]
    public void A_mutator_arm_that_throws_ends_it_before_the_store_and_faults_the_instance()
    {
        Assert.Throws<DivideByZeroException>(_machine.Break);

        Assert.Equal(["stamp"], _steps);
        Assert.Equal(("broken", 1, true), (_machine.Text, _machine.Version, _machine.IsFaulted));
        Assert.Throws<EntityFaultedException>(() => _machine.Note("afterwards"));
        Assert.Equal(["Machine.Created"], _app.Store.Topics(_machine.Id));
        Assert.Null(_app.Repository<Machine>()[_machine.Id].Text);
    }

    [Fact]
    public void A_refused_command_isnt_guarded()
    {
        _machine.Scrap();
        _steps.Clear();

        Assert.Throws<EntityDiscardedException>(() => _machine.Note("oiled"));
        Assert.Throws<EntityDiscardedException>(() => _machine.Note(" "));

        Assert.Empty(_steps);
    }

    [Fact]
    public void A_replay_runs_no_guard_and_asks_for_no_stamp()
    {
        _machine.Note("oiled");
        _steps.Clear();

        Assert.Equal("oiled", _app.Repository<Machine>()[_machine.Id].Text);
        Machine.Mutate(null, new Machine.Created(" "), new EventContext(Guid.CreateVersion7(), 0, DateTimeOffset.UnixEpoch));
        Machine.Replay(Guid.CreateVersion7(), [new Machine.Created(" "), new Machine.SpeedChanged(1), new Machine.Scrapped()]);

        Assert.Empty(_steps);
    }

    [Fact]
    public void An_aggregate_keeps_the_event_and_a_failing_value_isnt_kept()
    {
        Account account = new("Ada");
        account.Deposit(1m);
        Basket basket = new(Guid.CreateVersion7());

        Assert.Throws<ArgumentException>(() => basket.Label = "\ud800");
        Assert.Throws<ArgumentNullException>(() => basket.Remove([null!]));

        Assert.Equal([new Account.Opened("Ada"), new Account.Deposited(1m)], account.PendingEvents);
        Assert.Equal((1, false, null), (basket.Version, basket.IsFaulted, basket.Label));
        Assert.Single(basket.PendingEvents);
    }
}
