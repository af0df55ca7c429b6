using Xunit;
using static EsGen.Analyzers.Tests.LockedAccount;

namespace EsGen.Analyzers.Tests;

/// <summary>Upcasts, and events that are only read.</summary>
public sealed class UpcastRuleTests
{
    [Theory]
    [InlineData("private static partial int {|ESG040:Upcast|}(DepositedV1 old) => 1;", "'Int32' is no event, and no version of one, that is read")]
    [InlineData("private static partial List<int> {|ESG040:Upcast|}(DepositedV1 old) => [];", "'Int32' is no event, and no version of one, that is read")]
    [InlineData("private static partial DepositedV1 {|ESG040:Upcast|}(DepositedV1 old) => old;", "it comes back to where it began")]
    [InlineData("private static partial Deposited? {|ESG040:Upcast|}(DepositedV1 old) => null;", "it must not return null; an empty list stands for nothing")]
    [InlineData("private static partial Event?[] {|ESG040:Upcast|}(DepositedV1 old) => [];", "it must not return null; an empty list stands for nothing")]
    [InlineData("private static void {|ESG040:Upcast|}(DepositedV1 old) { }", "it returns nothing")]
    [InlineData("private Deposited {|ESG040:Upcast|}(DepositedV1 old) => new(1);", "it must be static")]
    public Task An_upcast_that_leads_nowhere_is_reported_at_itself(string upcast, string text) => AreReported(
        $$"""
        [Aggregate] public partial class Account
        {
            [Event("Opened")] public partial Account();
            public decimal Balance { get; private set; }
            [Event("Deposited", Version = 2)] public partial void Deposit(decimal amount);
            private partial void WhenDeposited(decimal amount) => Balance += amount;
            {{upcast}}
        }
        """,
        LockedAccount.Lock.Replace("  event Opened", "    version 2\n      amount: decimal\n  event Opened"),
        $"'Version 1 of Deposited' is in events.lock, so it may be stored; write its Upcast to an event, to another version or to a list of them: {text}");

