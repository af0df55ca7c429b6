using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG014 about types that the generator doesn't see or can't name.</summary>
public sealed class UnseenTypeTests
{
    private const string Account = """
        namespace Bank
        {
            [Aggregate]
            public partial class Account
            {
                [Event] public partial Account();

                [Event("Deposited")] public partial void Deposit(decimal amount);

                private partial void WhenDeposited(decimal amount) { }
            }
        }
        """;

    [Fact]
    public Task An_event_of_another_entity_is_reported() => Rule.IsReported(
        Account + """
        namespace Shop
        {
            using Bank;

            [Aggregate] public partial class Copy { [Event] public partial Copy(); [Event("Copied")] public partial void Do(string why, Account.Deposited {|ESG014:last|}); }
        }
        """,
        "'last' can't be stored in an event: Account.Deposited is an event of 'Account', whose record EsGen writes after it has read the declarations; take the values that you need as parameters, or declare a record of your own for them.");

    [Theory]
    [InlineData("[Event] public partial Copy(Account.Deposited {|ESG014:last|});")]
    [InlineData("[Event] public partial Copy(); [Event(\"Copied\")] public partial void Do(List<Account.Deposited[]> {|ESG014:last|}); private partial void WhenCopied(List<Account.Deposited[]> last) { }")]
    [InlineData("[Event] public partial Copy(); [Event] public partial Account.Deposited? {|ESG014:Last|} { get; set; }")]
    [InlineData("[Event] public partial Copy(); [Discard(\"Copied\")] public partial void Do(Account.Deposited {|ESG014:last|}); private partial void WhenCopied(Account.Deposited last) { }")]
    [InlineData("[Event] public partial Copy(); [Event] public sealed partial record Copied(Dictionary<string, Account.Deposited> {|ESG014:All|}); private partial void When(Copied e) { }")]
    [InlineData("[Event] public partial Copy(); [Event] public sealed partial record Copied { public required Account.Event {|ESG014:Any|} { get; init; } } private partial void When(Copied e) { }")]
    [InlineData("[Event] public partial Copy(); [Event(\"Copied\")] public partial void Do(Wrapper<Account.Deposited> {|ESG014:last|}); private partial void WhenCopied(Wrapper<Account.Deposited> last) { } public sealed record Wrapper<T>(T Value);")]
    public Task It_is_reported_wherever_it_is(string members) => Rule.IsOnly($$"""
        using Bank;

        {{Account}}

        [Aggregate] public partial class Copy { {{members}} }
        """);

    [Fact]
    public Task A_record_that_the_user_wrote_is_a_value_like_any_other() => Rule.IsNotReported(
        """
        [Aggregate] public partial class Account { [Event] public partial Account(); [Event] public sealed partial record Refused(decimal Amount); private partial void When(Refused e) { } }

        [Aggregate] public partial class Copy { [Event] public partial Copy(); [Event("Copied")] public partial void Do(Account.Refused last); private partial void WhenCopied(Account.Refused last) { } }
        """);

