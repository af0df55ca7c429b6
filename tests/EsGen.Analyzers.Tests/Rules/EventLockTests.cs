using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG030–ESG043: what the code declares against what the lock has.</summary>
public sealed class EventLockTests
{
    private const string Lock = """
        entity Account
          event Deposited
            version 1
              amount: decimal
              note: string? = null
          event Opened creates
            version 1
        """;

    private const string Account = """
        [Aggregate] public partial class Account
        {
            [Event("Opened")] public partial Account();
            public decimal Balance { get; private set; }
            [Event("Deposited")] public partial void Deposit(decimal amount, string? note = null);
            private partial void WhenDeposited(decimal amount, string? note) => Balance += amount;
        }
        """;

    [Fact]
    public Task What_is_as_locked_is_not_reported() => AreReported(Account, Lock);

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
        Lock);

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
        Lock,
        "'Account.NameChanged' is not in events.lock; add it before it is stored, so that no later change makes it unreadable: by the light bulb, or dotnet format analyzers --diagnostics ESG030",
        "Version 2 of 'Account.Deposited' is not in events.lock; add it before it is stored, so that no later change makes it unreadable: by the light bulb, or dotnet format analyzers --diagnostics ESG030",
        "'Account.Refused' is not in events.lock; add it before it is stored, so that no later change makes it unreadable: by the light bulb, or dotnet format analyzers --diagnostics ESG030");

    [Theory]
    [InlineData("decimal amount, string? note = null, int times = 1", "'times' is new")]
    [InlineData("string? note = null, decimal amount = 3m", "'amount' is optional; the order of the fields changed")]
    [InlineData("decimal? amount, string? note = null", "'amount' may be null")]
    public Task A_harmless_change_is_a_warning(string parameters, string text) => AreReported(
        Deposit(parameters, "ESG031"),
        Lock,
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
        Lock,
        $"'Deposited' is not as in events.lock: {text}. What is stored can't be read like this; make it version 2");

    [Fact]
    public Task What_became_something_else_than_a_change_is_an_error() => AreReported(
        "[Aggregate] public partial class Account { [Event(\"Opened\")] public partial Account(); [Discard(\"Deposited\")] public partial void {|ESG032:End|}(decimal amount, string? note = null); private partial void WhenDeposited(decimal amount, string? note) { } }",
        Lock,
        "'Deposited' is not as in events.lock: it was a change in between and is the end. What is stored can't be read like this; make it version 2");

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
        Lock.Replace("  event Opened", "    version 2\n      amount: decimal\n  event Opened"),
        $"'Version 1 of Deposited' is in events.lock, so it may be stored; write its Upcast to an event, to another version or to a list of them: {text}");

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
        Lock,
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

    [Theory]
    [InlineData("Frozn", "did you mean 'Frozen'?")]
    [InlineData("Freezing", "its last name was 'Frozen'")]
    [InlineData("Deposited", "the class still declares it; remove one of them")]
    [InlineData("Whatever", "remove it")]
    [InlineData("Frozen", null)]
    public Task A_retired_event_that_the_lock_does_not_have_is_reported_at_its_name(string name, string? advice) => AreReported(
        $"[Retired({(advice is null ? $"\"{name}\"" : $"{{|ESG043:\"{name}\"|}}")}, Ignore = true)] " + Account[..^1] + (advice is null ? "}" : "private partial void When(Frozen old) { } }"),
        Lock.Replace("  event Opened", "  event Frozen retired\n    former Freezing\n    version 1\n  event Opened"),
        advice is null ? [] : [$"'Account' has no retired event '{name}' in events.lock, so this says nothing; {advice}"]);

    [Fact]
    public Task A_When_for_an_event_that_is_passed_by_is_an_error() => AreReported(
        "[Retired(\"Frozen\", {|ESG025:Ignore = true|})] " + Account[..^1] + "private partial void When(Frozen old, EventContext context) { } }",
        Lock.Replace("  event Opened", "  event Frozen retired\n    version 1\n  event Opened"),
        "'When' for 'Frozen' would never be called, because this passes the event by; remove one of them");

    [Theory]
    [InlineData("private static partial Deposited {|ESG025:Upcast|}(Deposited old) => old;", "takes 'Deposited', which the class declares itself, so that it would never be called; remove it")]
    [InlineData("private static Deposited {|ESG025:Upcast|}(Deposited old) => old;", "takes 'Deposited', which the class declares itself, so that it would never be called; remove it")]
    [InlineData("private static Deposited Upcast(Deposited old) => old; private static Deposited Same(Deposited e) => Upcast(e);", null)]
    [InlineData("private static partial Deposited {|ESG025:Upcast|}(Frozen old) => new(1); private partial void When(Frozen old) { }", "takes 'Frozen', which is retired and goes to its When, so that it would never be called; remove it")]
    public Task An_upcast_of_what_is_read_as_it_is_is_an_error(string members, string? text) => AreReported(
        Account[..^1] + members + " }",
        members.Contains("Frozen") ? Lock.Replace("  event Opened", "  event Frozen retired\n    version 1\n  event Opened") : Lock,
        text is null ? [] : [$"'Upcast' {text}"]);

    [Fact]
    public Task An_upcast_of_a_version_that_the_class_declares_is_an_error() => AreReported(
        Account.Replace("(\"Deposited\")", "(\"Deposited\", Version = 2)")[..^1]
            + "[Event(\"Deposited\")] public sealed partial record DepositedV1(decimal Amount, string? Note = null); private partial void When(DepositedV1 e) { } private static partial Deposited {|ESG025:Upcast|}(DepositedV1 old) => new(old.Amount); }",
        Lock.Replace("  event Opened", "    version 2\n      amount: decimal\n      note: string? = null\n  event Opened"),
        "'Upcast' takes 'DepositedV1', which the class declares itself, so that it would never be called; remove it");

    [Fact]
    public Task An_event_that_is_gone_and_not_retired_in_the_lock_is_both() => AreReported(
        "[Retired({|ESG043:nameof(Account) + \"s\"|}), Retired({|ESG043:\"Deposited\"|}, Ignore = true), Aggregate] public partial class {|ESG033:Account|} { [Event(\"Opened\")] public partial Account(); }",
        Lock,
        "'Account' has no retired event 'Accounts' in events.lock, so this says nothing; remove it",
        "'Account' has no retired event 'Deposited' in events.lock, so this says nothing; write 'retired' behind it there",
        "'Account' has no event 'Deposited' any more, which may be stored; name it in the FormerNames of the event that it has become, or retire it in events.lock");

    [Fact]
    public Task A_default_in_place_of_one_that_the_lock_did_not_know_is_an_error() => AreReported(
        Deposit("decimal amount, string? note = \"USD\"", "ESG032"),
        Lock.Replace("note: string? = null", "note?: string?"),
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
        Lock.Replace("  event Opened", "    version 2\n      amount: decimal\n  event Opened"),
        "'Upcast' takes 'DepositedV1', which another Upcast takes, so that it would never be called; remove it");

    [Fact]
    public Task The_initializer_of_a_member_of_an_event_is_a_default_too() => AreReported(
        "[Aggregate] public partial class Account { [Event(\"Opened\")] public partial Account(); [Event] public sealed partial record {|ESG032:Refused|} { public int Count { get; init; } = 2; } private partial void When(Refused e) { } }",
        "entity Account\n  event Opened creates\n    version 1\n  event Refused\n    version 1\n      count: int = 1",
        "'Refused' is not as in events.lock: 'count' has another default than 1. What is stored can't be read like this; make it version 2");

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
        Lock.Replace("  event Opened", "    version 2\n      amount: decimal\n  event Opened"),
        [null]);

    [Fact]
    public Task Two_fields_that_exchange_their_names_are_an_error() => AreReported(
        Deposit("[FormerNames(\"fee\")] decimal amount, [FormerNames(\"amount\")] decimal fee", "ESG032"),
        Lock.Replace("note: string? = null", "fee: decimal"),
        "'Deposited' is not as in events.lock: 'fee' is called 'amount', which was another field; 'amount' is called 'fee', which was another field. What is stored can't be read like this; make it version 2");

    [Fact]
    public Task A_field_that_takes_over_the_name_of_another_is_an_error() => AreReported(
        Deposit("[FormerNames(\"amount\")] decimal net = 0, decimal amount = 0", "ESG032"),
        Lock.Replace("amount: decimal", "amount: decimal = 0").Replace("\n      note: string? = null", ""),
        [null]);

    [Fact]
    public Task Two_events_that_claim_a_third_are_an_error() => AreReported(
        """
        [Aggregate] public partial class Account
        {
            [Event("Opened")] public partial Account();
            public int Number { get; private set; }
            [Event("A", Version = 3, FormerNames = ["X"])] public partial void {|ESG030:DoA|}(int number);
            [Event("B", Version = 2, FormerNames = ["X"])] public partial void {|ESG042:DoB|}(int number);
        }
        """,
        """
        entity Account
          event B
            version 1
              number: int
            version 2
              number: int
          event Opened creates
            version 1
          event X
            version 1
              number: int
            version 2
              number: int
        """,
        [null, null]);

    [Fact]
    public Task Fields_that_exchange_their_stored_names_are_an_error() => AreReported(
        """
        [Aggregate] public partial class Account
        {
            [Event("Opened")] public partial Account();
            public decimal Balance { get; private set; }
            [Event] public sealed partial record {|ESG032:Deposited|}(
                [property: System.Text.Json.Serialization.JsonPropertyName("Gross")] [FormerNames("Net")] decimal A,
                [property: System.Text.Json.Serialization.JsonPropertyName("Net")] [FormerNames("Gross")] decimal B);
            private partial void When(Deposited e) => Balance += e.A;
            public void Deposit(decimal a, decimal b) => Raise(new Deposited(a, b));
        }
        """,
        Lock.Replace("amount: decimal", "Gross: decimal").Replace("note: string? = null", "Net: decimal"),
        [null]);

    [Fact]
    public Task A_former_name_that_another_field_has_by_now_is_as_locked() => AreReported(
        Account.Replace("decimal amount, string? note = null", "[FormerNames(\"note\")] decimal amount, string? note = null"),
        Lock.Replace("amount: decimal", "amount was note: decimal"));

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

    [Theory]
    [InlineData("[Event(\"DepositedV1\")] public partial void {|ESG010:First|}(int by); private partial void WhenDepositedV1(int by) { }", "Deposited", "DepositedV1")]
    [InlineData("[Event] public sealed partial record {|ESG010:DepositedV1|}(int By); private partial void When(DepositedV1 e) { }", "Deposited", "DepositedV1")]
    [InlineData("private partial void When(Account old) { }", "Account retired", "Account")]
    public Task What_the_lock_has_may_not_take_a_name_of_the_class(string members, string locked, string name)
    {
        string account = Account[..^1] + members + " }";
        if (name == "Account")
        {
            account = account.Replace("class Account", "class {|ESG010:Account|}");
        }

        return Collides(account, Lock + (name == "Account" ? $"\n  event {locked}\n    version 1" : ""), name);
    }

    private static async Task Collides(string markedSource, string text, string name)
    {
        markedSource = name == "Account" ? markedSource : markedSource.Replace("[Event(\"Deposited\")]", "[Event(\"Deposited\", Version = 2)]");
        (string source, (string Id, Microsoft.CodeAnalysis.Text.TextSpan Span)[] expected) = Rule.Parse(markedSource);
        UserBuild build = await UserBuild.Run([source], additionalFiles: TestLock.Of(text));
        Assert.Contains(build.OfTheAnalyzer, diagnostic => diagnostic.Id == "ESG010" && diagnostic.Location.SourceSpan == expected[0].Span && diagnostic.GetMessage(null).Contains($"'{name}'", StringComparison.Ordinal));
        Assert.Empty(build.OfTheCompiler);
    }

    [Fact]
    public Task An_event_that_is_gone_is_reported_at_the_class() => AreReported(
        "[Aggregate] public partial class {|ESG033:Account|} { [Event(\"Opened\")] public partial Account(); }",
        Lock,
        "'Account' has no event 'Deposited' any more, which may be stored; name it in the FormerNames of the event that it has become, or retire it in events.lock");

    [Fact]
    public Task A_renamed_event_with_its_former_name_only_has_to_be_updated_in_the_lock() => AreReported(
        Account.Replace("[Event(\"Deposited\")]", "[Event(\"PaidIn\", FormerNames = [\"Deposited\"])]").Replace("WhenDeposited", "WhenPaidIn").Replace("void Deposit(", "void {|ESG031:Deposit|}("),
        Lock,
        "'PaidIn' is not as in events.lock: it was called 'Deposited'. What is stored can still be read; update the lock");

    [Fact]
    public Task A_former_name_can_t_be_that_of_another_locked_event() => AreReported(
        Account.Replace("[Event(\"Deposited\")]", "[Event(\"Deposited\", Version = 2, FormerNames = [\"Added\"])]").Replace("void Deposit(", "void {|ESG042:Deposit|}("),
        Lock.Replace("  event Deposited", "  event Added\n    version 1\n      sum: int\n  event Deposited"),
        "'Deposited' would take the stored events of another for its own: 'Added' is an event of its own in events.lock; take it out of FormerNames, and keep it or retire it");

    [Theory]
    [InlineData("event Deposited retired")]
    [InlineData("event Deposited")]
    public Task A_former_name_of_a_stored_event_can_t_be_used_again(string locked) => AreReported(
        Account.Replace("\"Deposited\"", "\"PaidIn\"").Replace("WhenDeposited", "WhenPaidIn").Replace("void Deposit(", "void {|ESG042:Deposit|}(")[..^1]
            + (locked == "event Deposited" ? "}" : "private partial void When(Deposited old) { } }"),
        Lock.Replace("event Deposited", locked + "\n    former PaidIn"),
        "'PaidIn' would take the stored events of another for its own: 'PaidIn' is a former name of 'Deposited' in events.lock; choose another one");

    [Fact]
    public Task Two_declared_events_can_t_be_one_that_is_locked() => AreReported(
        Account.Replace("void Deposit(", "void {|ESG042:Deposit|}(")[..^1].Replace("(\"Deposited\")", "(\"PaidIn\", Version = 2, FormerNames = [\"Deposited\"])").Replace("WhenDeposited", "WhenPaidIn")
            + "[Event] public sealed partial record Deposited(decimal Amount, string? Note = null); private partial void When(Deposited e) { } }",
        Lock,
        "'PaidIn' would take the stored events of another for its own: 'Deposited' is an event of its own; take it out of FormerNames");

    [Theory]
    [InlineData("decimal amount, string? note = null", "")]
    [InlineData("int times", "")]
    [InlineData("decimal amount, string? note = null", "[Retired({|ESG043:\"Deposited\"|}, Ignore = true)] ")]
    public Task The_name_of_a_retired_event_can_t_be_used_again(string parameters, string attribute) => AreReported(
        attribute + Deposit(parameters, "ESG042"),
        Lock.Replace("event Deposited", "event Deposited retired"),
        [
            .. attribute.Length == 0 ? Array.Empty<string>() : ["'Account' has no retired event 'Deposited' in events.lock, so this says nothing; the class still declares it; remove one of them"],
            "'Deposited' would take the stored events of another for its own: 'Deposited' is a retired event in events.lock; choose another name, or, if it is the same event again, take 'retired' away there",
        ]);

    [Fact]
    public Task A_former_name_can_t_be_that_of_a_retired_event() => AreReported(
        Account.Replace("(\"Deposited\")", "(\"PaidIn\", FormerNames = [\"Deposited\"])").Replace("WhenDeposited", "WhenPaidIn").Replace("void Deposit(", "void {|ESG042:Deposit|}("),
        Lock.Replace("event Deposited", "event Deposited retired"),
        "'PaidIn' would take the stored events of another for its own: 'Deposited' is a retired event in events.lock; take it out of FormerNames, or, if it is the same event again, take 'retired' away there");

    [Fact]
    public Task The_name_of_a_retired_entity_can_t_be_used_again() => AreReported(
        Account.Replace("class Account", "class {|ESG042:Account|}"),
        Lock.Replace("entity Account", "entity Account retired"),
        "'Account' would take the stored events of another for its own: 'Account' is a retired entity in events.lock; choose another name, or, if it is the same class again, take 'retired' away there");

    [Theory]
    [InlineData("[Event(\"CitySet\", FormerNames = [\"PaidIn\"])] public partial void {|ESG042:SetCity|}(); private partial void WhenCitySet() { } [Event(\"Paid\")] public partial void {|ESG035:Pay|}(); private partial void WhenPaid() { }", "'CitySet' would take the stored events of another for its own: 'PaidIn' is a former name of 'Paid' in events.lock; choose another one")]
    [InlineData("[Event(\"CitySet\", FormerNames = [\"Paid\"], Version = 2)] public partial void {|ESG042:SetCity|}(); private partial void WhenCitySet() { } [Event(\"Paid\", FormerNames = [\"PaidIn\"])] public partial void Pay(); private partial void WhenPaid() { }", "'CitySet' would take the stored events of another for its own: 'Paid' is an event of its own; take it out of FormerNames")]
    [InlineData("[Event(\"CitySet\", FormerNames = [\"Paid\"])] public partial void {|ESG009:SetCity|}(); private partial void WhenCitySet() { } [Event(\"Paid\", FormerNames = [\"PaidIn\"])] public partial void Pay(); private partial void WhenPaid() { }", "The event name 'Paid' is already the name of the event that 'Pay' makes; give one of them another name")]
    public Task An_event_is_not_to_blame_for_another_that_wants_its_name(string members, string text) => AreReported(
        Account[..^1] + members + " }",
        Lock.Replace("  event Opened", "  event Paid\n    former PaidIn\n    version 1\n  event Opened"),
        members.Contains("ESG035") ? [text, "'Paid' may be stored under the name 'PaidIn'; add it to FormerNames"] : [text]);

    [Fact]
    public Task Two_locked_entities_can_t_be_one_class() => AreReported(
        Account.Replace("[Aggregate]", "[Aggregate(FormerNames = [\"Konto\"])]").Replace("class Account", "class {|ESG042:Account|}"),
        Lock + "\nentity Konto\n  event Opened creates\n    version 1",
        "'Account' would take the stored events of another for its own: events.lock has both 'Account' and 'Konto'; put the events of both under one of them, or take 'Konto' out of FormerNames");

    [Fact]
    public Task A_former_name_of_another_entity_can_t_be_used_again() => AreReported(
        Account.Replace("class Account", "class {|ESG042:Account|}"),
        "entity Wallet retired\n  former Account\n  event Opened creates\n    version 1",
        "'Account' would take the stored events of another for its own: 'Account' is a former name of 'Wallet' in events.lock; choose another one");

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
        Lock.Replace("note: string? = null", $"note: string? = null\n    version {locked}\n      amount: decimal\n      note: string? = null"),
        $"'Deposited' can't be version {declared}: {text}");

    [Fact]
    public Task A_renamed_class_has_lost_its_name_and_nothing_else_is_said_about_it() => AreReported(
        Account.Replace("class Account", "class {|ESG035:Wallet|}").Replace("partial Account(", "partial Wallet("),
        Lock,
        "'Wallet' may be stored under the name 'Account'; add it to FormerNames");

    [Fact]
    public Task Former_names_that_the_lock_has_must_stay() => AreReported(
        Account.Replace("class Account", "class {|ESG035:Account|}").Replace("void Deposit(", "void {|ESG035:Deposit|}("),
        Lock.Replace("entity Account", "entity Account\n  former Konto").Replace("event Deposited", "event Deposited\n  former PaidIn"),
        "'Account' may be stored under the name 'Konto'; add it to FormerNames",
        "'Deposited' may be stored under the name 'PaidIn'; add it to FormerNames");

    [Fact]
    public Task A_missing_upcast_and_a_missing_When_are_reported() => AreReported(
        Account.Replace("(\"Deposited\")", "(\"Deposited\", Version = 2)").Replace("string? note", "string memo").Replace(" = null", "").Replace("void Deposit(", "void {|ESG040:Deposit|}(").Replace("class Account", "class {|ESG040:Account|}"),
        Lock.Replace("  event Opened", "    version 2\n      amount: decimal\n      memo: string\n  event Frozen retired\n    version 1\n      reason: string\n  event Opened"),
        "'Frozen' is in events.lock, so it may be stored; write private partial void When(Frozen old), or [Retired(\"Frozen\", Ignore = true)] on the class",
        "'Version 1 of Deposited' is in events.lock, so it may be stored; write private static partial Deposited Upcast(DepositedV1 old)");

    [Fact]
    public Task A_converter_that_old_versions_need_is_reported_when_it_is_gone() => AreReported(
        Account.Replace("(\"Deposited\")", "(\"Deposited\", Version = 2)").Replace("class Account", "class {|ESG040:Account|}")[..^1] + "private static partial Deposited Upcast(DepositedV1 old) => new(1); }",
        Lock.Replace("amount: decimal", "rates: list<converted<RateConverter>>").Replace("  event Opened", "    version 2\n      amount: decimal\n      note: string? = null\n  event Opened"),
        "'Version 1 of Deposited' is in events.lock, so it may be stored; write [EventFieldConverter(typeof(RateConverter))] on the class, because RateConverter wrote it and no field has that converter any more");

    [Fact]
    public async Task Names_of_what_is_generated_from_the_lock_are_taken()
    {
        UserBuild build = await UserBuild.Run(
            [Account[..^1] + "private partial void When(Frozen old) { } public sealed record FrozenV1(int X); public int Frozen { get; private set; } }"],
            additionalFiles: TestLock.Of(Lock.Replace("  event Opened", "  event Frozen retired\n    version 1\n      reason: string\n    version 2\n      reason: string\n      days: int\n  event Opened")));
        Assert.Equal(2, build.OfTheAnalyzer.Count(static d => d.Id == "ESG010" && d.GetMessage(System.Globalization.CultureInfo.InvariantCulture).EndsWith("collides with a type that EsGen generates from events.lock; choose another name", StringComparison.Ordinal)));
    }

    [Fact]
    public Task A_retired_event_with_its_When_is_fine() => AreReported(
        Account[..^1] + "private partial void When(Frozen old) => Balance = 0; }",
        Lock.Replace("  event Opened", "  event Frozen retired\n    version 1\n      reason: string\n  event Opened"));

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
            UserBuild build = await UserBuild.Run([source], requireLock: requireLock, additionalFiles: TestLock.Of(Lock));
            Assert.Equal([("ESG030", severity), ("ESG031", severity)], build.OfTheAnalyzer.Select(static d => (d.Id, d.Severity)));
        }
    }

    [Fact]
    public async Task What_is_wrong_with_the_lock_is_reported_in_its_line()
    {
        string text = TestLock.Print(Lock).Replace("  event Opened", "=======\n  event Opened").Replace("amount: decimal", "amount: money");
        UserBuild build = await UserBuild.Run([Account], additionalFiles: new TextFile(TestLock.Path, text));

        Assert.Equal(
            [("ESG036", 6, 6, 19), ("ESG037", 8, 0, 7)],
            build.OfTheAnalyzer.Select(static d => (d.Id, d.Location.GetLineSpan().StartLinePosition.Line, d.Location.GetLineSpan().StartLinePosition.Character, d.Location.GetLineSpan().EndLinePosition.Character)));
        Assert.All(build.OfTheAnalyzer, static d => Assert.Equal(TestLock.Path, d.Location.GetLineSpan().Path));
    }

    [Fact]
    public async Task An_entity_that_is_gone_is_reported_in_the_lock()
    {
        UserBuild build = await UserBuild.Run([Account], additionalFiles: TestLock.Of(Lock + "\nentity Receipt\n  event Created creates\n    version 1\nentity Old retired\n  event Created creates\n    version 1"));

        Assert.Equal(("ESG041", 15), (Assert.Single(build.OfTheAnalyzer).Id, build.OfTheAnalyzer[0].Location.GetLineSpan().StartLinePosition.Line));
    }

    [Fact]
    public async Task An_upcast_must_come_out_the_same_on_every_replay()
    {
        UserBuild build = await UserBuild.Run(
            [
                Account.Replace("(\"Deposited\")", "(\"Deposited\", Version = 2)").Replace("string? note = null", "DateTimeOffset on").Replace("string? note", "DateTimeOffset on")[..^1]
                + "private static partial Deposited Upcast(DepositedV1 old) => new(old.Amount, DateTimeOffset.UtcNow); }",
            ],
            additionalFiles: TestLock.Of(Lock.Replace("  event Opened", "    version 2\n      amount: decimal\n      on: DateTimeOffset\n  event Opened")));
        Assert.Equal("ESG021", Assert.Single(build.OfTheAnalyzer).Id);
        Assert.Empty(build.OfTheCompiler);
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

    private static string Deposit(string parameters, string id) =>
        $$"""
        [Aggregate] public partial class Account
        {
            [Event("Opened")] public partial Account();
            public decimal Balance { get; private set; }
            [Event("Deposited")] public partial void {|{{id}}:Deposit|}({{parameters}});
            private partial void WhenDeposited({{System.Text.RegularExpressions.Regex.Replace(parameters, " = [^,]*|\\[F.*?\\] ", "")}}) => Balance++;
        }
        """;

    private static async Task AreReported(string markedSource, string text, params string?[] messages)
    {
        (string source, (string Id, Microsoft.CodeAnalysis.Text.TextSpan Span)[] expected) = Rule.Parse(markedSource);
        UserBuild build = await UserBuild.Run([source], additionalFiles: TestLock.Of(text));
        Assert.Equal(
            expected.Zip(messages, static (place, message) => $"{place.Id} {place.Span}: {message}"),
            build.OfTheAnalyzer.Select((diagnostic, i) => $"{diagnostic.Id} {diagnostic.Location.SourceSpan}: {(i < messages.Length && messages[i] is null ? null : diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture))}"));
        Assert.Equal(expected.Length, messages.Length);
        Assert.All(build.OfTheCompiler, error => Assert.True(error.Id == "CS8795" && expected.Any(static place => place.Id == "ESG040"), error.ToString()));
    }
}
