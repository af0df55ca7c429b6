using Xunit;
using static EsGen.Analyzers.Tests.LockedAccount;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG030–ESG043: what the code declares against what the lock has.</summary>
public sealed class EventLockTests
{
    [Fact]
    public Task What_is_as_locked_is_not_reported() => AreReported(Account, LockedAccount.Lock);

    [Fact]
    public Task Another_namespace_another_casing_of_parameters_and_other_members_change_nothing() => AreReported(
        $$"""
        namespace Moved.Elsewhere
        {
            public partial class Outer
            {
                {{Account.Replace("decimal amount", "decimal Amount").Replace("+= amount", "+= Amount").Replace("Balance", "Total")}}
            }
        }
        """,
        LockedAccount.Lock);

    [Fact]
    public Task An_event_or_a_version_that_is_not_locked_is_reported() => AreReported(
        """
        [Aggregate] public partial class Account
        {
            [Event("Opened")] public partial Account();
            public int Count { get; private set; }
            [Event] public partial string? {|ESG030:Name|} { get; set; }
            [Event("Deposited", Version = 2)] public partial void {|ESG030:Deposit|}(decimal amount, int times = 1);
            private partial void WhenDeposited(decimal amount, int times) => Count++;
            private static partial Deposited Upcast(DepositedV1 old) => new(old.Amount);
            [Event] public sealed partial record {|ESG030:Refused|}(int Count);
        }
        """,
        LockedAccount.Lock,
        "'Account.NameChanged' is not in events.lock; add it before it is stored, so that no later change makes it unreadable: by the light bulb, or dotnet format analyzers --diagnostics ESG030",
        "Version 2 of 'Account.Deposited' is not in events.lock; add it before it is stored, so that no later change makes it unreadable: by the light bulb, or dotnet format analyzers --diagnostics ESG030",
        "'Account.Refused' is not in events.lock; add it before it is stored, so that no later change makes it unreadable: by the light bulb, or dotnet format analyzers --diagnostics ESG030");

    [Theory]
    [InlineData("decimal amount, string? note = null, int times = 1", "'times' is new")]
    [InlineData("string? note = null, decimal amount = 3m", "'amount' is optional; the order of the fields changed")]
    [InlineData("decimal? amount, string? note = null", "'amount' may be null")]
    public Task A_harmless_change_is_a_warning(string parameters, string text) => AreReported(
        Deposit(parameters, "ESG031"),
        LockedAccount.Lock,
        $"'Deposited' is not as in events.lock: {text}. What is stored can still be read; update the lock");

    [Theory]
    [InlineData("int amount, string? note = null", "'amount' was decimal and is int")]
    [InlineData("decimal[] amount, string? note = null", "'amount' was decimal and is list<decimal>")]
    [InlineData("decimal amount, string? note = null, params string[] x", null)]
    [InlineData("decimal amount", "'note' is gone")]
    [InlineData("decimal amount, string? memo = null", "'note' is gone")]
    [InlineData("decimal amount, [FormerNames(\"note\")] string? memo = null", "'note' is called 'memo'")]
    [InlineData("decimal amount, string? note", "'note' is not optional any more")]
    [InlineData("decimal amount, string? note = \"\"", "'note' has another default than null")]
    [InlineData("decimal amount, string note = \"\"", "'note' can't be null any more; 'note' has another default than null")]
    [InlineData("decimal amount, int times, string? note = null", "'times' is new and required")]
    public Task A_change_that_stored_events_can_t_follow_is_an_error(string parameters, string? text) => text is null ? Task.CompletedTask : AreReported(
        Deposit(parameters, "ESG032"),
        LockedAccount.Lock,
        $"'Deposited' is not as in events.lock: {text}. What is stored can't be read like this; make it version 2");

    [Fact]
    public Task What_became_something_else_than_a_change_is_an_error() => AreReported(
        "[Aggregate] public partial class Account { [Event(\"Opened\")] public partial Account(); [Discard(\"Deposited\")] public partial void {|ESG032:End|}(decimal amount, string? note = null); private partial void WhenDeposited(decimal amount, string? note) { } }",
        LockedAccount.Lock,
        "'Deposited' is not as in events.lock: it was a change in between and is the end. What is stored can't be read like this; make it version 2");

