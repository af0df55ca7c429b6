using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>Half-written and strange sources: whatever is said about them, nothing fails, and nothing is generated that doesn't parse.</summary>
public sealed class HostileSourceTests
{
    public static string[] Texts { get; } =
    [
        // Attributes with errors of their own.
        "[Entity(42)] public partial class A { [Event(42)] public partial A(int x); [Event(Nope = 3)] public partial void B(); }",
        "[Entity(null)] public partial class A { [Event(null!)] public partial A(); [Event(typeof(A))] public partial void B(); }",
        "[Entity(\"\")] public partial class A { [Event(\"\")] public partial A(); [Discard(\"\\n\")] public partial void B(); }",
        "[Entity(FormerNames = null!)] public partial class A { [Event(FormerNames = [null!, \"\"], Version = -1)] public partial A(); [Event(\"B\", Version = \"1\")] public partial void C(); }",
        "[Entity(name: \"A\", FormerNames = new string[] { nameof(A) })] public partial class A { [Event(name: \"B\", Version = int.MaxValue)] public partial A(); }",
        "[Entity, Entity] public partial class A { [Event, Event(\"B\")] public partial A(); [Event, Discard, Discard] public partial void C(); }",
        "[Entity] public partial class A { [Event] public partial A(); } [Entity] public partial class A { }",
        "[Event] [Discard] public class A { [Entity] public void B() { } [Aggregate] public int C { get; set; } }",
        "[Entity] public enum A { B } [Aggregate] public interface I { [Event] int P { get; set; } [Event(\"X\")] void M(); } [Entity] public delegate void D();",

        // Attributes on anything.
        "[Entity] public partial class A { [Event] public partial A(); [Event] public event Action? B; [Event] private int c; [Event] const int D = 1; [method: Event(\"E\")] public event Action? F; [field: Event] public int G { get; set; } }",
        "[Entity] public partial class A { [Event] public partial A(); [Event] public partial event Action B; [Event] public extern int C(); [Event] public abstract partial int D { get; set; } [Event(\"E\")] extern partial void F(); }",
        "[Entity] public partial class A { [Event] static A() { } [Event] public A([Event] int x) { } [return: Event] public int B<[Event] T>() => 0; [Event] ~A() { } }",
        "[method: Event] [Entity] public partial class A(int x) { [Event] public static A operator +(A a, A b) => a; [Event] int IComparable.CompareTo(object? o) => 0; }",
        "public static class A { extension(string s) { [Event(\"B\")] public void C() { } [Event] public int D { get => 0; set { } } } }",
        "public partial struct A { [Event] public partial A(int x); [Event] public partial int B { get; set; } } public partial interface C { [Event(\"D\")] partial void E(); }",
        "[assembly: Event] [module: Entity] namespace N { }",
        "[Entity] public ref partial struct A { [Event] public partial A(int x); } [Entity] public readonly partial record struct B { [Event] public partial B(int x); }",

        // Both halves, and neither.
        "[Entity] public partial class A { [Event] public partial A(); public partial A() { } [Event(\"B\")] public partial void C(); public partial void C() { } [Event] public partial int D { get; set; } public partial int D { get => 0; set { } } }",
        "[Entity] public partial class A { public partial A(); [Event] public partial A() { } public partial int D { get; set; } [Event] public partial int D { get => 0; set { } } }",
        "[Entity] public partial class A { [Event] public A(); [Event(\"B\")] public void C(); [Event] public int D; [Event] public partial int E => 0; [Event] int F { } }",
        "[Entity] public partial class A { [Event] public partial A(); private partial void WhenCreated(); private partial void WhenCreated() { } partial void GuardCreated(); partial void GuardCreated() { } partial void GuardNothing(); }",

        // Unfinished.
        "[Entity] public partial class",
        "[Entity] public partial class A",
        "[Entity] public partial class A {",
        "[Entity] public partial class { [Event] public partial (int x); }",
        "[Entity] public partial class A { [Event] public partial A( ; [Event(\"B\")] public partial void ; [Event] public partial int { get; set; } [Event",
        "[Entity] public partial class A { [Event] public partial A(int); [Event(\"B\")] public partial void C(int x, ); [Event(\"D\")] public partial void (int y); [Event] public partial record; }",
        "[Entity] public partial class A { [Event] public partial A(int x, int x); [Event(\"B\")] public partial void C(Nope n, List<> l, int[,][] a, void v, var w, (int, string) t); }",
        "[Entity] public partial class A { [Event] public partial A(); [Event(\"B\")] public partial void C(int x); private partial void When(); private partial void WhenB(int x private partial void Guard",
        "[Entity public partial class A { [Event] public partial A(); }",
        "namespace N. { [Entity] public partial class A { [Event] public partial A(); } }",
        "[Entity] public partial class A<> { [Event] public partial A(); [Event] public partial record B<>(int X); }",
        "[Entity] public partial class A : Nope { [Event] public partial A(); [Event] public partial record B : Nope2; [Event] public partial record C(int X) : Event, IDisposable; }",

        // Names.
        "[Entity] public partial class @class { [Event(\"event\")] public partial @class(string @string, int @int); [Event(\"@int\")] public partial void @void(); [Event] public partial int @new { get; set; } }",
        "namespace @namespace.@event; [Entity] public partial class Event { [Event] public partial Event(); }",
        "[Entity] public partial class A { [Event] public partial A(); [Event(\"A\")] public partial void B(); [Event(\"Codec\")] public partial void C(); private int _recorder; public class Mutator; public int Codec; }",
        "namespace System { [EsGen.Entity] public partial class Guid { [EsGen.Event] public partial Guid(string id); } } namespace EsGen.EsGen { [Entity] public partial class A { [Event] public partial A(); } }",
        "public partial class A { [Entity] public partial class A1 { [Event] public partial A1(A1 a); [Entity] public partial class A2 { [Event] public partial A2(); [Event] public partial record A3(A2 A); } } } [Entity] public partial class a { [Event] public partial a(); }",
        "namespace EsGen { [System.AttributeUsage(System.AttributeTargets.All)] public sealed class EntityAttribute : System.Attribute; } [EsGen.Entity] public partial class A { [Event] public partial A(); }",

        // Many mistakes at once.
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

    public static TheoryData<string> Sources { get; } = [.. Texts];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Nothing_fails(string source)
    {
        foreach (LanguageVersion version in (LanguageVersion[])[TestedLanguage.Version, LanguageVersion.CSharp12, LanguageVersion.CSharp9])
        {
            UserBuild build = await UserBuild.Run([source], version);

            AssertNothingFailed(build);
            if (version == TestedLanguage.Version)
            {
                Assert.Empty(StubTests.GetUnexplained(build));
            }
        }
    }

    [Fact]
    public async Task An_entity_in_a_file_with_top_level_statements_is_an_entity()
    {
        UserBuild build = await UserBuild.Run(
            ["Console.WriteLine(new Order(1).Number); [Entity] public partial class Order { [Event] public partial Order(int number); public int Number { get; private set; } }"],
            output: OutputKind.ConsoleApplication);

        Assert.Empty(build.OfTheCompiler.Concat(build.OfTheAnalyzer));
    }

    [Fact]
    public async Task An_entity_over_several_files_is_reported_in_each()
    {
        UserBuild build = await UserBuild.Run(
        [
            "[Entity] public partial class Order { [Event] public partial Order(int number); public int Number { get; private set; } }",
            "public partial class Order { [Event] public partial void Ship(); private partial void WhenShipped() { } }",
            "partial class Order { private void WhenCreated(int number) => Number = number; [Event(\"Created\")] public partial void Create(); }",
        ]);

        Assert.Equal(
            [("/project/File1.cs", "ESG008"), ("/project/File2.cs", "ESG019"), ("/project/File2.cs", "ESG009")],
            build.OfTheAnalyzer.Select(static diagnostic => (diagnostic.Location.SourceTree!.FilePath, diagnostic.Id)));
        Assert.Empty(build.OfTheCompiler);
    }

    [Fact]
    public async Task A_compilation_without_the_attributes_is_left_alone()
    {
        UserBuild build = await UserBuild.Run(["public class EntityAttribute : System.Attribute; namespace N { [Entity] public class A; }"]);

        Assert.Empty(build.OfTheAnalyzer);
        Assert.DoesNotContain(build.Compilation.SyntaxTrees, static tree => tree.FilePath.Contains("EsGen.Generators", StringComparison.Ordinal));
    }

    /// <summary>Each prefix of a source, as a user types it.</summary>
    [Fact]
    public async Task Typing_an_entity_fails_nowhere()
    {
        const string source = "public partial class O { [Aggregate(\"N\")] public partial class A { [Event(\"B\", Version = 2)] public partial A(string name = \"x\", int? n = 1); "
            + "private partial void WhenB(string name, int? n, EventContext c) => Name = name; [Event] public partial string Name { get; private set; } "
            + "[Event] public sealed partial record R(int X) { public string? Y { get; init; } = \"\"; } private partial void When(R r) { } [Discard] public partial void End(); } }";
        for (int length = 0; length <= source.Length; length += 5)
        {
            AssertNothingFailed(await UserBuild.Run([source[..length]]));
        }
    }

    private static void AssertNothingFailed(UserBuild build)
    {
        Assert.DoesNotContain(build.OfTheCompiler, static diagnostic => diagnostic.Id is "CS8785" or "CS8784");
        Assert.All(build.OfTheAnalyzer, static diagnostic => Assert.StartsWith("ESG", diagnostic.Id, StringComparison.Ordinal));
        Assert.All(build.OfTheAnalyzer, static diagnostic => Assert.True(diagnostic.Location.IsInSource));
        if (!build.Compilation.SyntaxTrees.Where(static tree => tree.FilePath.StartsWith("/project", StringComparison.Ordinal)).Any(static tree => tree.GetDiagnostics().Any()))
        {
            Assert.DoesNotContain(build.Compilation.GetParseDiagnostics(), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        }
    }
}
