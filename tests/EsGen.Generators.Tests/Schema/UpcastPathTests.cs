using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>The ways that upcasts take to the present: over every version, past some, into several, into another event.</summary>
public sealed class UpcastPathTests
{
    private const string Lock = """
        entity Account
          event Deposited
            version 1
              amount: decimal
            version 2
              amount: decimal
              currency: string
            version 3
              amount: decimal
              currency: string
              by: string
          event Opened creates
            version 1
        """;

    [Theory]
    [InlineData("private static partial DepositedV3 Upcast(DepositedV1 old) => new(old.Amount, \"EUR\", \"V1\");", "1EUR V1")]
    [InlineData("private static partial Account.DepositedV3 Upcast(DepositedV1 old) => new(old.Amount, \"EUR\", \"V1\");", "1EUR V1")]
    [InlineData("private static partial Today Upcast(DepositedV1 old) => new(old.Amount, \"EUR \", \"today\", 0);", "1EUR today")]
    [InlineData("private static partial DepositedV3 Upcast(in DepositedV1 old) => new(old.Amount, \"EUR\", \"V1\");", "1EUR V1")]
    [InlineData("private static partial Deposited Upcast(DepositedV1 old) => new(old.Amount, \"EUR \", \"today\", 0);", "1EUR today")]
    [InlineData("private static Account.Event Upcast(Account.DepositedV1 old) => new Deposited(old.Amount, \"EUR \", \"today\", 0);", "1EUR today")]
    [InlineData("private static partial IReadOnlyList<DepositedV2> Upcast(DepositedV1 old) => [new(old.Amount, \"EUR\"), new(5, \"CHF\")];", "1EUR V2|5CHF V2")]
    [InlineData("private static partial DepositedV3[] Upcast(DepositedV1 old) => [new(old.Amount, \"EUR\", \"a\"), new(5, \"CHF\", \"b\")];", "1EUR a|5CHF b")]
    [InlineData("private static partial IEnumerable<DepositedV2> Upcast(DepositedV1 old) { yield return new(old.Amount, \"EUR\"); }", "1EUR V2")]
    [InlineData("private static partial ImmutableArray<Event> Upcast(DepositedV1 old) => [];", "")]
    [InlineData("private static partial Several Upcast(DepositedV1 old) => [new Deposited(7, \"EUR \", \"x\", 0)];", "7EUR x")]
    public void A_way_may_leave_versions_out_and_split(string upcast, string log) => RunAccount(upcast, "private static partial DepositedV3 Upcast(DepositedV2 old) => new(old.Amount, old.Currency, \"V2\");", log, "1CHF V2");

    [Theory]
    [InlineData("private static partial DepositedV3 Upcast(DepositedV1 old, EventContext context) => new(old.Amount, \"EUR\", $\"V{context.Position}\");", "1EUR V1")]
    [InlineData("private static partial DepositedV3 Upcast(DepositedV1 old, in EventContext item) => new(old.Amount, \"EUR\", $\"V{item.Position}\");", "1EUR V1")]
    [InlineData("private static DepositedV2 Upcast(DepositedV1 old, EsGen.EventContext context) => new(old.Amount, $\"EUR{context.Position}\");", "1EUR1 by2 at1")]
    [InlineData("private static partial DepositedV2[] Upcast(DepositedV1 old, EventContext context) => [new(old.Amount, $\"{context.Position}\"), new(5, \"CHF\")];", "11 by2 at1|5CHF by2 at1")]
    [InlineData("private static partial DepositedV2[] Upcast(DepositedV1 old) => [new(old.Amount, \"EUR\"), new(5, \"CHF\")];", "1EUR by2 at1|5CHF by2 at1")]
    public void An_upcast_may_take_the_context_also_behind_a_split(string upcast, string log) => RunAccount(
        upcast,
        "private static partial DepositedV3 Upcast(DepositedV2 old, EventContext context) => new(old.Amount, old.Currency, $\"by{(context.Id == Guid.Empty ? 0 : 2)} at{context.Position}\");",
        log,
        "1CHF by2 at2");

