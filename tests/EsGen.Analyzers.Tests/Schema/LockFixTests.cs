using EsGen.CodeFixes;
using Xunit;
using static EsGen.Analyzers.Tests.LockedProject;

namespace EsGen.Analyzers.Tests;

/// <summary>The fixes of the lock's rules: what they write into the code and into the lock, after which nothing is reported.</summary>
public sealed class LockFixTests
{
    [Fact]
    public async Task A_new_event_is_added()
    {
        using EvolvingProject project = new(Account, "entity Account\n event Opened creates\n  version 1");
        await project.FixAsync("ESG030");
        await AssertIs(project, Account, LockedProject.Lock);
    }

    [Fact]
    public async Task A_new_event_of_an_entity_that_the_lock_doesn_t_know_is_added()
    {
        using EvolvingProject project = new(Account);
        await project.FixAsync("ESG030");
        await project.FixAsync("ESG030");
        await AssertIs(project, Account, LockedProject.Lock);
    }

    [Fact]
    public async Task The_lock_is_updated_in_place()
    {
        using EvolvingProject project = new(Account, LockedProject.Lock);
        project.Edit("Deposit(decimal amount);", "Deposit(decimal amount, string? note = null);");
        project.Edit("(decimal amount) =>", "(decimal amount, string? note) =>");
        await project.FixAsync("ESG031");
        await AssertIs(project, project.Source, LockedProject.Lock.Replace("amount: decimal", "amount: decimal\n      note: string? = null"));
    }

    [Fact]
    public async Task A_new_version_is_made()
    {
        using EvolvingProject project = new(Account, LockedProject.Lock);
        project.Edit("decimal amount)", "decimal amount, string currency)");
        Assert.Equal(["Make it version 2"], await project.GetOffersAsync("ESG032"));
        await project.FixAsync("ESG032");
        await AssertIs(
            project,
            """
            [Aggregate]
            public partial class Account
            {
                [Event("Opened")] public partial Account();

                public decimal Balance { get; private set; }

                [Event("Deposited", Version = 2)] public partial void Deposit(decimal amount, string currency);

                private static partial Deposited Upcast(DepositedV1 old) => throw new NotImplementedException();

                private partial void WhenDeposited(decimal amount, string currency) => Balance += amount;
            }

            """,
            LockedProject.Lock.Replace("amount: decimal", "amount: decimal\n    version 2\n      amount: decimal\n      currency: string"));
    }

    [Fact]
    public async Task A_new_version_retargets_the_upcasts_before_it_and_proposes_what_the_compiler_converts()
    {
        using EvolvingProject project = new(
            Account.Replace("(\"Deposited\")", "(\"Deposited\", FormerNames = [\"PaidIn\"], Version = 2)").Replace("decimal amount", "int amount, int times").Replace("    private partial void When", "    private static partial Deposited Upcast(DepositedV1 old) => old.Amount > 0 ? new Deposited((int)old.Amount, 1) : new(0, 1);\n\n    private partial void When"),
            LockedProject.Lock.Replace("event Deposited", "event Deposited\n  former PaidIn").Replace("amount: decimal", "amount: decimal\n    version 2\n      amount: int\n      times: int"));
        Assert.Empty(await project.GetProblemsAsync());
        project.Edit("int amount, int times", "long amount");
        await project.FixAsync("ESG032");
        Assert.Contains("Version = 3)]", project.Source, StringComparison.Ordinal);
        Assert.Contains("private static partial Deposited Upcast(DepositedV2 old) => new(Amount: old.Amount);", project.Source, StringComparison.Ordinal);
        Assert.Contains("private static partial DepositedV2 Upcast(DepositedV1 old) => old.Amount > 0 ? new DepositedV2((int)old.Amount, 1) : new(0, 1);", project.Source, StringComparison.Ordinal);
        Assert.Empty(await project.GetProblemsAsync());
    }

    [Theory]
    [InlineData("IReadOnlyList<{0}>")]
    [InlineData("{0}[]")]
    public async Task A_new_version_retargets_upcasts_that_return_several(string type)
    {
        string upcast = $"private static partial {type} Upcast(DepositedV1 old) => [new((int)old.Amount * 100), new {{0}}(1)];";
        using EvolvingProject project = new(
            Account.Replace("(\"Deposited\")", "(\"Deposited\", Version = 2)").Replace("decimal amount", "int amount").Replace("    private partial void When", $"    {upcast.Replace("{0}", "Deposited")}\n\n    private partial void When"),
            LockedProject.Lock.Replace("amount: decimal", "amount: decimal\n    version 2\n      amount: int"));
        Assert.Empty(await project.GetProblemsAsync());
        project.Edit("int amount", "decimal amount");
        await project.FixAsync("ESG032");
        Assert.Contains(upcast.Replace("{0}", "DepositedV2"), project.Source, StringComparison.Ordinal);
        Assert.Empty(await project.GetProblemsAsync());
    }

