using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>An account as its lock has it.</summary>
internal static class LockedAccount
{
    public const string Lock = """
        entity Account
          event Deposited
            version 1
              amount: decimal
              note: string? = null
          event Opened creates
            version 1
        """;

    public const string Account = """
        [Aggregate] public partial class Account
        {
            [Event("Opened")] public partial Account();
            public decimal Balance { get; private set; }
            [Event("Deposited")] public partial void Deposit(decimal amount, string? note = null);
            private partial void WhenDeposited(decimal amount, string? note) => Balance += amount;
        }
        """;

    public static string Deposit(string parameters, string id) =>
        $$"""
        [Aggregate] public partial class Account
        {
            [Event("Opened")] public partial Account();
            public decimal Balance { get; private set; }
            [Event("Deposited")] public partial void {|{{id}}:Deposit|}({{parameters}});
            private partial void WhenDeposited({{System.Text.RegularExpressions.Regex.Replace(parameters, " = [^,]*|\\[F.*?\\] ", "")}}) => Balance++;
        }
        """;

    public static async Task AreReported(string markedSource, string text, params string?[] messages)
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
