using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>Whatever is in the files, neither the generator nor an analyzer throws: people type half of the time.</summary>
public sealed class RobustnessTests
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
    [
        .. typeof(EntityGenerator).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .OrderBy(static type => type.FullName, StringComparer.Ordinal)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    public static TheoryData<string> Misuses { get; } =
    [
        "[Entity] public class NotPartial { [Event] public partial NotPartial(int x); [Event] public partial int X { get; set; } }",
        "public class Outer { [Entity] public partial class Inner { [Event] public partial Inner(); } }",
        "[Entity] public partial class Generic<T> { [Event] public partial Generic(T x); [Event(\"A\")] public partial void A<U>(U u) where U : T; }",
        "[Entity] public static partial class Static { [Event(\"A\")] public static partial void A(); }",
        "[Entity] public abstract partial class Abstract { [Event] protected partial Abstract(); }",
        "[Entity] file partial class Local { [Event] public partial Local(); }",
        "[Entity] public partial record Record(int X) { [Event(\"A\")] public partial void A(); }",
        "[Aggregate] public partial record struct RecordStruct { [Event(\"A\")] public partial void A(); }",
        "[Aggregate] public partial struct Struct { [Event] public partial Struct(int x); [Event] public partial int X { get; set; } }",
        "[Entity] public partial interface IFace { [Event(\"A\")] void A(); [Event] int X { get; set; } }",
        "[Entity] public enum Enum { [Event] A }",
        "[Entity] public delegate void Delegate([Event] int x);",
        "public class Base(int x); [Entity] public partial class Derived : Base { [Event] public partial Derived(); }",
        "[Entity] public partial class Missing : Nowhere<int>, INowhere { [Event] public partial Missing(Nothing x, List<Nothing> y, Nothing[] z); [Event] public partial Nothing X { get; set; } }",
        "[Entity] public partial class Primary(int x) { [Event] public partial Primary(string y); }",
        "[Entity] public partial class Required { [Event] public partial Required(); public required int X { get; set; } }",
        "[Entity] public partial class Empty;",
        "[Entity] public partial class NoPartialMembers { [Event] public NoPartialMembers() { } [Event] public int X { get; set; } [Event(\"A\")] public void A() { } [Event] public record R(int X); [Discard] public void D() { } }",
        "[Entity] public partial class Bodies { [Event] public partial Bodies() { } [Event] public partial int X { get => 1; set { } } [Event(\"A\")] public partial void A() { } [Discard] public partial void D() => A(); }",
        "[Entity] public partial class Odd { [Event] public partial int this[int i] { get; set; } [Event] public static partial int S { get; set; } [Event] public partial int G { get; } [Event] public partial int I { get; init; } [Event] public partial int N { get; set; } = 1; [Event] public partial ref int R { get; } [Event] public partial int P { set; } }",
        "[Entity] public partial class Signatures { [Event(\"A\")] public partial int A(); [Event(\"B\")] public static partial void B(); [Event(\"C\")] public partial void C(ref int x, out int y, in int z, ref readonly int w, params int[] v); [Event(\"D\")] public async partial void D(); [Event(\"E\")] public partial Task E(); [Event(\"F\")] public partial ref readonly int F(); }",
        "[Entity] public unsafe partial class Types { [Event] public partial Types(int* a, delegate*<int> b, Span<int> c, object d, dynamic e, Action f, Task g, System.IO.Stream h, int[,] i, int[][] j, List<List<int>> k, IEnumerable<int> l, Types m, (int, string) n, nint o, Types[] p, ImmutableArray<ImmutableArray<int>>? q, TypedReference r, List<int?[]?>? s); }",
        "[Entity] public partial class Names { [Event] public partial Names(); [Event] public partial Names(int x); [Event(\"A\")] public partial void A1(); [Event(\"A\")] public partial void A2(); [Event(\"Not an identifier\")] public partial void B(); [Event(\"\")] public partial void C(); [Event(null)] public partial void D(); [Event] public partial void E(); [Event] public partial void _(); [Event(\"X\", Version = -1)] public partial void F(); [Event(\"Y\", FormerNames = null)] public partial void G(); [Event(\"Z\", FormerNames = [null, \"A\"])] public partial void H(); [Event(\"V\", Version = \"x\")] public partial void I(); }",
        "[Entity(\"\")] public partial class NoName { [Event] public partial NoName(); } [Entity(null, FormerNames = new[] { 1 })] public partial class NullName { [Event] public partial NullName(); } [Entity(1, 2, 3)] public partial class TooMany { [Event] public partial TooMany(); }",
        "[Entity, Aggregate] public partial class Both { [Event, Discard] public partial void A(); [Discard] public partial void B(); [Discard(\"C\")] public partial void C(); }",
        "[Entity] public partial class Taken { public int Id; public void Raise() { } class Event; int Version => 1; static void Mutate() { } int _recorder; [Event] public partial Taken(); [Event(\"A\")] public partial void A(); [Event(\"Id\")] public partial void B(); int IsFaulted, PendingEvents; event Action Replay; }",
        "[Entity] public partial class Fields { [Event] public partial Fields(int x, int X, int equals, int Created, int toString, int equalityContract, string getHashCode); [Event] public partial record R(int x, int X, int R); }",
        "[Entity] public partial class Hooks { [Event] public partial Hooks(); partial void WhenCreate() { } void WhenCreated() { } partial void Guard() { } partial void When() { } partial void When(int x) { } partial int WhenX<T>(ref T x) where T : class => 1; static partial void GuardCreated(params int[] x) { } private partial void WhenY(Nothing x) { } async partial void GuardZ() { } partial void GuardQ(); partial void GuardQ() { } }",
        "[Entity] public partial class Records { [Event] public partial record Generic<T>(T X); [Event] public abstract partial record Abstract(int X); [Event] public partial record struct Struct(int X); [Event] public partial class Class; [Event] public partial record Based(int X) : Other(X); public record Other(int X); [Event] public partial record NotCopied { NotCopied(NotCopied x) { } } [Event] partial record Self(Self X); [Event] partial record Nested(int X) { [Event] public partial record Deep(int Y); } }",
        "public partial class Stray { [Event] public partial Stray(); [Event(\"A\")] public partial void A(); [Event] public partial int X { get; set; } [Discard] public partial void D(); [Event] public partial record R; [Event] public partial int this[int i] { get; set; } [Event] public event Action E; [Event] int f; [Event] ~Stray() { } [Event] public static Stray operator +(Stray a, Stray b) => a; }",
        "public partial interface IStray { [Event(\"A\")] void A(); [Event] partial int X { get; set; } } public partial struct StrayStruct { [Event(\"A\")] public partial void A(); } [Event(\"A\")] partial void Top();",
        "[Entity] public partial class Overrides { [Event] public partial Overrides(); [Event(\"A\")] public override partial string ToString(); [Event] public virtual partial int X { get; private protected set; } [Event(\"B\")] public new partial void GetHashCode(); [Event(\"C\")] extern partial void C(); [Event(\"D\")] partial void D(int x = nowhere, int y = \"x\", Guid z = 1, object w = null); partial void IDisposable.Dispose(); }",
        "[Entity] public partial class Implemented { [Event] public partial Implemented(); public partial Implemented() { } [Event(\"A\")] public partial void A(); public partial void A() { } [Event] public partial int X { get; set; } public partial int X { get => 1; set { } } }",
        "[Entity] public partial class Twice { [Event] public partial Twice(int x); [Event] public partial Twice(int x); [Event(\"A\")] public partial void A(); [Event(\"A\")] public partial void A(); [Event] public partial int X { get; set; } [Event] public partial string X { get; set; } }",
        "[assembly: Entity] [module: Event] [return: Event] [Entity",
        "[Event] public class [Entity] partial class { [Event] partial ( ; [Event(\"",
        "namespace { [Entity] partial class X { [Event] public partial X(int , string",
        "[Entity] partial class X { [Event] public partial X(int x) [Event] public partial int { get; set; [Event(\"A\")] public partial void (int); [Event(\"B\")] public partial void B(this int x, int, int y = ); }",
        "/*",
        "#if X\n[Entity] partial class",
    ];

    [Theory]
    [MemberData(nameof(Misuses))]
    public void Misuse_makes_nothing_throw(string source) => AssertNothingThrows(source);

    [Theory]
    [MemberData(nameof(Misuses))]
    public void Misuse_in_an_older_language_makes_nothing_throw(string source) => AssertNothingThrows(source, new CompilerSettings { Language = LanguageVersion.CSharp9, Nullable = NullableContextOptions.Disable });

    [Theory]
    [InlineData(nameof(Samples.Example), 1)]
    [InlineData(nameof(Samples.Example), 2)]
    [InlineData(nameof(Samples.Account), 3)]
    [InlineData(nameof(Samples.Account), 4)]
    [InlineData(nameof(Samples.Order), 5)]
    public void A_sample_without_some_of_its_tokens_makes_nothing_throw(string sample, int seed)
    {
        string source = sample switch { nameof(Samples.Example) => Samples.Example, nameof(Samples.Account) => Samples.Account, _ => Samples.Order };
        SyntaxToken[] tokens = [.. CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens()];
        Random random = new(seed);
        for (int i = 0; i < 200; i++)
        {
            // Mostly a single token, as someone who is just typing leaves it.
            int[] deleted = [.. Enumerable.Range(0, i % 4 == 0 ? random.Next(2, 6) : 1).Select(_ => random.Next(tokens.Length)).Distinct().OrderDescending()];
            string text = source;
            foreach (int token in deleted)
            {
                text = text.Remove(tokens[token].SpanStart, tokens[token].Span.Length);
            }

            AssertNothingThrows(text, analyzes: i % 20 == 0);
        }
    }

    private static void AssertNothingThrows(string source, CompilerSettings? settings = null, bool analyzes = true)
    {
        CSharpCompilation compilation = Harness.Compile(settings ?? new CompilerSettings(), source);
        try
        {
            GeneratedCode generated = Harness.Run(compilation, settings);
            if (analyzes)
            {
                Assert.DoesNotContain(generated.GetAnalyzerDiagnostics([.. s_analyzers]), static d => d.Id == "AD0001");
            }
        }
        catch (Exception e)
        {
            Assert.Fail($"{e.Message}\n{e.StackTrace}\nin\n{source}");
        }
    }
}
