using EsGen.Testing.Tests.Domain;
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
    public async Task Each_part_of_a_split_event_makes_one_and_the_same_each_time()
    {
        List<Guid[]> rounds = [];
        for (int round = 0; round < 2; round++)
        {
            using TestApplication app = TestApplication.Create(add: static runner => runner.Add(new Labelling()));
            app.Save(new Crate(s_id));
            app.EventStore.ActiveRecordStrategy.Append(
                [new SequencedItem(s_id, 1, "Crate.Packed", """{"first":"cup","second":"plate"}"""u8.ToArray()) { Timestamp = DateTimeOffset.UnixEpoch }]);
            await app.CaughtUpAsync();
            app.Repository<Crate>().Update(s_id, static crate => crate.Pack("spoon"));
            await app.CaughtUpAsync();

            EventSourcedRepository<Sticker> labels = app.Repository<Sticker>();
            rounds.Add([.. labels.GetIds()]);
            Assert.Equal(["cup", "plate", "spoon"], rounds[round].Select(id => labels[id].Text));
        }

        Assert.Equal(rounds[0], rounds[1]);
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
