using System.Globalization;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Xunit;
using static EsGen.Analyzers.Tests.LockedAccount;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG030, ESG031, ESG039 and ESG090–ESG092: the names of policies and read models against what the lock has.</summary>
public sealed class HandlerLockTests
{
    private const string Handlers = """

        [Policy("thanking")] public partial class Thanking(EventSourcedRepository<Account> accounts)
        {
            private Account On(Account.Deposited e, EventContext context) => accounts.Get(context.Id);
        }

        [ReadModel] public partial class AccountLine
        {
            public decimal Balance { get; private set; }
            private void On(Account.Opened e) => Balance = 0m;
            private void On(Account.Deposited e) => Balance += e.Amount;
        }
        """;

    private const string Names = "\npolicy thanking\nreadmodel AccountLine";

    private const string Once = "it is first started, so that no renaming lets it begin anew: by the light bulb, or dotnet format analyzers --diagnostics ESG030";

    [Fact]
    public Task What_is_as_locked_is_not_reported() => AreReported(Account + Handlers, LockedAccount.Lock + Names + "\npolicy old retired");

    [Fact]
    public Task What_an_older_lock_doesn_t_have_is_reported_as_new() => AreReported(
        Account + Mark(Mark(Handlers, "ESG030", "Thanking"), "ESG030", "AccountLine"),
        LockedAccount.Lock,
        $"The policy 'thanking' is not in events.lock; add it before {Once}",
        $"The read model 'AccountLine' is not in events.lock; add it before {Once}");

    [Fact]
    public Task Another_name_is_an_error_where_one_is_gone() => AreReported(
        Account + Mark(Mark(Handlers, "ESG090", "Thanking"), "ESG090", "AccountLine"),
        LockedAccount.Lock + "\npolicy greeting\npolicy waving\npolicy old retired\nreadmodel lines",
        "'Thanking' may be what the policy 'greeting' or 'waving' of events.lock is called now; add that to FormerNames, or write 'retired' behind it there",
        "'AccountLine' may be what the read model 'lines' of events.lock is called now; add that to FormerNames, or take its line out there");

    [Fact]
    public Task A_renaming_that_is_said_only_needs_the_lock_updated() => AreReported(
        Account + Mark(Mark(Handlers.Replace("\"thanking\"", "\"thanking\", FormerNames = [\"greeting\"]").Replace("[ReadModel]", "[ReadModel(FormerNames = [\"lines\"])]"), "ESG031", "Thanking"), "ESG031", "AccountLine"),
        LockedAccount.Lock + "\npolicy greeting\nreadmodel lines",
        "'Thanking' is not as in events.lock: it was called 'greeting'. What is stored can still be read; update the lock",
        "'AccountLine' is not as in events.lock: it was called 'lines'. What is stored can still be read; update the lock");

