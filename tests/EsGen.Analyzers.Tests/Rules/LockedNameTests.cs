using Xunit;
using static EsGen.Analyzers.Tests.LockedAccount;

namespace EsGen.Analyzers.Tests;

/// <summary>The names of events and entities that the lock has.</summary>
public sealed class LockedNameTests
{
    [Fact]
    public Task Two_fields_that_exchange_their_names_are_an_error() => AreReported(
        Deposit("[FormerNames(\"fee\")] decimal amount, [FormerNames(\"amount\")] decimal fee", "ESG032"),
        LockedAccount.Lock.Replace("note: string? = null", "fee: decimal"),
        "'Deposited' is not as in events.lock: 'fee' is called 'amount', which was another field; 'amount' is called 'fee', which was another field. What is stored can't be read like this; make it version 2");

    [Fact]
    public Task A_field_that_takes_over_the_name_of_another_is_an_error() => AreReported(
        Deposit("[FormerNames(\"amount\")] decimal net = 0, decimal amount = 0", "ESG032"),
        LockedAccount.Lock.Replace("amount: decimal", "amount: decimal = 0").Replace("\n      note: string? = null", ""),
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
        LockedAccount.Lock.Replace("amount: decimal", "Gross: decimal").Replace("note: string? = null", "Net: decimal"),
        [null]);

    [Fact]
    public Task A_former_name_that_another_field_has_by_now_is_as_locked() => AreReported(
        Account.Replace("decimal amount, string? note = null", "[FormerNames(\"note\")] decimal amount, string? note = null"),
        LockedAccount.Lock.Replace("amount: decimal", "amount was note: decimal"));

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

        return Collides(account, LockedAccount.Lock + (name == "Account" ? $"\n  event {locked}\n    version 1" : ""), name);
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
    public Task A_renamed_event_with_its_former_name_only_has_to_be_updated_in_the_lock() => AreReported(
        Account.Replace("[Event(\"Deposited\")]", "[Event(\"PaidIn\", FormerNames = [\"Deposited\"])]").Replace("WhenDeposited", "WhenPaidIn").Replace("void Deposit(", "void {|ESG031:Deposit|}("),
        LockedAccount.Lock,
        "'PaidIn' is not as in events.lock: it was called 'Deposited'. What is stored can still be read; update the lock");

    [Fact]
    public Task A_former_name_can_t_be_that_of_another_locked_event() => AreReported(
        Account.Replace("[Event(\"Deposited\")]", "[Event(\"Deposited\", Version = 2, FormerNames = [\"Added\"])]").Replace("void Deposit(", "void {|ESG042:Deposit|}("),
        LockedAccount.Lock.Replace("  event Deposited", "  event Added\n    version 1\n      sum: int\n  event Deposited"),
        "'Deposited' would take the stored events of another for its own: 'Added' is an event of its own in events.lock; take it out of FormerNames, and keep it or retire it");

    [Theory]
    [InlineData("event Deposited retired")]
    [InlineData("event Deposited")]
    public Task A_former_name_of_a_stored_event_can_t_be_used_again(string locked) => AreReported(
        Account.Replace("\"Deposited\"", "\"PaidIn\"").Replace("WhenDeposited", "WhenPaidIn").Replace("void Deposit(", "void {|ESG042:Deposit|}(")[..^1]
            + (locked == "event Deposited" ? "}" : "private partial void When(Deposited old) { } }"),
        LockedAccount.Lock.Replace("event Deposited", locked + "\n    former PaidIn"),
        "'PaidIn' would take the stored events of another for its own: 'PaidIn' is a former name of 'Deposited' in events.lock; choose another one");

    [Fact]
    public Task Two_declared_events_can_t_be_one_that_is_locked() => AreReported(
        Account.Replace("void Deposit(", "void {|ESG042:Deposit|}(")[..^1].Replace("(\"Deposited\")", "(\"PaidIn\", Version = 2, FormerNames = [\"Deposited\"])").Replace("WhenDeposited", "WhenPaidIn")
            + "[Event] public sealed partial record Deposited(decimal Amount, string? Note = null); private partial void When(Deposited e) { } }",
        LockedAccount.Lock,
        "'PaidIn' would take the stored events of another for its own: 'Deposited' is an event of its own; take it out of FormerNames");

    [Theory]
    [InlineData("decimal amount, string? note = null", "")]
    [InlineData("int times", "")]
    [InlineData("decimal amount, string? note = null", "[Retired({|ESG043:\"Deposited\"|}, Ignore = true)] ")]
    public Task The_name_of_a_retired_event_can_t_be_used_again(string parameters, string attribute) => AreReported(
        attribute + Deposit(parameters, "ESG042"),
        LockedAccount.Lock.Replace("event Deposited", "event Deposited retired"),
        [
            .. attribute.Length == 0 ? Array.Empty<string>() : ["'Account' has no retired event 'Deposited' in events.lock, so this says nothing; the class still declares it; remove one of them"],
            "'Deposited' would take the stored events of another for its own: 'Deposited' is a retired event in events.lock; choose another name, or, if it is the same event again, take 'retired' away there",
        ]);