    [Fact]
    public void A_split_of_what_was_split_comes_one_after_the_other() => RunAccount(
        "private static partial List<DepositedV2> Upcast(DepositedV1 old) => [new(old.Amount, \"EUR\"), new(5, \"CHF\")];",
        "private static partial IReadOnlyCollection<DepositedV3> Upcast(DepositedV2 old) => [new(old.Amount, old.Currency, \"a\"), new(old.Amount, old.Currency, \"b\")];",
        "1EUR a|1EUR b|5CHF a|5CHF b",
        "1CHF a|1CHF b");

    private static void RunAccount(string first, string second, string firstLog, string secondLog) => Run(
        Lock,
        $$"""
        using Today = Account.Deposited;
        using Several = System.Collections.Generic.IReadOnlyList<Account.Event>;
        [Aggregate] public partial class Account
        {
            [Event("Opened")] public partial Account();
            public string Log { get; private set; } = "";
            [Event("Deposited", Version = 4)] public partial void Deposit(decimal amount, string currency, string by, int times);
            private partial void WhenDeposited(decimal amount, string currency, string by, int times) => Log += $"|{amount}{currency}{by}";
            private static partial Deposited Upcast(DepositedV3 old) => new(old.Amount, old.Currency, " " + old.By, 0);
            {{first}}
            {{second}}
        }
        """,
        $"""
        store.Append(Item(id, 0, "Account.Opened", "{"{}"}"), Item(id, 1, "Account.Deposited", "{"{\\\"amount\\\":1}"}"), Item(id, 2, "Account.Deposited@2", "{"{\\\"amount\\\":1,\\\"currency\\\":\\\"CHF\\\"}"}"));
        Account account = app.Repository<Account>()[id];
        Assert.Equal(("{string.Concat(new[] { firstLog, secondLog }.Where(static log => log.Length > 0).Select(static log => "|" + log))}", 3L), (account.Log, account.Version));
        Account replayed = Account.Replay(id, app.EventStore.GetEvents<Account.Event>(id))!;
        Assert.Equal(account.Log, replayed.Log);
        Assert.Equal("{(firstLog.Length > 0 ? "|" + firstLog : "")}", app.Repository<Account>().Get(id, 2).Log);
        """);

    [Fact]
    public void A_version_may_become_another_event_of_which_an_old_version_is_read() => Run(
        """
        entity Account
          event Added retired
            version 1
              sum: int
            version 2
              sum: int
              note: string
          event Deposited
            version 1
              amount: int
            version 2
              amount: int
              currency: string
          event Opened creates
            version 1
        """,
        """
        [Aggregate] public partial class Account
        {
            [Event("Opened")] public partial Account();
            public string Log { get; private set; } = "";
            [Event("Deposited", Version = 2)] public partial void Deposit(int amount, string currency);
            private partial void WhenDeposited(int amount, string currency) => Log += $"{amount}{currency}";
            private partial void When(Added old) => Log += $"{old.Sum}{old.Note}";
            private static partial DepositedV1 Upcast(AddedV1 old) => new(old.Sum);
            private static partial Deposited Upcast(DepositedV1 old) => new(old.Amount, "EUR");
        }
        """,
        """
        store.Append(Item(id, 0, "Account.Opened", "{}"), Item(id, 1, "Account.Added", "{\"sum\":1}"), Item(id, 2, "Account.Added@2", "{\"sum\":2,\"note\":\"n\"}"), Item(id, 3, "Account.Deposited", "{\"amount\":3}"));
        Assert.Equal("1EUR2n3EUR", app.Repository<Account>()[id].Log);
        """);