    [Theory]
    [InlineData("", "'Thanking' may be stored under 'a' and 'b'; add that to FormerNames")]
    [InlineData("a", "'Thanking' may be stored under 'b'; add that to FormerNames")]
    [InlineData("b, a", "'Thanking' was first called 'a', which the ids of NewId come from; let FormerNames begin with it")]
    public Task A_former_name_that_is_lost_or_not_the_first_any_more_is_an_error(string names, string message) => AreReported(
        Account + Mark(Handlers.Replace("\"thanking\"", $"\"thanking\", FormerNames = [{string.Join(", ", names.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(static name => $"\"{name}\""))}]"), "ESG090", "Thanking"),
        LockedAccount.Lock + "\npolicy thanking\n former a\n former b\nreadmodel AccountLine",
        message);

    [Theory]
    [InlineData("", "\npolicy thanking retired", "the name of a retired policy in events.lock, whose position is still stored; choose another name, or, if it is the same one again, take 'retired' away there")]
    [InlineData(", FormerNames = [\"old\"]", "\npolicy old retired", "the name of a retired policy in events.lock, whose position is still stored; take 'old' out of FormerNames, or, if it is the same one again, take 'retired' away there")]
    [InlineData("", "\npolicy other retired\n former thanking", "the name 'thanking', which is a former name of 'other' in events.lock; choose another one")]
    [InlineData(", FormerNames = [\"old\"]", "\npolicy thanking\npolicy old", "the former name 'old', which is a policy of its own in events.lock; take it out of FormerNames, or take the line of 'thanking' out there if it never ran under that name")]
    public Task The_name_of_another_is_an_error(string more, string locked, string text) => AreReported(
        Account + Mark(Handlers.Replace("\"thanking\"", $"\"thanking\"{more}", StringComparison.Ordinal), "ESG092", "Thanking"),
        LockedAccount.Lock + locked + "\nreadmodel AccountLine",
        $"'Thanking' has {text}");

    [Fact]
    public async Task One_that_is_gone_is_an_error_in_the_lock()
    {
        UserBuild build = await UserBuild.Run([Account + Handlers], additionalFiles: TestLock.Of(LockedAccount.Lock + Names + "\npolicy \"sending mails\"\nreadmodel lines"));

        Assert.Equal(
            [
                "policy \"sending mails\": No class is the policy 'sending mails' any more; name it in the FormerNames of the class that it has become, or retire it: policy \"sending mails\" retired",
                "readmodel lines: No class is the read model 'lines' any more; name it in the FormerNames of the class that it has become, or take its line out",
            ],
            build.OfTheAnalyzer.Select(static diagnostic => $"{GetText(diagnostic)}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}"));
        Assert.All(build.OfTheAnalyzer, static diagnostic => Assert.Equal(DiagnosticDescriptors.HandlerGoneId, diagnostic.Id));

        static string GetText(Diagnostic diagnostic) => TestLock.Print(LockedAccount.Lock + Names + "\npolicy \"sending mails\"\nreadmodel lines").Split('\n')[diagnostic.Location.GetLineSpan().StartLinePosition.Line];
    }

    [Fact]
    public async Task A_build_that_requires_the_lock_doesn_t_pass_a_new_one()
    {
        UserBuild build = await UserBuild.Run([Account + Handlers], requireLock: "true", additionalFiles: TestLock.Of(LockedAccount.Lock));

        Assert.Equal(["ESG030", "ESG030"], build.OfTheAnalyzer.Select(static diagnostic => diagnostic.Id));
        Assert.All(build.OfTheAnalyzer, static diagnostic => Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity));
    }

    [Fact]
    public async Task Nothing_is_compared_with_a_lock_that_can_t_be_read()
    {
        UserBuild build = await UserBuild.Run([Account + Handlers], additionalFiles: new TextFile(TestLock.Path, TestLock.Print(LockedAccount.Lock) + "policy\n"));
        Assert.Equal("ESG036", Assert.Single(build.OfTheAnalyzer).Id);
    }

    [Fact]
    public Task Two_with_one_name_are_for_their_own_rules() => Reports(
        Account + Handlers + Handlers.Replace("class Thanking", "class Second").Replace("[ReadModel]", "[ReadModel(\"AccountLine\")]").Replace("class AccountLine", "class SecondLine"),
        LockedAccount.Lock + Names,
        "ESG066",
        "ESG084");

    [Fact]
    public Task A_former_name_of_a_read_model_is_none_of_another() => Reports(
        Account + Handlers + Handlers.Replace("\"thanking\"", "\"second\"").Replace("class Thanking", "class Second").Replace("[ReadModel]", "[ReadModel(FormerNames = [\"AccountLine\"])]").Replace("class AccountLine", "class Z"),
        LockedAccount.Lock + Names + "\npolicy second\nreadmodel Z\n former AccountLine",
        "ESG066",
        "ESG092",
        "ESG092");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_project_with_policies_alone_is_asked_for_a_lock(bool hasPolicy)
    {
        CompilationReference domain = (await UserBuild.Run([Account])).Compilation.WithAssemblyName("Domain").ToMetadataReference();
        UserBuild build = await UserBuild.Run([hasPolicy ? Handlers : Handlers[Handlers.IndexOf("[ReadModel]", StringComparison.Ordinal)..]], requireLock: "", reference: domain);

        Assert.Equal(
            hasPolicy ? ["The project of 'Thanking' has no events.lock, so that a policy by another name can begin anew, and repeat what it did, without anybody noticing; create an empty file of this name beside the project file, and fill it by dotnet format analyzers --diagnostics ESG030"] : [],
            build.OfTheAnalyzer.Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)));
    }

    private static string Mark(string source, string id, string name) => source.Replace($"class {name}", $"class {{|{id}:{name}|}}", StringComparison.Ordinal);

    private static async Task Reports(string source, string text, params string[] ids)
    {
        UserBuild build = await UserBuild.Run([source], additionalFiles: TestLock.Of(text));
        Assert.Equal(ids, build.OfTheAnalyzer.Select(static diagnostic => diagnostic.Id).Order(StringComparer.Ordinal));
    }
}