    [Theory]
    [InlineData("Frozn", "did you mean 'Frozen'?")]
    [InlineData("Freezing", "its last name was 'Frozen'")]
    [InlineData("Deposited", "the class still declares it; remove one of them")]
    [InlineData("Whatever", "remove it")]
    [InlineData("Frozen", null)]
    public Task A_retired_event_that_the_lock_does_not_have_is_reported_at_its_name(string name, string? advice) => AreReported(
        $"[Retired({(advice is null ? $"\"{name}\"" : $"{{|ESG043:\"{name}\"|}}")}, Ignore = true)] " + Account[..^1] + (advice is null ? "}" : "private partial void When(Frozen old) { } }"),
        LockedAccount.Lock.Replace("  event Opened", "  event Frozen retired\n    former Freezing\n    version 1\n  event Opened"),
        advice is null ? [] : [$"'Account' has no retired event '{name}' in events.lock, so this says nothing; {advice}"]);

    [Fact]
    public Task A_When_for_an_event_that_is_passed_by_is_an_error() => AreReported(
        "[Retired(\"Frozen\", {|ESG025:Ignore = true|})] " + Account[..^1] + "private partial void When(Frozen old, EventContext context) { } }",
        LockedAccount.Lock.Replace("  event Opened", "  event Frozen retired\n    version 1\n  event Opened"),
        "'When' for 'Frozen' would never be called, because this passes the event by; remove one of them");

    [Theory]
    [InlineData("private static partial Deposited {|ESG025:Upcast|}(Deposited old) => old;", "takes 'Deposited', which the class declares itself, so that it would never be called; remove it")]
    [InlineData("private static Deposited {|ESG025:Upcast|}(Deposited old) => old;", "takes 'Deposited', which the class declares itself, so that it would never be called; remove it")]
    [InlineData("private static Deposited Upcast(Deposited old) => old; private static Deposited Same(Deposited e) => Upcast(e);", null)]
    [InlineData("private static partial Deposited {|ESG025:Upcast|}(Frozen old) => new(1); private partial void When(Frozen old) { }", "takes 'Frozen', which is retired and goes to its When, so that it would never be called; remove it")]
    public Task An_upcast_of_what_is_read_as_it_is_is_an_error(string members, string? text) => AreReported(
        Account[..^1] + members + " }",
        members.Contains("Frozen") ? LockedAccount.Lock.Replace("  event Opened", "  event Frozen retired\n    version 1\n  event Opened") : LockedAccount.Lock,
        text is null ? [] : [$"'Upcast' {text}"]);

    [Fact]
    public Task An_upcast_of_a_version_that_the_class_declares_is_an_error() => AreReported(
        Account.Replace("(\"Deposited\")", "(\"Deposited\", Version = 2)")[..^1]
            + "[Event(\"Deposited\")] public sealed partial record DepositedV1(decimal Amount, string? Note = null); private partial void When(DepositedV1 e) { } private static partial Deposited {|ESG025:Upcast|}(DepositedV1 old) => new(old.Amount); }",
        LockedAccount.Lock.Replace("  event Opened", "    version 2\n      amount: decimal\n      note: string? = null\n  event Opened"),
        "'Upcast' takes 'DepositedV1', which the class declares itself, so that it would never be called; remove it");

    [Theory]
    [InlineData("partial ")]
    [InlineData("")]
    public Task The_second_of_two_upcasts_of_one_version_is_an_error(string partial) => AreReported(
        $$"""
        [Aggregate] public partial class Account
        {
            [Event("Opened")] public partial Account();
            public decimal Balance { get; private set; }
            [Event("Deposited", Version = 2)] public partial void Deposit(decimal amount);
            private partial void WhenDeposited(decimal amount) => Balance += amount;
            private static {{partial}}Deposited Upcast(DepositedV1 old) => new(old.Amount);
            private static {{partial}}Deposited {|ESG025:Upcast|}(DepositedV1 old, EventContext context) => new(context.Position);
        }
        """,
        LockedAccount.Lock.Replace("  event Opened", "    version 2\n      amount: decimal\n  event Opened"),
        "'Upcast' takes 'DepositedV1', which another Upcast takes, so that it would never be called; remove it");

    [Theory]
    [InlineData("private static partial Deposited Upcast(DepositedV1 old)")]
    [InlineData("private static Deposited Upcast(DepositedV1 old)")]
    [InlineData("private static partial IReadOnlyList<Event> Upcast(DepositedV1 old)")]
    [InlineData("private static partial Deposited Upcast(DepositedV1 old, EventContext context)")]
    [InlineData("private static Deposited Upcast(DepositedV1 old, EventContext context)")]
    public Task An_upcast_must_come_out_the_same_partial_or_not(string upcast) => AreReported(
        $$"""
        [Aggregate] public partial class Account
        {
            [Event("Opened")] public partial Account();
            public decimal Balance { get; private set; }
            [Event("Deposited", Version = 2)] public partial void Deposit(decimal amount);
            private partial void WhenDeposited(decimal amount) => Balance += amount;
            {{upcast}} { decimal amount = old.Amount + {|ESG021:DateTime.Now|}.Second; return {{(upcast.Contains("List") ? "[new Deposited(amount)]" : "new(amount)")}}; }
        }
        """,
        LockedAccount.Lock.Replace("  event Opened", "    version 2\n      amount: decimal\n  event Opened"),
        [null]);

    [Fact]
    public Task A_missing_upcast_and_a_missing_When_are_reported() => AreReported(
        Account.Replace("(\"Deposited\")", "(\"Deposited\", Version = 2)").Replace("string? note", "string memo").Replace(" = null", "").Replace("void Deposit(", "void {|ESG040:Deposit|}(").Replace("class Account", "class {|ESG040:Account|}"),
        LockedAccount.Lock.Replace("  event Opened", "    version 2\n      amount: decimal\n      memo: string\n  event Frozen retired\n    version 1\n      reason: string\n  event Opened"),
        "'Frozen' is in events.lock, so it may be stored; write private partial void When(Frozen old), or [Retired(\"Frozen\", Ignore = true)] on the class",
        "'Version 1 of Deposited' is in events.lock, so it may be stored; write private static partial Deposited Upcast(DepositedV1 old)");

    [Fact]
    public Task A_converter_that_old_versions_need_is_reported_when_it_is_gone() => AreReported(
        Account.Replace("(\"Deposited\")", "(\"Deposited\", Version = 2)").Replace("class Account", "class {|ESG040:Account|}")[..^1] + "private static partial Deposited Upcast(DepositedV1 old) => new(1); }",
        LockedAccount.Lock.Replace("amount: decimal", "rates: list<converted<RateConverter>>").Replace("  event Opened", "    version 2\n      amount: decimal\n      note: string? = null\n  event Opened"),
        "'Version 1 of Deposited' is in events.lock, so it may be stored; write [EventFieldConverter(typeof(RateConverter))] on the class, because RateConverter wrote it and no field has that converter any more");

    [Fact]
    public Task A_retired_event_with_its_When_is_fine() => AreReported(
        Account[..^1] + "private partial void When(Frozen old) => Balance = 0; }",
        LockedAccount.Lock.Replace("  event Opened", "  event Frozen retired\n    version 1\n      reason: string\n  event Opened"));

    [Fact]
    public async Task An_upcast_must_come_out_the_same_on_every_replay()
    {
        UserBuild build = await UserBuild.Run(
            [
                Account.Replace("(\"Deposited\")", "(\"Deposited\", Version = 2)").Replace("string? note = null", "DateTimeOffset on").Replace("string? note", "DateTimeOffset on")[..^1]
                + "private static partial Deposited Upcast(DepositedV1 old) => new(old.Amount, DateTimeOffset.UtcNow); }",
            ],
            additionalFiles: TestLock.Of(LockedAccount.Lock.Replace("  event Opened", "    version 2\n      amount: decimal\n      on: DateTimeOffset\n  event Opened")));
        Assert.Equal("ESG021", Assert.Single(build.OfTheAnalyzer).Id);
        Assert.Empty(build.OfTheCompiler);
    }
}