    [Fact]
    public Task A_former_name_can_t_be_that_of_a_retired_event() => AreReported(
        Account.Replace("(\"Deposited\")", "(\"PaidIn\", FormerNames = [\"Deposited\"])").Replace("WhenDeposited", "WhenPaidIn").Replace("void Deposit(", "void {|ESG042:Deposit|}("),
        LockedAccount.Lock.Replace("event Deposited", "event Deposited retired"),
        "'PaidIn' would take the stored events of another for its own: 'Deposited' is a retired event in events.lock; take it out of FormerNames, or, if it is the same event again, take 'retired' away there");

    [Fact]
    public Task The_name_of_a_retired_entity_can_t_be_used_again() => AreReported(
        Account.Replace("class Account", "class {|ESG042:Account|}"),
        LockedAccount.Lock.Replace("entity Account", "entity Account retired"),
        "'Account' would take the stored events of another for its own: 'Account' is a retired entity in events.lock; choose another name, or, if it is the same class again, take 'retired' away there");

    [Theory]
    [InlineData("[Event(\"CitySet\", FormerNames = [\"PaidIn\"])] public partial void {|ESG042:SetCity|}(); private partial void WhenCitySet() { } [Event(\"Paid\")] public partial void {|ESG035:Pay|}(); private partial void WhenPaid() { }", "'CitySet' would take the stored events of another for its own: 'PaidIn' is a former name of 'Paid' in events.lock; choose another one")]
    [InlineData("[Event(\"CitySet\", FormerNames = [\"Paid\"], Version = 2)] public partial void {|ESG042:SetCity|}(); private partial void WhenCitySet() { } [Event(\"Paid\", FormerNames = [\"PaidIn\"])] public partial void Pay(); private partial void WhenPaid() { }", "'CitySet' would take the stored events of another for its own: 'Paid' is an event of its own; take it out of FormerNames")]
    [InlineData("[Event(\"CitySet\", FormerNames = [\"Paid\"])] public partial void {|ESG009:SetCity|}(); private partial void WhenCitySet() { } [Event(\"Paid\", FormerNames = [\"PaidIn\"])] public partial void Pay(); private partial void WhenPaid() { }", "The event name 'Paid' is already the name of the event that 'Pay' makes; give one of them another name")]
    public Task An_event_is_not_to_blame_for_another_that_wants_its_name(string members, string text) => AreReported(
        Account[..^1] + members + " }",
        LockedAccount.Lock.Replace("  event Opened", "  event Paid\n    former PaidIn\n    version 1\n  event Opened"),
        members.Contains("ESG035") ? [text, "'Paid' may be stored under the name 'PaidIn'; add it to FormerNames"] : [text]);

    [Fact]
    public Task Two_locked_entities_can_t_be_one_class() => AreReported(
        Account.Replace("[Aggregate]", "[Aggregate(FormerNames = [\"Konto\"])]").Replace("class Account", "class {|ESG042:Account|}"),
        LockedAccount.Lock + "\nentity Konto\n  event Opened creates\n    version 1",
        "'Account' would take the stored events of another for its own: events.lock has both 'Account' and 'Konto'; put the events of both under one of them, or take 'Konto' out of FormerNames");

    [Fact]
    public Task A_former_name_of_another_entity_can_t_be_used_again() => AreReported(
        Account.Replace("class Account", "class {|ESG042:Account|}"),
        "entity Wallet retired\n  former Account\n  event Opened creates\n    version 1",
        "'Account' would take the stored events of another for its own: 'Account' is a former name of 'Wallet' in events.lock; choose another one");

    [Fact]
    public Task A_renamed_class_has_lost_its_name_and_nothing_else_is_said_about_it() => AreReported(
        Account.Replace("class Account", "class {|ESG035:Wallet|}").Replace("partial Account(", "partial Wallet("),
        LockedAccount.Lock,
        "'Wallet' may be stored under the name 'Account'; add it to FormerNames");

    [Fact]
    public Task Former_names_that_the_lock_has_must_stay() => AreReported(
        Account.Replace("class Account", "class {|ESG035:Account|}").Replace("void Deposit(", "void {|ESG035:Deposit|}("),
        LockedAccount.Lock.Replace("entity Account", "entity Account\n  former Konto").Replace("event Deposited", "event Deposited\n  former PaidIn"),
        "'Account' may be stored under the name 'Konto'; add it to FormerNames",
        "'Deposited' may be stored under the name 'PaidIn'; add it to FormerNames");

    [Fact]
    public async Task Names_of_what_is_generated_from_the_lock_are_taken()
    {
        UserBuild build = await UserBuild.Run(
            [Account[..^1] + "private partial void When(Frozen old) { } public sealed record FrozenV1(int X); public int Frozen { get; private set; } }"],
            additionalFiles: TestLock.Of(LockedAccount.Lock.Replace("  event Opened", "  event Frozen retired\n    version 1\n      reason: string\n    version 2\n      reason: string\n      days: int\n  event Opened")));
        Assert.Equal(2, build.OfTheAnalyzer.Count(static d => d.Id == "ESG010" && d.GetMessage(System.Globalization.CultureInfo.InvariantCulture).EndsWith("collides with a type that EsGen generates from events.lock; choose another name", StringComparison.Ordinal)));
    }
}