    [Theory]
    [InlineData("[Event(\"Done\")] public partial void Do(Code {|ESG014:code|});")]
    [InlineData("[Event(\"Done\")] public partial void Do(Code? {|ESG014:code|}, int x); private partial void WhenDone(Code? code, int x) { }")]
    [InlineData("[Event(\"Done\")] public partial void Do(List<Code> {|ESG014:codes|}); private partial void WhenDone(List<Code> codes) { }")]
    [InlineData("[Event(\"Done\")] public partial void Do(Line {|ESG014:line|}); private partial void WhenDone(Line line) { } public sealed record Line(Code Code);")]
    [InlineData("[Event] public sealed partial record Done(string X, Code {|ESG014:Code|}); private partial void When(Done e) { }")]
    public async Task A_type_of_another_generator_is_reported(string members)
    {
        (string source, (string Id, Microsoft.CodeAnalysis.Text.TextSpan Span)[] expected) = Rule.Parse($"[Aggregate] public partial class Thing {{ [Event] public partial Thing(); {members} }}");
        UserBuild build = await UserBuild.Run([source], generators: [new CodeGenerator()]);

        Assert.Equal(expected, build.OfTheAnalyzer.Select(static report => (report.Id, report.Location.SourceSpan)));
        Assert.Contains("is written by a source generator", Assert.Single(build.OfTheAnalyzer).GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(build.OfTheCompiler);
    }

    [Theory]
    [InlineData("using Codes;", "", "Code")]
    [InlineData("", "using Codes;", "Code")]
    [InlineData("using C = Codes.Code; // Another name.", "", "C")]
    [InlineData("using static Codes.Box;", "", "Inner")]
    public async Task A_type_of_another_generator_is_found_by_the_using_of_the_file(string file, string space, string type)
    {
        (string source, (string Id, Microsoft.CodeAnalysis.Text.TextSpan Span)[] expected) = Rule.Parse(
            $"{file}\nnamespace Shop\n{{\n{space}\n[Aggregate] public partial class Thing {{ [Event] public partial Thing(); [Event(\"Done\")] public partial void Do({type} {{|ESG014:code|}}, List<{type}> codes); }} }}");
        UserBuild build = await UserBuild.Run([source, "namespace Shop { public partial class Thing { public int Other => 1; } }"], generators: [new CodeGenerator("namespace Codes { public readonly record struct Code(string Text); public static class Box { public readonly record struct Inner(string Text); } }")]);

        Assert.Empty(build.OfTheCompiler);
        Assert.Equal(expected, build.OfTheAnalyzer.Select(static report => (report.Id, report.Location.SourceSpan)));
    }

    [Theory]
    [InlineData("MyLib::Lib.Kind {|ESG014:x|}")]
    [InlineData("List<MyLib::Lib.Part?>? {|ESG014:x|}")]
    [InlineData("Holder {|ESG014:x|}")]
    [InlineData("Wrapper<MyLib::Lib.Part> {|ESG014:x|}")]
    public async Task A_type_under_an_extern_alias_is_reported(string parameter)
    {
        (string source, (string Id, Microsoft.CodeAnalysis.Text.TextSpan Span)[] expected) = Rule.Parse(Aliased(parameter));
        UserBuild build = await UserBuild.Run([source], reference: Library("MyLib"));

        Assert.Equal(expected, build.OfTheAnalyzer.Select(static report => (report.Id, report.Location.SourceSpan)));
        Assert.Contains("by the extern alias 'MyLib' only", Assert.Single(build.OfTheAnalyzer).GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

        // With the compiler's own complaint about the other half a terminal shows none of an analyzer.
        Assert.Equal(build.OfTheAnalyzer.Select(static report => report.ToString()), build.OfTheGenerator.Select(static report => report.ToString()));
        Assert.All(build.OfTheCompiler, static error => Assert.Contains(error.Id, (string[])["CS0400", "CS0759", "CS8795"]));
    }

    [Fact]
    public async Task A_type_under_an_alias_that_global_reaches_too_is_not_reported()
    {
        UserBuild build = await UserBuild.Run([Aliased("MyLib::Lib.Part x")], reference: Library("global", "MyLib"));

        Assert.Equal("", build.ToString());
    }

    private static string Aliased(string parameter) => $$"""
        extern alias MyLib;

        [Aggregate] public partial class Thing { [Event] public partial Thing(); [Event("Done")] public partial void Do({{parameter}}); private partial void WhenDone({{parameter.Replace("{|ESG014:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal)}}) { } }

        public sealed record Holder(MyLib::Lib.Part Part);

        public sealed record Wrapper<T>(T Value);
        """;

    private static CompilationReference Library(params string[] aliases) => UserBuild
        .Compile([CSharpSyntaxTree.ParseText("namespace Lib { public enum Kind { A, B } public readonly record struct Part(int X); }", new CSharpParseOptions(LanguageVersion.CSharp14))], new CSharpParseOptions(LanguageVersion.CSharp14))
        .WithAssemblyName("Lib")
        .ToMetadataReference([.. aliases]);

    /// <summary>Another source generator, which writes a value type.</summary>
    private sealed class CodeGenerator(string code = "public readonly record struct Code(string Text);") : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) =>
            context.RegisterSourceOutput(context.CompilationProvider, (output, _) => output.AddSource("Code.g.cs", code));
    }
}
