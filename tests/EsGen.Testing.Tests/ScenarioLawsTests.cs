using EsGen.Testing.Tests.Domain;
using Xunit;

namespace EsGen.Testing.Tests;

/// <summary>Faults that scenarios find which are about something else.</summary>
public sealed class ScenarioLawsTests
{
    public static TheoryData<string, Action> Faulty => new()
    {
        { "'at' is", () => Scenario.Given<Faults.Clock>(new Faults.Clock.Created("a")).When(entity => entity.Rename("b")).Then(new Faults.Clock.Renamed("b")) },
        { "'renames' is 1 live and 0 after a replay", () => Scenario.Given<Faults.Forgetful>(new Faults.Forgetful.Created("a")).When(entity => entity.Rename("b")).Then(new Faults.Forgetful.Renamed("b")) },
        { "'count' is", () => Scenario.Given<Faults.SharedList>(new Faults.SharedList.Created("a")).When(entity => entity.Rename("b")).Then(new Faults.SharedList.Renamed("b")) },
        { "'price' is", () => Scenario.Given<Faults.Culture>(new Faults.Culture.Created("a"), new Faults.Culture.Priced(1234.5m)).When(entity => entity.Rename("b")).Then(new Faults.Culture.Renamed("b")) },
        { "'number' is", () => Scenario.Given<Faults.StaticCounter>(new Faults.StaticCounter.Created("a")).When(entity => entity.Rename("b")).Then(new Faults.StaticCounter.Renamed("b")) },
        { "'number' is", () => Scenario.Given<Faults.Chance>(new Faults.Chance.Created("a")).When(entity => entity.Rename("b")).ThenState(entity => Assert.Equal("b", entity.Name)) },
        { "'revision' is", () => Scenario.Given(() => new Faults.NewId("a")).When(entity => entity.Rename("b")).Then(new Faults.NewId.Renamed("b")) },
        { "a command that throws must change nothing, but 'version' is 1 before the command and 2 after it", () => Scenario.Given<Faults.Hasty>(new Faults.Hasty.Created("a")).When(entity => entity.Rename(" ")).ThenThrows<ArgumentException>() },
        { "a snapshot must change nothing, but 'seen' is 2 live and 1 after a load with a snapshot of version 2", () => Scenario.Given<Faults.CacheInArm>(new Faults.CacheInArm.Created("a")).When(entity => entity.Rename("b")).When(entity => entity.Rename("c")).Then(new Faults.CacheInArm.Renamed("b"), new Faults.CacheInArm.Renamed("c")) },
        { "'pending' is 1 live and 0 after a replay", () => Scenario.Given<Faults.PendingInArm>(new Faults.PendingInArm.Created("a")).When(entity => entity.Rename("b")).When(entity => entity.Rename("c")).ThenState(entity => Assert.Equal("c", entity.Name)) },
        { "a snapshot must be possible after each event, but after 2 none is", () => Scenario.Given<Faults.OneListTwice>(new Faults.OneListTwice.Created("a")).When(entity => entity.Rename("b")).Then(new Faults.OneListTwice.Renamed("b")) },
        { "compared by reflection", () => Scenario.Given<Faults.WithoutCodec>(new Faults.WithoutCodec.Created("a")).When(entity => entity.Rename("b")).Then(new Faults.WithoutCodec.Renamed("b")) },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_fault_fails_a_test_about_something_else(string message, Action scenario) =>
        Assert.Contains(message, Assert.Throws<ScenarioException>(scenario).Message, StringComparison.Ordinal);

    [Fact]
    public void What_an_arm_or_a_command_does_to_an_argument_changes_no_event() => Scenario
        .Given<Faults.ChangedArgument>(new Faults.ChangedArgument.Created("a"))
        .When(entity => entity.Rename(["b", "c"]))
        .When(entity => entity.List(["e", "d"]))
        .Then(new Faults.ChangedArgument.Renamed(["b", "c"]), new Faults.ChangedArgument.Listed(["e", "d"]))
        .ThenState(entity => Assert.Equal(("d", 1), (entity.Name, entity.Count)));

    [Fact]
    public void Without_the_fault_the_same_tests_pass()
    {
        Scenario.Given<Faults.Forgetful>(new Faults.Forgetful.Created("a")).ThenNothing();
        Scenario.Given<Faults.WithoutCodec>(new Faults.WithoutCodec.Created("a")).ThenState(entity => Assert.Equal(1, entity.Number));
        Scenario.Given<Faults.CacheInArm>(new Faults.CacheInArm.Created("a")).ThenNothing();
        Scenario.Given<Faults.Hasty>(new Faults.Hasty.Created("a")).When(entity => entity.Rename("b")).Then(new Faults.Hasty.Renamed("b"));
    }
}