    [Fact]
    public void Names_that_are_keywords_are_followed_too() => Run(
        """
        entity Account
          event Opened creates
            version 1
          event class
            version 1
              amount: int
            version 2
              amount: int
              note: string
        """,
        """
        [Aggregate] public partial class Account
        {
            [Event("Opened")] public partial Account();
            public int Sum { get; private set; }
            [Event("class", Version = 3)] public partial void Deposit(int amount, string note, string by);
            private partial void Whenclass(int amount, string note, string by) => Sum += amount;
            private static partial @class Upcast(classV1 old) => new(old.Amount, "", "");
            private static partial @class[] Upcast(classV2 old) => [new(old.Amount, "", ""), new(10, "", "")];
        }
        """,
        """
        store.Append(Item(id, 0, "Account.Opened", "{}"), Item(id, 1, "Account.class", "{\"amount\":1}"), Item(id, 2, "Account.class@2", "{\"amount\":2,\"note\":\"n\"}"));
        Assert.Equal(13, app.Repository<Account>()[id].Sum);
        """);

    [Theory]
    [InlineData("private static partial Money Upcast(DepositedV1 old) => new();")]
    [InlineData("private static partial DepositedV9 Upcast(DepositedV1 old) => new();", "CS0246")]
    [InlineData("private static partial DepositedV1 Upcast(DepositedV1 old) => old;")]
    [InlineData("private static partial string Upcast(DepositedV1 old) => \"\";")]
    [InlineData("private static partial Task<DepositedV2> Upcast(DepositedV1 old) => Task.FromResult(new DepositedV2(1, \"\"));")]
    [InlineData("private static partial object Upcast(DepositedV1 old) => old;")]
    [InlineData("private static partial DepositedV2? Upcast(DepositedV1 old) => null;")]
    [InlineData("private static partial DepositedV2?[] Upcast(DepositedV1 old) => [null];")]
    [InlineData("private static partial List<Event>? Upcast(DepositedV1 old) => null;")]
    [InlineData("private static partial void Upcast(DepositedV1 old) { }")]
    [InlineData("private static void Upcast(DepositedV1 old) { }")]
    [InlineData("private partial DepositedV2 Upcast(DepositedV1 old) => new(1, \"\");")]
    [InlineData("private DepositedV2 Upcast(DepositedV1 old) => new(1, \"\");")]
    [InlineData("private static DepositedV2 Upcast(ref DepositedV1 old) => new(1, \"\");")]
    [InlineData("private static DepositedV2 Upcast<T>(DepositedV1 old) => new(1, \"\");")]
    [InlineData("private static partial Other.DepositedV2 Upcast(DepositedV1 old) => new();")]
    [InlineData("private static partial Deposited[,] Upcast(DepositedV1 old) => new Deposited[0, 0];")]
    public void What_leads_nowhere_leaves_code_that_compiles(string upcast, params string[] errors)
    {
        CompilerSettings settings = new() { Lock = Lock };
        GeneratedCode run = Harness.Run(
            Harness.Compile(
                settings,
                $$"""
                public sealed class Money;
                public sealed class Other { public sealed class DepositedV2; }
                [Aggregate] public partial class Account
                {
                    [Event("Opened")] public partial Account();
                    [Event("Deposited", Version = 3)] public partial void Deposit(decimal amount, string currency, string by);
                    private partial void WhenDeposited(decimal amount, string currency, string by) { }
                    private static partial Deposited Upcast(DepositedV2 old) => new(old.Amount, old.Currency, "");
                    {{upcast}}
                }
                """),
            settings);
        Assert.Equal(errors, run.GetCompilerErrors().Select(static error => error.Split(' ').First(static word => word.StartsWith("CS", StringComparison.Ordinal)).TrimEnd(':')).Distinct());
    }

    private static void Run(string text, string entities, string test) => Scenario.Run(
        new CompilerSettings { Lock = text.ReplaceLineEndings("\n") },
        [entities],
        "IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;\nusing EventSourcedApplication app = new(store);\nGuid id = Guid.NewGuid();\n" + test);
}
