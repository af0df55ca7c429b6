using EsGen.Testing.Tests.Domain;
using Xunit;

namespace EsGen.Testing.Tests;

/// <summary>Scenarios of read models: what they expect, and what they say if it is otherwise.</summary>
public sealed class ReadModelScenarioTests
{
    private static readonly Guid s_first = Guid.NewGuid();
    private static readonly Guid s_second = Guid.NewGuid();

    [Fact]
    public void Given_events_of_entities_then_there_are_documents() => ReadModelScenario.For<PurseView>()
        .Given(s_first, new Purse.Opened("Ada"))
        .At(DateTimeOffset.UnixEpoch.AddDays(1))
        .Given(s_first, new Purse.Filled(10m), new Purse.Filled(5m))
        .Given(s_second, new Purse.Opened("Ben"), new Purse.Lost())
        .Then(s_first, view => Assert.Equal(("Ada", 15m, DateTimeOffset.UnixEpoch.AddDays(1)), (view.Owner, view.Balance, view.Changed)))
        .ThenNone(s_second)
        .ThenAll(views => Assert.Single(views));

    [Fact]
    public void Events_behind_a_look_are_in_the_next_one() => ReadModelScenario.For<PurseView>()
        .Given(s_first, new Purse.Opened("Ada"), new Purse.Filled(10m))
        .Then(s_first, view => Assert.Equal(10m, view.Balance))
        .Then(s_first, view => Assert.Equal(10m, view.Balance))
        .Given(s_first, new Purse.Filled(5m))
        .Then(s_first, view => Assert.Equal(15m, view.Balance));

    [Fact]
    public void Keys_may_be_of_any_type() => ReadModelScenario.For<OwnerView>()
        .Given(s_first, new Purse.Opened("Ada"))
        .Given(s_second, new Purse.Opened("Ada"))
        .Then("Ada", view => Assert.Equal(2, view.Purses))
        .ThenNone("Ben");

    [Fact]
    public void What_isn_t_as_expected_is_said()
    {
        ReadModelScenario<OwnerView> scenario = ReadModelScenario.For<OwnerView>().Given(s_first, new Purse.Opened("Ada"));
        Assert.Contains("no document with the key Ben. There are: Ada.", Assert.Throws<ScenarioException>(() => scenario.Then("Ben", _ => { })).Message, StringComparison.Ordinal);
        Assert.Contains("there is a document with the key Ada", Assert.Throws<ScenarioException>(() => scenario.ThenNone("Ada")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => scenario.Given(s_first, new Broken.Begun()));
        ScenarioException failed = Assert.Throws<ScenarioException>(
            () => ReadModelScenario.For<PurseView>().Given(s_first, new Purse.Opened("nobody")).ThenNone(s_first));
        Assert.Contains("Nobody has a purse.", failed.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(failed.InnerException);
    }

    [Fact]
    public void Documents_that_depend_on_more_than_events_break_the_law()
    {
        ReadModelScenario<OwnerView> scenario = ReadModelScenario.For<OwnerView>().Given(s_first, new Purse.Opened("Zoe"));
        ScenarioException broken = Assert.Throws<ScenarioException>(() => scenario.ThenNone("Ada"));
        Assert.Contains("a document must come out the same whenever it is stored", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_in_memory_has_its_runner()
    {
        using TestApplication app = TestApplication.Create(clock: new Clock(), add: runner => runner.Add<PurseView>());
        Purse purse = new("Ada");
        app.Save(purse);
        purse.Fill(3m);
        app.Save(purse);
        await app.CaughtUpAsync();
        PurseView view = app.ReadModels<PurseView>().Get(purse.Id);
        Assert.Equal((3m, DateTimeOffset.UnixEpoch), (view.Balance, view.Changed));
        Assert.Equal(purse.Id, app.ReadModels<PurseView>().KeyOf(app.ReadModels<PurseView>().FindByBalance(3m).Single()));
        await using TestApplication other = TestApplication.Create();
        await other.CaughtUpAsync();
    }

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
    }
}
