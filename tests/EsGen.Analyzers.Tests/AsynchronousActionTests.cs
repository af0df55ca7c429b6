using Microsoft.CodeAnalysis;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>An action that <c>Update</c> can't wait for does not compile; whatever else an action can be does.</summary>
public sealed class AsynchronousActionTests
{
    [Theory]
    [InlineData("account => AwaitedAsync(account)")]
    [InlineData("account => ValueAsync(account)")]
    [InlineData("account => ResultAsync(account)")]
    [InlineData("account => ValueResultAsync(account)")]
    [InlineData("async account => await ValueAsync(account)")]
    [InlineData("async account => { await Task.Yield(); account.Deposit(1m); }")]
    [InlineData("async account => { await Task.Yield(); throw new InvalidOperationException(); }")]
    [InlineData("async account => { await Task.Yield(); return 1; }")]
    [InlineData("account => { account.Deposit(1m); return ValueAsync(account); }")]
    [InlineData("AwaitedAsync")]
    [InlineData("ValueAsync")]
    [InlineData("ResultAsync")]
    [InlineData("ValueResultAsync")]
    public async Task An_asynchronous_action_of_Update_is_a_compile_error_that_says_what_to_use(string action)
    {
        Diagnostic error = Assert.Single(await Compile(action));

        Assert.Equal("CS0619", error.Id);
        Assert.Contains("UpdateAsync", error.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("account => account.Deposit(1m)")]
    [InlineData("account => account.TryDeposit(1m)")]
    [InlineData("account => account.Describe()")]
    [InlineData("account => { account.Deposit(1m); account.Deposit(2m); }")]
    [InlineData("account => { if (account.IsDiscarded) { return; } account.Deposit(1m); }")]
    [InlineData("account => throw new InvalidOperationException()")]
    [InlineData("_ => { }")]
    [InlineData("Act")]
    [InlineData("static account => { foreach (int i in new[] { 1 }) { account.Deposit(i); } }")]
    public async Task Any_other_action_compiles(string action) => Assert.Empty(await Compile(action));

    private static async Task<IEnumerable<Diagnostic>> Compile(string action)
    {
        UserBuild build = await UserBuild.Run([
            $$"""
            [Aggregate]
            public partial class Account
            {
                [Event("Opened")] public partial Account(string owner);

                public string Owner { get; private set; }

                public decimal Balance { get; private set; }

                [Event("Deposited")] public partial void Deposit(decimal amount);

                private partial void WhenDeposited(decimal amount) => Balance += amount;

                public bool TryDeposit(decimal amount) { Deposit(amount); return true; }

                public string Describe() => "";
            }

            public static class Desk
            {
                public static void Serve(EventSourcedRepository<Account> accounts, Guid id) => accounts.Update(id, {{action}});

                private static Task AwaitedAsync(Account account) => Task.CompletedTask;

                private static ValueTask ValueAsync(Account account) => default;

                private static Task<int> ResultAsync(Account account) => Task.FromResult(1);

                private static ValueTask<string> ValueResultAsync(Account account) => default;

                private static void Act(Account account) => account.Deposit(1m);
            }
            """]);
        return build.OfTheCompiler.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }
}
