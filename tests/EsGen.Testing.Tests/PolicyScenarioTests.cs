using Sample;
using Xunit;

namespace EsGen.Testing.Tests;

/// <summary>Scenarios of policies, and the application for tests.</summary>
public sealed class PolicyScenarioTests
{
    private static readonly Guid s_id = Guid.Parse("01900000-0000-7000-8000-0000000000aa");

    private static PolicyScenario<Reminding> Scenario => PolicyScenario.For(static app => new Reminding(app.Repository<Account>()));

    [Fact]
    public Task What_a_policy_saves_is_looked_at() => Scenario
        .At(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero))
        .Given(s_id, new Account.Opened("Ada", 100m))
        .At(new DateTimeOffset(2026, 2, 3, 0, 0, 0, TimeSpan.Zero))
        .Given(s_id, new Account.Withdrawn(30m))
        .ThenSaved<ReminderLetter>(static letter => Assert.Equal(("Ada", 30m), (letter.Recipient, letter.Owed)));

    [Fact]
    public Task Nothing_saved_is_nothing() => Scenario
        .Given(s_id, new Account.Opened("Ada", 0m), new Account.Deposited(50m, "EUR"), new Account.Withdrawn(50m))
        .ThenNothing();

    [Fact]
    public async Task Other_than_expected_says_what_is_stored()
    {
        PolicyScenario<Reminding> scenario = Scenario.Given(s_id, new Account.Opened("Ada", 100m), new Account.Withdrawn(30m), new Account.Withdrawn(30m));
        ScenarioException nothing = await Assert.ThrowsAsync<ScenarioException>(scenario.ThenNothing);
        Assert.Contains("ReminderLetter.Written", nothing.Message, StringComparison.Ordinal);
        ScenarioException two = await Assert.ThrowsAsync<ScenarioException>(() => scenario.ThenSaved<ReminderLetter>());
        Assert.Contains("and 2 were", two.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ScenarioException>(scenario.ThenThrows<InvalidOperationException>);
    }

    [Fact]
    public async Task A_method_that_throws_is_expected_or_told()
    {
        // The policy loads the account, which doesn't begin with its first event.
        PolicyScenario<Reminding> scenario = Scenario.Given(s_id, new Account.Withdrawn(30m));
        await scenario.ThenThrows<SequenceCorruptException>();
        ScenarioException told = await Assert.ThrowsAsync<ScenarioException>(scenario.ThenNothing);
        Assert.IsType<SequenceCorruptException>(told.InnerException);
    }

    [Fact]
    public async Task The_application_for_tests_waits_for_what_follows()
    {
        using TestApplication app = TestApplication.Create((runner, app) =>
        {
            runner.Add(new Reminding(app.Repository<Account>()));
            runner.Add<AccountLine>();
        });
        Account account = new("Ada", overdraftLimit: 100m);
        account.Withdraw(30m);
        app.Save(account);
        await app.CaughtUpAsync();
        Assert.Equal(-30m, app.ReadModels<AccountLine>().Get(account.Id).Balance);
        Assert.Single(app.Repository<ReminderLetter>().GetIds());
        using TestApplication models = TestApplication.Create(add: static runner => runner.Add<AccountLine>());
        await models.CaughtUpAsync();
        Assert.Equal(0, models.ReadModels<AccountLine>().Count());
    }
}
