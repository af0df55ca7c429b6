using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>The fingerprint of a state: other if the same events could come to another state, the same if they can't.</summary>
public sealed class FingerprintTests
{
    private const string Account = """
        namespace Bank;

        public enum Currency { Eur, Usd }
        public sealed record Money(decimal Amount, Currency Currency);

        [Aggregate, Snapshot(Every = 100)]
        public partial class Account
        {
            private const decimal Bonus = 5m;
            private static readonly decimal s_rate = 0.02m;
            private readonly List<string> _notes = [];
            private int _deposits = 0;
            private string _alias = "";
            [NotRecorded] private string? _cache;

            [Event("Opened")] public partial Account(string owner, decimal limit = 0m, string alias = "");
            public string Owner { get; private set; }
            public decimal Limit { get; private set; }
            public decimal Balance { get; private set; }
            public Money? Last { get; private set; }
            public DateOnly? Until { get; private set; }
            public string Alias { get => _alias.ToUpperInvariant(); private set => _alias = Shorten(value); }
            private static string Shorten(string name) => name.Trim();
            public int Risk { get => _deposits; private set => _deposits = value + 1; }

            [Event("Deposited")] public partial void Deposit(Money money, string? note);
            partial void GuardDeposited(Money money, string? note) => ArgumentOutOfRangeException.ThrowIfNegative(money.Amount);
            private partial void WhenDeposited(Money money, string? note)
            {
                Balance += WithBonus(money.Amount);
                _deposits++;
                Last = money;
                if (note is not null) _notes.Add(note);
            }

            private static decimal WithBonus(decimal amount) => amount > Threshold ? amount + Bonus : amount;
            private static decimal Threshold => 1000m * s_rate * 50;

            [Event("Withdrawn")] private partial void RecordWithdrawn(decimal amount);
            private partial void WhenWithdrawn(decimal amount) => Balance -= amount;
            public void Withdraw(decimal amount)
            {
                if (amount > Balance + Limit) throw new InvalidOperationException("No.");
                RecordWithdrawn(amount);
            }

            [Event] public sealed partial record Frozen(DateOnly Until);
            private partial void When(Frozen e) => Until = e.Until;
            public void Freeze(DateOnly until) => Raise(new Frozen(until));

            [Event] public partial string? Nickname { get; set; }
            public bool IsRich => Balance > 1000m;

            [Discard("Closed")] public partial void Close();
        }
        """;

    public static TheoryData<string, string> Changes => new()
    {
        // The state.
        { "private int _deposits = 0;", "private int _deposits = 1;" },
        { "private int _deposits = 0;", "private long _deposits = 0;" },
        { "private int _deposits = 0;", "private int _deposits = 0; private int _withdrawals;" },
        { "_deposits", "_numberOfDeposits" },
        { "[NotRecorded] private string? _cache;", "private string? _cache;" },
        { "[NotRecorded] private string? _cache;", "[NotRecorded] private string? _cache; public int Score { get; private set; }" },
        { "public Money? Last { get; private set; }", "[NotRecorded] public Money? Last { get; private set; }" },
        { "private readonly List<string> _notes = [];", "private readonly List<string> _notes = [\"opened\"];" },
        { "private readonly List<string> _notes = [];", "private readonly HashSet<string> _notes = [];" },
        { "public decimal Balance { get; private set; }", "public decimal Balance { get; private set; } = 10m;" },
        { "public decimal Balance { get; private set; }", "public decimal Balance { get; private set => field = decimal.Round(value); }" },

        // The events.
        { "[Event(\"Opened\")]", "[Event(\"Registered\")]" },
        { "[Event(\"Deposited\")]", "[Event(\"Deposited\", Version = 2)]" },
        { "[Event(\"Deposited\")]", "[Event(\"Deposited\", FormerNames = [\"PaidIn\"])]" },
        { "decimal limit = 0m,", "decimal limit = 1m," },
        { "decimal limit = 0m,", "decimal limit = 0m, DateOnly? until = null," },
        { "record Money(decimal Amount,", "record Money(double Amount," },
        { "record Money(decimal Amount,", "record Money([property: System.Text.Json.Serialization.JsonPropertyName(\"sum\")] decimal Amount," },
        { "enum Currency { Eur, Usd }", "enum Currency { Eur, Usd, Chf }" },
        { "enum Currency { Eur, Usd }", "enum Currency { Usd, Eur }" },
        { "record Frozen(DateOnly Until)", "record Frozen(DateOnly? Until)" },
        { "[Event] public partial string? Nickname { get; set; }", "public string? Nickname { get; private set; }" },
        { "public bool IsRich =>", "[Event(\"Thawed\")] public partial void Thaw(); private partial void WhenThawed() => Until = null; public bool IsRich =>" },

        // The code.
        { "Balance += WithBonus(money.Amount);", "Balance += money.Amount;" },
        { "=> Balance -= amount;", "=> Balance = Balance - amount;" },
        { "=> Until = e.Until;", "=> Until = e.Until.AddDays(1);" },
        { "const decimal Bonus = 5m", "const decimal Bonus = 6m" },
        { "s_rate = 0.02m", "s_rate = 0.03m" },
        { "amount > Threshold ?", "amount >= Threshold ?" },
        { "=> 1000m * s_rate * 50", "=> 1000m * s_rate * 51" },
        { "if (note is not null) _notes.Add(note);", "if (note is not null) { _notes.Add(note); _notes.Sort(); }" },
        { "private partial void WhenWithdrawn", "private partial void WhenOpened(string owner, decimal limit, string alias) => Owner = owner; private partial void WhenWithdrawn" },
        { "private set => _alias = Shorten(value);", "private set => _alias = Shorten(value).ToLowerInvariant();" },
        { "private set => _alias = Shorten(value);", "private set { _alias = Shorten(value); _deposits = 0; }" },
        { "Shorten(string name) => name.Trim()", "Shorten(string name) => name.TrimEnd()" },
        { "public bool IsRich =>", "static Account() => s_rate = 0.05m; public bool IsRich =>" },

        // What is said to matter.
        { "Snapshot(Every = 100)", "Snapshot(Every = 100, Version = 2)" },
    };