    [Fact]
    public Task What_can_t_be_written_into_the_lock_says_why() => AreReported(
        """
        public enum Kind : ulong { Cash }
        [Aggregate] public partial class Account
        {
            [Event("Opened")] public partial Account();
            public decimal Balance { get; private set; }
            [Event("Deposited")] public partial void Deposit(decimal amount, string? note = null);
            private partial void WhenDeposited(decimal amount, string? note) => Balance += amount;
            [Event("Paid")] public partial void {|ESG014:{|ESG030:Pay|}|}(Kind kind = (Kind)ulong.MaxValue);
            private partial void WhenPaid(Kind kind) { }
        }
        """,
        LockedAccount.Lock,
        "'Paid' can't be stored in an event: it can't be written into events.lock, where (18446744073709551615) is no default for a Kind.",
        "'Account.Paid' is not in events.lock; add it before it is stored, so that no later change makes it unreadable: by the light bulb, or dotnet format analyzers --diagnostics ESG030");

    [Fact]
    public Task Two_converters_of_one_class_have_two_names() => AreReported(
        """
        public sealed record Rate(int Percent);
        public sealed class RateConverter : EventFieldConverter<Rate> { public override void Write(System.Text.Json.Utf8JsonWriter writer, Rate value) { } public override Rate Read(ref System.Text.Json.Utf8JsonReader reader) => new(1); }
        namespace Other { public sealed class RateConverter : EventFieldConverter<Rate> { public override void Write(System.Text.Json.Utf8JsonWriter writer, Rate value) { } public override Rate Read(ref System.Text.Json.Utf8JsonReader reader) => new(1); } }
        [Aggregate] public partial class Account
        {
            [Event("Opened")] public partial {|ESG030:Account|}([EventFieldConverter(typeof(RateConverter))] Rate first, [EventFieldConverter(typeof(Other.RateConverter))] Rate {|ESG014:second|});
            public Rate First { get; private set; }
            public Rate Second { get; private set; }
        }
        """,
        "entity Receipt retired\n  event Printed\n    version 1",
        "'Account.Opened' is not in events.lock; add it before it is stored, so that no later change makes it unreadable: by the light bulb, or dotnet format analyzers --diagnostics ESG030",
        "'second' can't be stored in an event: its converter is called RateConverter as another one in Account is, and events.lock knows converters by their names; rename one.");

    [Fact]
    public Task An_event_that_is_gone_and_not_retired_in_the_lock_is_both() => AreReported(
        "[Retired({|ESG043:nameof(Account) + \"s\"|}), Retired({|ESG043:\"Deposited\"|}, Ignore = true), Aggregate] public partial class {|ESG033:Account|} { [Event(\"Opened\")] public partial Account(); }",
        LockedAccount.Lock,
        "'Account' has no retired event 'Accounts' in events.lock, so this says nothing; remove it",
        "'Account' has no retired event 'Deposited' in events.lock, so this says nothing; write 'retired' behind it there",
        "'Account' has no event 'Deposited' any more, which may be stored; name it in the FormerNames of the event that it has become, or retire it in events.lock");

    [Fact]
    public Task A_default_in_place_of_one_that_the_lock_did_not_know_is_an_error() => AreReported(
        Deposit("decimal amount, string? note = \"USD\"", "ESG032"),
        LockedAccount.Lock.Replace("note: string? = null", "note?: string?"),
        "'Deposited' is not as in events.lock: 'note' has the default \"USD\", and the one before is not known. What is stored can't be read like this; make it version 2");

    [Theory]
    [InlineData("rank: int = 1", " = 7;", "'opt.rank' has another default than 1")]
    [InlineData("rank: int = 1", "", "'opt.rank' has another default than 1")]
    [InlineData("rank: int = 0", " = 7;", "'opt.rank' has another default than 0")]
    [InlineData("rank: int = 1", " = int.Parse(\"1\");", "'opt.rank' has another default than 1")]
    [InlineData("rank?: int", " = 7;", "'opt.rank' has the default 7, and the one before is not known")]
    [InlineData("rank: int = 7", " = 7;", null)]
    [InlineData("rank?: int", " = int.Parse(\"1\");", null)]
    public Task The_initializer_of_a_member_is_a_default_as_that_of_a_parameter(string locked, string initializer, string? text) => AreReported(
        $$"""
        public sealed record Opt(string A) { public int Rank { get; init; }{{initializer}} }
        [Aggregate] public partial class Account { [Event("Opened")] public partial {{(text is null ? "Account" : "{|ESG032:Account|}")}}(Opt opt); public Opt Opt { get; private set; } }
        """,
        $"entity Account\n  event Opened creates\n    version 1\n      opt: Opt\n      type Opt\n        a: string\n        {locked}",
        text is null ? [] : [$"'Opened' is not as in events.lock: {text}. What is stored can't be read like this; make it version 2"]);

