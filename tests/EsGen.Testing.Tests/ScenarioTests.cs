using EsGen.Testing.Tests.Domain;
using Xunit;

namespace EsGen.Testing.Tests;

/// <summary>Scenarios: what they expect, and what they say if it is otherwise.</summary>
public sealed class ScenarioTests
{
    private static Scenario<Purse> Filled => Scenario.Given<Purse>(new Purse.Opened("Ada"), new Purse.Filled(100m));

    [Fact]
    public void Given_events_when_commands_then_events_and_state() => Filled
        .When(purse => purse.Spend(30m, "bread"))
        .When(purse => purse.Spend(20m))
        .Then(new Purse.Spent(30m, ["bread"]), new Purse.Spent(20m, []))
        .ThenState(purse => Assert.Equal((50m, "bread"), (purse.Balance, purse.Notes.Single())));

    [Fact]
    public void Given_an_instance_counts_what_it_did_as_given() => Scenario
        .Given(() => new Purse("Ada"))
        .When(purse => purse.Fill(5m))
        .Then(new Purse.Filled(5m));

    [Fact]
    public void Nothing_and_exceptions_can_be_expected()
    {
        Filled.When(purse => purse.Spend(0m)).ThenNothing();
        Filled.When(purse => purse.Spend(101m)).ThenThrows<InvalidOperationException>(message: "There are only 100 in it.");
        Filled.When(purse => purse.Fill(-1m)).ThenThrows<ArgumentException>();
        Scenario.Given<Purse>(new Purse.Opened("Ada"), new Purse.Lost()).When(purse => purse.Fill(1m)).ThenThrows<EntityDiscardedException>();
        Filled.When(purse => purse.Lose()).Then(new Purse.Lost());
    }

    [Fact]
    public async Task Commands_that_are_awaited_make_expectations_that_are()
    {
        await Filled.When(purse => purse.SpendAsync(30m)).Then(new Purse.Spent(30m, []));
        await Filled.When(purse => purse.SpendSoonAsync(30m)).When(purse => purse.Fill(1m)).Then(new Purse.Spent(30m, []), new Purse.Filled(1m));
        await Filled.When(async purse => await purse.SpendAsync(30m)).ThenState(purse => Assert.Equal(70m, purse.Balance));
        await Filled.When(async purse => { await Task.Yield(); purse.Spend(101m); }).ThenThrows<InvalidOperationException>();
        await Filled.When(purse => purse.SpendAsync(0m)).ThenNothing();
    }

    [Fact]
    public void What_happened_otherwise_is_shown_side_by_side_with_its_values()
    {
        ScenarioException failure = Assert.Throws<ScenarioException>(() => Filled
            .When(purse => purse.Fill(1m))
            .When(purse => purse.Spend(30m, "bread"))
            .Then(new Purse.Filled(1m), new Purse.Spent(31m, ["milk"]), new Purse.Lost()));
        string Line(string mark, string expected, string happened) => $"{mark} {expected,-36} | {happened}";
        Assert.Equal(
            string.Join(
                '\n',
                "Purse: what happened is not what was expected.",
                "",
                Line(" ", "expected", "happened"),
                Line(" ", "Filled {\"amount\":1}", "Filled {\"amount\":1}"),
                Line(">", "Spent {\"amount\":31,\"notes\":[\"milk\"]}", "Spent {\"amount\":30,\"notes\":[\"bread\"]}"),
                Line(" ", "Lost {}", "")),
            failure.Message);
    }

    [Fact]
    public void Every_other_failure_says_what_was_instead()
    {
        Assert.Contains("a command threw InvalidOperationException: There are only 100", Fails(() => Filled.When(purse => purse.Spend(101m)).Then(new Purse.Spent(101m, []))).Message, StringComparison.Ordinal);
        Assert.Contains("no command threw. What happened:\n\n  Spent {\"amount\":1,\"notes\":[]}", Fails(() => Filled.When(purse => purse.Spend(1m)).ThenThrows<Exception>()).Message, StringComparison.Ordinal);
        Assert.Contains("ArgumentException was expected, and InvalidOperationException was thrown", Fails(() => Filled.When(purse => purse.Spend(101m)).ThenThrows<ArgumentException>()).Message, StringComparison.Ordinal);
        Assert.Contains("with 'no money' was expected", Fails(() => Filled.When(purse => purse.Spend(101m)).ThenThrows<InvalidOperationException>("no money")).Message, StringComparison.Ordinal);
        Assert.Contains("(nothing)", Fails(() => Filled.When(purse => purse.Spend(0m)).Then(new Purse.Lost())).Message, StringComparison.Ordinal);
        Assert.Throws<DivideByZeroException>(() => Filled.ThenState(_ => throw new DivideByZeroException()));
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Contains("before the event that creates it", Assert.Throws<ArgumentException>(() => Scenario.Given<Purse>()).Message, StringComparison.Ordinal);
        Assert.Throws<SequenceCorruptException>(() => Scenario.Given<Purse>(new Purse.Filled(1m)));
        Assert.Throws<ArgumentException>(() => Scenario.Given<Purse>(new Faults.Clock.Created("x")));
        Assert.Throws<InvalidOperationException>(() => Filled.ThenNothing().When(purse => purse.Fill(1m)));
    }

    private static ScenarioException Fails(Action scenario) => Assert.Throws<ScenarioException>(scenario);
}
