using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>An account with events of several versions, and what is said of other histories.</summary>
internal static class OldVersions
{
    public const string Lock = """
        entity Account
          event Deposited
            version 1
              amount: decimal
            version 2
              amount: decimal
              currency: string
            version 3
              sum: decimal
              currency: string
          event Opened creates
            version 1
              owner: string
        """;

    public const string Account = """
        [Aggregate] public partial class Account
        {
            [Event("Opened")] public partial Account(string owner);
            public string Owner { get; private set; }
            public decimal Balance { get; private set; }
            public string Log { get; private set; } = "";
            [Event("Deposited", Version = 3)] public partial void Deposit([FormerNames("amount")] decimal sum, string currency);
            private partial void WhenDeposited(decimal sum, string currency) { Balance += sum; Log += $"{sum}{currency} "; }

            private static partial DepositedV2 Upcast(DepositedV1 old) => new(old.Amount, "EUR");
        }
        """;

    public static void Run(string text, string entities, string test) => Scenario.Run(
        new CompilerSettings { Lock = text.ReplaceLineEndings("\n") },
        [entities],
        "IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;\nusing EventSourcedApplication app = new(store);\nGuid id = Guid.NewGuid();\n" + test);

    public static string[] Errors(string text, string entity)
    {
        CompilerSettings settings = new() { Lock = text };
        return Harness.Run(Harness.Compile(settings, entity), settings).GetCompilerErrors();
    }
}