    [Fact]
    public Task The_initializer_of_a_member_of_an_event_is_a_default_too() => AreReported(
        "[Aggregate] public partial class Account { [Event(\"Opened\")] public partial Account(); [Event] public sealed partial record {|ESG032:Refused|} { public int Count { get; init; } = 2; } private partial void When(Refused e) { } }",
        "entity Account\n  event Opened creates\n    version 1\n  event Refused\n    version 1\n      count: int = 1",
        "'Refused' is not as in events.lock: 'count' has another default than 1. What is stored can't be read like this; make it version 2");

    [Fact]
    public Task A_converter_is_not_the_type_of_its_name() => AreReported(
        """
        public sealed record Money(int Amount, int Cents);
        public sealed record Cash(int Amount, int Cents);
        public sealed record Rate(int Percent);
        public static class Converters { public sealed class Cash : EventFieldConverter<Rate> { public override void Write(System.Text.Json.Utf8JsonWriter writer, Rate value) { } public override Rate Read(ref System.Text.Json.Utf8JsonReader reader) => new(1); } }
        [Aggregate] public partial class Account
        {
            [Event("Opened")] public partial {|ESG032:Account|}(Cash price, [EventFieldConverter(typeof(Converters.Cash))] Rate rate);
            public Cash Price { get; private set; }
            public Rate Rate { get; private set; }
        }
        """,
        "entity Account\n  event Opened creates\n    version 1\n      price: Money\n      rate: converted<Money>\n      type Money\n        amount: int\n        cents: int",
        "'Opened' is not as in events.lock: 'rate' was converted<Money> and is converted<Cash>. What is stored can't be read like this; make it version 2");

    [Fact]
    public Task An_event_that_is_gone_is_reported_at_the_class() => AreReported(
        "[Aggregate] public partial class {|ESG033:Account|} { [Event(\"Opened\")] public partial Account(); }",
        LockedAccount.Lock,
        "'Account' has no event 'Deposited' any more, which may be stored; name it in the FormerNames of the event that it has become, or retire it in events.lock");

    [Fact]
    public async Task A_field_that_kept_its_name_doesn_t_hide_one_that_is_gone()
    {
        const string Both = "entity Account\n  event Opened creates\n    version 1\n  event Deposited\n    version 1\n      total: decimal\n      amount: decimal";
        await AreReported(
            Deposit("[FormerNames(\"amount\")] decimal total", "ESG032"),
            Both,
            "'Deposited' is not as in events.lock: 'amount' is gone. What is stored can't be read like this; make it version 2");
    }

    [Theory]
    [InlineData(1, 2, "the lock has version 2 of it already")]
    [InlineData(4, 2, "version 3 should follow version 2, which the lock has")]
    public Task A_version_that_doesn_t_follow_is_an_error(int declared, int locked, string text) => AreReported(
        Account.Replace("(\"Deposited\")", $"(\"Deposited\", Version = {declared})").Replace("void Deposit(", "void {|ESG034:Deposit|}("),
        LockedAccount.Lock.Replace("note: string? = null", $"note: string? = null\n    version {locked}\n      amount: decimal\n      note: string? = null"),
        $"'Deposited' can't be version {declared}: {text}");

