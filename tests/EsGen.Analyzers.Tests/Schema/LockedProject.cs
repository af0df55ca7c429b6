using EsGen.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>A project with a lock, before and after a fix.</summary>
internal static class LockedProject
{
    public const string Lock = """
        entity Account
          event Deposited
            version 1
              amount: decimal
          event Opened creates
            version 1
        """;

    public const string Account = """
        [Aggregate]
        public partial class Account
        {
            [Event("Opened")] public partial Account();

            public decimal Balance { get; private set; }

            [Event("Deposited")] public partial void Deposit(decimal amount);

            private partial void WhenDeposited(decimal amount) => Balance += amount;
        }

        """;

    public static async Task AssertIs(EvolvingProject project, string source, string lockText)
    {
        Assert.Equal(source.ReplaceLineEndings("\n"), project.Source.ReplaceLineEndings("\n"));
        Assert.Equal(TestLock.Print(lockText), project.Lock);
        Assert.Empty(await project.GetProblemsAsync());
    }
}
