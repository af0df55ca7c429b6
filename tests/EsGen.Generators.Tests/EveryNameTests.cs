using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>Each name that generated code uses can be the user's, too, or is refused by a rule; never by the compiler alone.</summary>
/// <remarks>Each form tries another sixth of the names; all of them if the environment variable ESGEN_LONG_TESTS is 1.</remarks>
public sealed class EveryNameTests
{
    private const string Sample = """
        namespace N
        {
            public sealed record Line(string Product, int Amount, IReadOnlyList<string> Tags);
            [Entity] public partial class Sample
            {
                [Event] public partial Sample(Guid id, string name, IReadOnlyList<int> numbers, Line line);
                public string Name { get; private set; }
                private partial void WhenCreated(string name, IReadOnlyList<int> numbers, Line line) => Name = name;
                [Event] public partial int[]? Values { get; set; }
                [Event("Renamed")] public partial void Rename(string name);
                [Event] public sealed partial record Noted(string Text, List<string> Tags);
                private partial void When(Noted e, EventContext context) => Name = e.Text;
                [Discard] public partial void End();
            }
        }
        """;

    // What every record has is in no generated text.
    private static readonly string[] s_others = ["EqualityContract", "PrintMembers", "Deconstruct", "Clone", "Equals", "GetHashCode", "ToString", "GetType", "Finalize", "op_Equality", "item", "Item", "Guard", "When"];

    private static readonly string[] s_forms =
    [
        "[Event(\"{0}\")] public partial void Do(int size); private partial void When{0}(int size) => _sum += size;",
        "[Event(\"{0}\")] public partial void Do(); private partial void When{0}() => _sum++;",
        "[Event(\"{0}\")] public partial void Do(IReadOnlyList<int> sizes); private partial void When{0}(IReadOnlyList<int> sizes) => _sum++;",
        "[Event(\"Done\")] public partial void Do(int @{0}); private partial void WhenDone(int @{0}) => _sum += @{0};",
        "[Event(\"Done\")] public partial void Do(int[] @{0}, string other); private partial void WhenDone(int[] @{0}, string other) => _sum += @{0}.Length;",
        "[Event] public partial int @{0} {{ get; set; }}",
        "[Event] public sealed partial record @{0}(int Size); private partial void When(@{0} e) => _sum += e.Size; public void Do() => Raise(new @{0}(1));",
        "[Event] public sealed partial record Done(int @{0}, string[] Other); private partial void When(Done e) => _sum++;",
        "[Event] public sealed partial record Done {{ public int @{0} {{ get; init; }} public string[] Other {{ get; init; }} = []; }} private partial void When(Done e) => _sum++;",
        "[Event(\"Done\")] public partial void Do(); private partial void WhenDone() => _sum++; private void @{0}() {{ }}",
        "[Event(\"Done\")] public partial void Do(int[] x); private partial void WhenDone(int[] x) => _sum++; private int @{0} => 1;",
        "[Event(\"Done\")] public partial void Do(@{0} x); private partial void WhenDone(@{0} x) => _sum++; public sealed record @{0}(int X, string[] Y);",
        "[Event(\"Done\")] public partial void Do(List<Holder> x); private partial void WhenDone(List<Holder> x) => _sum++; public sealed record Holder(int @{0}, string[] Y);",
        "[Event(\"Done\")] public partial void Do(Kind x); private partial void WhenDone(Kind x) => _sum++; public enum Kind {{ @{0}, Other2 }}",
    ];

    public static TheoryData<string> Forms { get; } = [.. s_forms];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_name_is_used_or_refused(string form)
    {
        const int Parts = 6;
        bool isLong = Environment.GetEnvironmentVariable("ESGEN_LONG_TESTS") == "1";
        int part = Array.IndexOf(s_forms, form) % Parts;
        string[] names = [.. GetNames().Where((_, i) => isLong || i % Parts == part)];
        CSharpCompilation compilation = Harness.Compile(
        [
            .. names.Select((name, i) => $$"""
                namespace N{{i}}
                {
                    [Entity("E{{i}}")] public partial class Thing
                    {
                        [Event("Made")] public partial Thing();
                        private int _sum;
                        {{string.Format(null, form, name)}}
                    }
                }
                """),
        ]);
        GeneratedCode generated = Harness.Run(compilation);
        HashSet<string> refused =
            [.. generated.GetReports().Where(static report => report.Severity == DiagnosticSeverity.Error).Select(static report => GetNumber(report.Location.SourceTree!))];

        // What the user's own half can't be called is the compiler's to say, as it does without EsGen.
        Diagnostic[] complaints = [.. generated.Compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Location.SourceTree is { } tree && diagnostic.Severity >= (UserCode.IsGenerated(tree) ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error))];
        refused.UnionWith(complaints.Where(static diagnostic => diagnostic.Id is "CS0102" or "CS0542" or "CS8859" or "CS8866" && !UserCode.IsGenerated(diagnostic.Location.SourceTree!)).Select(static diagnostic => GetNumber(diagnostic.Location.SourceTree!)));
        string[] problems = [.. complaints.Where(diagnostic => !refused.Contains(GetNumber(diagnostic.Location.SourceTree!))).Select(static diagnostic => GeneratedCode.Describe(diagnostic))];

        Assert.True(problems.Length == 0, $"{problems.Length} problems:\n{string.Join('\n', problems.Take(20))}\nRefused: {string.Join(", ", refused.Select(number => names[int.Parse(number, null)]))}");
    }

    /// <summary>The number of the name that a source, or what was generated for it, is about.</summary>
    private static string GetNumber(SyntaxTree tree) => Regex.Match(tree.FilePath, @"Source(\d+)\.cs|N(\d+)\.Thing").Groups.Values.Skip(1).Single(static group => group.Success).Value;

    private static IEnumerable<string> GetNames() => Harness.RunClean(Sample).Files
        .SelectMany(static file => Harness.Parse(file.Text, "Generated.cs").GetRoot().DescendantTokens())
        .Where(static token => token.IsKind(SyntaxKind.IdentifierToken) && !token.GetPreviousToken().IsKind(SyntaxKind.DotToken) && !token.GetPreviousToken().IsKind(SyntaxKind.ColonColonToken))
        .Select(static token => token.ValueText)
        .Concat(s_others)
        .Except(["Done", "Do", "Thing", "_sum", "Kind", "Holder", "var", "Other", "other", "Y"])
        .Distinct()
        .Order(StringComparer.Ordinal);
}