    [Fact]
    public async Task Without_the_package_s_props_nothing_is_said_about_a_missing_lock()
    {
        Assert.Empty((await UserBuild.Run([Account])).OfTheAnalyzer);
        UserBuild asked = await UserBuild.Run([Account, "[Entity] public partial class Other { [Event] public partial Other(); }"], requireLock: "");
        Assert.Equal((Microsoft.CodeAnalysis.DiagnosticSeverity.Warning, "ESG039"), (Assert.Single(asked.OfTheAnalyzer).Severity, asked.OfTheAnalyzer[0].Id));
        UserBuild required = await UserBuild.Run([Account], requireLock: "true");
        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Error, Assert.Single(required.OfTheAnalyzer).Severity);
        Assert.Empty((await UserBuild.Run(["class Nothing { }"], requireLock: "true")).OfTheAnalyzer);
        Assert.Empty((await UserBuild.Run([Account], requireLock: "false")).OfTheAnalyzer);
    }

    [Fact]
    public async Task A_missing_lock_is_not_said_before_what_is_wrong_with_the_declarations()
    {
        UserBuild build = await UserBuild.Run([Account, "[Entity] public partial class Other { [Event(\"A\")] public partial void A(); }"], requireLock: "true");
        Assert.DoesNotContain(build.OfTheAnalyzer, static report => report.Id == "ESG039");
        Assert.Contains(build.OfTheAnalyzer, static report => report.Id == "ESG012");
    }

    [Fact]
    public async Task A_build_that_requires_the_lock_lets_nothing_pass_that_is_not_in_it()
    {
        const string New = "[Event] public partial string? Name { get; set; } [Event(\"Deposited\")]";
        string source = Account.Replace("[Event(\"Deposited\")]", New).Replace("string? note = null", "string? note = null, int times = 1").Replace("string? note)", "string? note, int times)");
        foreach ((string requireLock, Microsoft.CodeAnalysis.DiagnosticSeverity severity) in ((string, Microsoft.CodeAnalysis.DiagnosticSeverity)[])[("", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning), ("True", Microsoft.CodeAnalysis.DiagnosticSeverity.Error)])
        {
            UserBuild build = await UserBuild.Run([source], requireLock: requireLock, additionalFiles: TestLock.Of(LockedAccount.Lock));
            Assert.Equal([("ESG030", severity), ("ESG031", severity)], build.OfTheAnalyzer.Select(static d => (d.Id, d.Severity)));
        }
    }

    [Fact]
    public async Task What_is_wrong_with_the_lock_is_reported_in_its_line()
    {
        string text = TestLock.Print(LockedAccount.Lock).Replace("  event Opened", "=======\n  event Opened").Replace("amount: decimal", "amount: money");
        UserBuild build = await UserBuild.Run([Account], additionalFiles: new TextFile(TestLock.Path, text));

        Assert.Equal(
            [("ESG036", 6, 6, 19), ("ESG037", 8, 0, 7)],
            build.OfTheAnalyzer.Select(static d => (d.Id, d.Location.GetLineSpan().StartLinePosition.Line, d.Location.GetLineSpan().StartLinePosition.Character, d.Location.GetLineSpan().EndLinePosition.Character)));
        Assert.All(build.OfTheAnalyzer, static d => Assert.Equal(TestLock.Path, d.Location.GetLineSpan().Path));
    }

    [Fact]
    public async Task An_entity_that_is_gone_is_reported_in_the_lock()
    {
        UserBuild build = await UserBuild.Run([Account], additionalFiles: TestLock.Of(LockedAccount.Lock + "\nentity Receipt\n  event Created creates\n    version 1\nentity Old retired\n  event Created creates\n    version 1"));

        Assert.Equal(("ESG041", 15), (Assert.Single(build.OfTheAnalyzer).Id, build.OfTheAnalyzer[0].Location.GetLineSpan().StartLinePosition.Line));
    }

    [Fact]
    public void The_lock_in_the_documentation_and_the_sample_s_are_as_fixes_write_them()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "schema.md")).ReplaceLineEndings("\n");
        string example = page[page.IndexOf("entity Account\n", StringComparison.Ordinal)..];
        string sample = File.ReadAllText(Path.Combine(Repository.Root, "Sample", "events.lock")).ReplaceLineEndings("\n");

        Assert.EndsWith("\n" + example[..example.IndexOf("```", StringComparison.Ordinal)], TestLock.Print(example[..example.IndexOf("```", StringComparison.Ordinal)]), StringComparison.Ordinal);
        Assert.Equal(sample, TestLock.Print(sample));
    }
}