    [Fact]
    public async Task A_version_that_got_lost_comes_back_and_its_upcast_stays()
    {
        const string Upcast = "private static partial Deposited Upcast(DepositedV1 old) => new((int)old.Amount, 1);";
        using EvolvingProject project = new(
            Account.Replace("decimal amount", "int amount, int times").Replace("    private partial void When", $"    {Upcast}\n\n    private partial void When"),
            LockedProject.Lock.Replace("amount: decimal", "amount: decimal\n    version 2\n      amount: int\n      times: int"));
        await project.FixAsync("ESG034");
        Assert.Contains("[Event(\"Deposited\", Version = 2)]", project.Source, StringComparison.Ordinal);
        Assert.Contains(Upcast, project.Source, StringComparison.Ordinal);
        Assert.Empty(await project.GetProblemsAsync());
    }

    [Fact]
    public async Task A_renamed_field_gets_its_former_name_and_needs_no_upcast()
    {
        using EvolvingProject project = new(Account, LockedProject.Lock);
        project.Edit("decimal amount", "decimal sum");
        project.Edit("+= amount", "+= sum");
        Assert.Equal(["Make it version 2, with 'amount' renamed to 'sum'", "Make it version 2"], await project.GetOffersAsync("ESG032"));
        await project.FixAsync("ESG032", NewVersionCodeFixProvider.RenamedField);
        Assert.Contains("[Event(\"Deposited\", Version = 2)] public partial void Deposit([FormerNames(\"amount\")] decimal sum);", project.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("Upcast", project.Source, StringComparison.Ordinal);
        await AssertIs(project, project.Source, LockedProject.Lock.Replace("amount: decimal", "amount: decimal\n    version 2\n      sum was amount: decimal"));
    }

    [Fact]
    public async Task A_renamed_event_gets_its_former_name_and_the_lock_the_new_one()
    {
        using EvolvingProject project = new(Account, LockedProject.Lock);
        project.Edit("\"Deposited\"", "\"PaidIn\"");
        project.Edit("WhenDeposited", "WhenPaidIn");
        Assert.Equal(["'Deposited' is now 'PaidIn'", "Retire 'Deposited'", "Retire 'Deposited', and pass it by on replay"], await project.GetOffersAsync("ESG033"));
        await project.FixAsync("ESG033");
        Assert.Contains("[Event(\"PaidIn\", FormerNames = [\"Deposited\"])]", project.Source, StringComparison.Ordinal);
        await AssertIs(project, project.Source, "entity Account\n event Opened creates\n  version 1\n event PaidIn\n  former Deposited\n  version 1\n   amount: decimal");
    }

    [Fact]
    public async Task A_renamed_event_with_other_fields_becomes_the_next_version_too()
    {
        using EvolvingProject project = new(Account, LockedProject.Lock);
        project.Edit("\"Deposited\"", "\"PaidIn\"");
        project.Edit("WhenDeposited", "WhenPaidIn");
        project.Edit("decimal amount", "string amount");
        project.Edit("+= amount", "+= amount.Length");
        await project.FixAsync("ESG033");
        Assert.Contains("[Event(\"PaidIn\", Version = 2, FormerNames = [\"Deposited\"])]", project.Source, StringComparison.Ordinal);
        Assert.Contains("private static partial PaidIn Upcast(PaidInV1 old) => throw new NotImplementedException();", project.Source, StringComparison.Ordinal);
        Assert.Empty(await project.GetProblemsAsync());
    }

    [Fact]
    public async Task A_renamed_event_takes_its_upcasts_and_hooks_along()
    {
        const string Rest = """
                private static partial PaidInV2 Upcast(PaidInV1 old) => new PaidInV2((long)old.Amount);

                private static partial PaidIn Upcast(PaidInV2 old) => Make(old.Amount, nameof(PaidIn));

                private static PaidIn Make(long amount, string name) => new(amount, name);

                partial void GuardPaidIn(decimal amount, string deposited) => ArgumentException.ThrowIfNullOrEmpty(deposited);

                private partial void WhenPaidIn(decimal amount, string deposited) => Balance += amount;

            """;
        using EvolvingProject project = new(
            Account.Replace("(\"Deposited\")", "(\"PaidIn\", Version = 3)").Replace("decimal amount", "decimal amount, string deposited").Replace("    private partial void WhenDeposited(decimal amount, string deposited) => Balance += amount;\n", Rest.Replace("PaidIn", "Deposited").Replace("Deposited Make", "PaidIn Make")),
            LockedProject.Lock.Replace("amount: decimal", "amount: decimal\n    version 2\n      amount: long\n    version 3\n      amount: decimal\n      deposited: string"));
        await project.FixAsync("ESG033");
        Assert.Contains("[Event(\"PaidIn\", Version = 3, FormerNames = [\"Deposited\"])]", project.Source, StringComparison.Ordinal);
        Assert.Contains(Rest, project.Source, StringComparison.Ordinal);
        Assert.Empty(await project.GetProblemsAsync());
    }

    [Fact]
    public async Task A_field_that_is_renamed_again_keeps_the_first_name()
    {
        using EvolvingProject project = new(
            Account.Replace("(\"Deposited\")", "(\"Deposited\", Version = 2)").Replace("Deposit(decimal amount)", "Deposit([FormerNames(\"amount\")] decimal total)").Replace("(decimal amount) => Balance += amount", "(decimal total) => Balance += total"),
            LockedProject.Lock.Replace("amount: decimal", "amount: decimal\n    version 2\n      sum was amount: decimal"));
        await project.FixAsync("ESG032", NewVersionCodeFixProvider.RenamedField);
        Assert.Contains("Deposit([FormerNames(\"amount\", \"sum\")] decimal total)", project.Source, StringComparison.Ordinal);
        await AssertIs(project, project.Source, LockedProject.Lock.Replace("amount: decimal", "amount: decimal\n    version 2\n      sum was amount: decimal\n    version 3\n      total was amount, sum: decimal"));
    }

    [Fact]
    public async Task A_renamed_field_may_have_a_name_of_its_own_in_what_is_stored()
    {
        const string Source = """
            [Aggregate]
            public partial class Account
            {
                [Event("Opened")] public partial Account();

                public decimal Balance { get; private set; }

                [Event] public sealed partial record Deposited([property: System.Text.Json.Serialization.JsonPropertyName("Betrag")] decimal Amount);

                private partial void When(Deposited e) => Balance += e.Amount;

                public void Deposit(decimal amount) => Raise(new Deposited(amount));
            }

            """;
        using EvolvingProject project = new(Source, LockedProject.Lock.Replace("amount", "Saldo"));
        await project.FixAsync("ESG032", NewVersionCodeFixProvider.RenamedField);
        Assert.Contains("[Event(Version = 2)] public sealed partial record Deposited([property: System.Text.Json.Serialization.JsonPropertyName(\"Betrag\")] [FormerNames(\"Saldo\")] decimal Amount);", project.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("Upcast", project.Source, StringComparison.Ordinal);
        Assert.Empty(await project.GetProblemsAsync());
    }

    [Fact]
    public async Task An_event_that_may_be_a_renamed_one_is_not_taken_for_new()
    {
        using EvolvingProject project = new(Account, LockedProject.Lock);
        project.Edit("\"Deposited\"", "\"PaidIn\"");
        project.Edit("WhenDeposited", "WhenPaidIn");
        Assert.Contains("ESG033", Assert.Single(await project.GetProblemsAsync()), StringComparison.Ordinal);
        project.Edit("    private partial void When", "    private partial void When(Deposited old) { }\n\n    private partial void When");
        project.EditLock(static text => text.Replace("event Deposited", "event Deposited retired"));
        Assert.Single(await project.GetOffersAsync("ESG030"));
    }

    [Fact]
    public async Task A_retired_event_keeps_its_arm()
    {
        using EvolvingProject project = new(Account, LockedProject.Lock);
        project.Edit("    [Event(\"Deposited\")] public partial void Deposit(decimal amount);\n\n", "");
        await project.FixAsync("ESG033", GoneEventCodeFixProvider.Retired);
        await AssertIs(
            project,
            """
            [Aggregate]
            public partial class Account
            {
                [Event("Opened")] public partial Account();

                public decimal Balance { get; private set; }

                private partial void When(Deposited old) => Balance += old.Amount;
            }

            """,
            LockedProject.Lock.Replace("event Deposited", "event Deposited retired"));
    }

    [Fact]
    public async Task A_retired_event_without_an_arm_gets_one_to_write()
    {
        using EvolvingProject project = new(Account, LockedProject.Lock);
        project.Edit("    [Event(\"Deposited\")] public partial void Deposit(decimal amount);\n\n", "");
        project.Edit("\n\n    private partial void WhenDeposited(decimal amount) => Balance += amount;", "");
        await project.FixAsync("ESG033", GoneEventCodeFixProvider.Retired);
        Assert.Contains("    private partial void When(Deposited old) => throw new NotImplementedException();\n}", project.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retired_event_can_be_passed_by()
    {
        using EvolvingProject project = new(Account, LockedProject.Lock);
        project.Edit("    [Event(\"Deposited\")] public partial void Deposit(decimal amount);\n\n", "    partial void GuardDeposited(decimal amount) { }\n\n");
        await project.FixAsync("ESG033", GoneEventCodeFixProvider.Ignored);
        await AssertIs(
            project,
            """
            [Aggregate]
            [Retired("Deposited", Ignore = true)]
            public partial class Account
            {
                [Event("Opened")] public partial Account();

                public decimal Balance { get; private set; }
            }

            """,
            LockedProject.Lock.Replace("event Deposited", "event Deposited retired"));
    }

    [Theory]
    [InlineData("", "Version = 2")]
    [InlineData(", Version = 4", "Version = 3")]
    public async Task The_version_is_set_that_follows(string declared, string version)
    {
        using EvolvingProject project = new(
            Account.Replace("(\"Deposited\")", $"(\"Deposited\"{declared})").Replace("(decimal amount);", "(decimal amount, int times = 1);").Replace("(decimal amount) =>", "(decimal amount, int times) =>"),
            LockedProject.Lock.Replace("amount: decimal", "amount: decimal\n    version 2\n      amount: decimal\n      times: int = 1"));
        await project.FixAsync("ESG034");
        Assert.Contains($"[Event(\"Deposited\", {version})]", project.Source, StringComparison.Ordinal);
        Assert.Empty(await project.GetProblemsAsync());
    }

    [Fact]
    public async Task A_renamed_class_gets_its_former_name()
    {
        using EvolvingProject project = new(Account, LockedProject.Lock);
        project.Edit("class Account", "class Wallet");
        project.Edit("partial Account(", "partial Wallet(");
        await project.FixAsync("ESG035");
        Assert.StartsWith("[Aggregate(FormerNames = [\"Account\"])]", project.Source, StringComparison.Ordinal);
        await AssertIs(project, project.Source, LockedProject.Lock.Replace("entity Account", "entity Wallet\n  former Account"));
    }

    [Fact]
    public async Task A_former_name_of_an_event_comes_back()
    {
        using EvolvingProject project = new(Account, LockedProject.Lock.Replace("event Deposited", "event Deposited\n  former PaidIn"));
        await project.FixAsync("ESG035");
        Assert.Contains("[Event(\"Deposited\", FormerNames = [\"PaidIn\"])]", project.Source, StringComparison.Ordinal);
        Assert.Empty(await project.GetProblemsAsync());
    }

    [Fact]
    public async Task A_missing_upcast_is_written()
    {
        using EvolvingProject project = new(Account.Replace("(\"Deposited\")", "(\"Deposited\", Version = 2)").Replace("decimal amount", "decimal amount, string currency"), LockedProject.Lock.Replace("amount: decimal", "amount: decimal\n    version 2\n      amount: decimal\n      currency: string"));
        await project.FixAsync("ESG040");
        Assert.Contains("private static partial Deposited Upcast(DepositedV1 old) => throw", project.Source, StringComparison.Ordinal);
        Assert.Empty(await project.GetProblemsAsync());
    }

    [Fact]
    public async Task A_missing_When_is_written()
    {
        using EvolvingProject project = new(Account, LockedProject.Lock + "\n event Frozen retired\n  version 1\n   reason: string");
        await project.FixAsync("ESG040");
        Assert.Contains("private partial void When(Frozen old) => throw", project.Source, StringComparison.Ordinal);
        Assert.DoesNotContain(await project.GetIdsAsync(), static id => id == "ESG040");
    }
}
