using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>Half-written and strange sources: whatever is said about them, nothing fails, and nothing is generated that doesn't parse.</summary>
public sealed class HostileSourceTests
{
    public static TheoryData<string> Sources { get; } =
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
    ];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Nothing_fails(string source)
    {
        foreach (LanguageVersion version in (LanguageVersion[])[LanguageVersion.CSharp14, LanguageVersion.CSharp13, LanguageVersion.CSharp12])
        {
            UserBuild build = await UserBuild.Run([source], version);

            AssertNothingFailed(build);
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
