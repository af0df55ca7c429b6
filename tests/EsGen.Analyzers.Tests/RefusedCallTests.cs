using System.Globalization;
using Microsoft.CodeAnalysis;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>Calls that look as if they stored something and don't are compile errors that say what to call.</summary>
public sealed class RefusedCallTests
{
    [Theory]
    [InlineData("accounts.Save();", "Save(entity)")]
    [InlineData("await accounts.SaveAsync();", "SaveAsync(entity)")]
    [InlineData("app.Save();", "Save(entity)")]
    [InlineData("await app.SaveAsync();", "SaveAsync(entity)")]
    [InlineData("Guid id = (await accounts.CreateAsync(\"Ada\")).Id;", "call Create, and then await SaveAsync")]
    [InlineData("await accounts.CreateAsync(owner: \"Ada\", cancellationToken: default);", "call Create, and then await SaveAsync")]
    public async Task A_call_that_stores_nothing_is_refused(string call, string advice)
    {
        Diagnostic error = Assert.Single(await Compile(call));

        Assert.Equal("CS0619", error.Id);
        Assert.Contains(advice, error.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accounts.Save(account); accounts.Save(account, account); accounts.Save([account]);")]
    [InlineData("await accounts.SaveAsync(account); await accounts.SaveAsync([account], CancellationToken.None);")]
    [InlineData("app.Save(account, note); await app.SaveAsync(account, note);")]
    [InlineData("accounts.Save(accounts.Create(\"Ada\"));")]
    [InlineData("Guid id = (await notes.CreateAsync(\"Ada\")).Id;")]
    public async Task One_that_stores_compiles(string call) => Assert.Empty(await Compile(call));

    private static async Task<IEnumerable<Diagnostic>> Compile(string calls)
    {
        UserBuild build = await UserBuild.Run([
            $$"""
            [Aggregate]
            public partial class Account
            {
                [Event("Opened")] public partial Account(string owner);

                public string Owner { get; private set; }
            }

            [Entity]
            public partial class Note
            {
                [Event] public partial Note(string text);

                public string Text { get; private set; }
            }

            public static class Desk
            {
                public static async Task Serve(
                    EventSourcedApplication app, EventSourcedRepository<Account> accounts, EventSourcedRepository<Note> notes, Account account, Note note)
                {
                    await Task.Yield();
                    {{calls}}
                }
            }
            """]);
        return build.OfTheCompiler.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }
}