    public static TheoryData<string, string> OtherEdits => new()
    {
        { "public bool IsRich =>", "public void Deposit(decimal amount) => Deposit(new Money(amount, Currency.Eur), null); public bool IsRich =>" },
        { "public bool IsRich =>", "public decimal Available => Balance + Limit; public bool IsRich =>" },
        { "public bool IsRich =>", "public override string ToString() => Owner; public bool IsRich =>" },
        { "public bool IsRich =>", "private static int s_unused = 3; public bool IsRich =>" },
        { "public bool IsRich =>", "[System.Text.RegularExpressions.GeneratedRegex(\"a\")] private static partial System.Text.RegularExpressions.Regex Pattern { get; } public bool IsRich =>" },
        { "public bool IsRich =>", "public sealed record Line(string Text); public bool IsRich =>" },
        { "IsRich => Balance > 1000m", "IsRich => Balance > 2000m" },
        { "private set => _deposits = value + 1;", "private set => _deposits = value + 2;" },
        { "if (amount > Balance + Limit) throw", "if (Balance + Limit < amount) throw" },
        { "ThrowIfNegative(money.Amount)", "ThrowIfNegativeOrZero(money.Amount)" },
        { "Balance += WithBonus(money.Amount);", "Balance += /* with what we give */ WithBonus(money.Amount); // done" },
        { "Balance += WithBonus(money.Amount);", "Balance\n                +=\n   WithBonus( money.Amount )  ;" },
        { "private static decimal WithBonus", "/// <summary>Adds it.</summary>\n    [System.Diagnostics.DebuggerStepThrough] private static decimal WithBonus" },
        { "private static decimal WithBonus", "internal static decimal WithBonus" },
        { "public decimal Balance { get; private set; }", "[Obsolete] public decimal Balance { get; internal set; }" },
        { "private readonly List<string> _notes", "private List<string> _notes" },
        { "[Event(\"Deposited\")] public partial void Deposit(", "[Event(\"Deposited\")] internal partial void PayIn(" },
        { "public sealed record Money", "public record Money" },
        { "namespace Bank;", "namespace Shop.Banking;" },
        { "[Aggregate, Snapshot(Every = 100)]", "[Entity, Snapshot(Every = 5, Keep = 0)]" },
        { "[Aggregate, Snapshot(Every = 100)]", "[Aggregate]" },
        { "public bool IsRich => Balance > 1000m;", "public bool IsRich\n    {\n        get { return Balance > 1000m; }\n    }\n    /// <summary>Rich, or not.</summary>" },
        { "    private const decimal Bonus = 5m;\n    private static readonly decimal s_rate = 0.02m;", "    private static readonly decimal s_rate = 0.02m;\n    private const decimal Bonus = 5m;" },
        { "    public bool IsRich => Balance > 1000m;\n", "}\n\npublic partial class Account\n{\n    public bool IsRich => Balance > 1000m;\n" },
        { "public sealed record Money", "public static class Fees { public static decimal Of(decimal amount) => amount / 100; }\npublic sealed record Money" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void An_edit_that_may_come_to_another_state_changes_it(string before, string after) => Assert.NotEqual(Of(Account), Of(Edit(before, after)));

    [Theory]
    [MemberData(nameof(OtherEdits))]
    public void An_edit_of_anything_else_does_not(string before, string after) => Assert.Equal(Of(Account), Of(Edit(before, after)));

    [Fact]
    public void What_an_upcast_does_decides_it_and_what_calls_the_instance_itself()
    {
        string upcast = Account.Replace("public bool IsRich", "private sealed record DepositedV1(decimal Amount); private static Deposited Upcast(DepositedV1 e) => new(new Money(e.Amount, Currency.Eur), null); public bool IsRich");
        Assert.NotEqual(Of(Account), Of(upcast));
        Assert.NotEqual(Of(upcast), Of(upcast.Replace("Currency.Eur)", "Currency.Usd)")));

        // Who has the instance can call anything.
        string escaping = Account.Replace("_deposits++;", "Count(this);").Replace("public bool IsRich", "private static void Count(Account account) => account._deposits++; public bool IsRich");
        Assert.NotEqual(Of(escaping), Of(escaping.Replace("Balance > 1000m", "Balance > 2000m")));
    }

    [Fact]
    public void It_is_the_same_on_every_machine_and_in_every_culture()
    {
        string fingerprint = Of(Account);
        System.Globalization.CultureInfo culture = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("sv-SE");
            Assert.Equal(fingerprint, Of(Account));
            Assert.Equal(fingerprint, Of(Account.Replace("\n", "\r\n")));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }

    private static string Edit(string before, string after)
    {
        string edited = Account.Replace(before, after);
        Assert.NotEqual(Account, edited);
        return edited;
    }

    private static string Of(string source)
    {
        CSharpCompilation compilation = Harness.Compile(source);
        Assert.Empty(compilation.SyntaxTrees.SelectMany(static tree => tree.GetDiagnostics()));
        INamedTypeSymbol account = compilation.GetSymbolsWithName("Account", SymbolFilter.Type).OfType<INamedTypeSymbol>().Single();
        StateModel state = EntityParser.ParseWhole(account, report: null, CancellationToken.None).State!;
        Assert.True(state.HasCodec);
        Assert.Equal(32, state.Fingerprint.Length);
        return state.Fingerprint;
    }
}
