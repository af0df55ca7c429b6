using Microsoft.CodeAnalysis;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>Where an entity can be declared, and how.</summary>
public sealed class DeclarationTests
{
    [Theory]
    [InlineData("public partial class Outer", "public")]
    [InlineData("internal partial class Outer", "public")]
    [InlineData("public static partial class Outer", "internal")]
    [InlineData("public partial struct Outer", "public")]
    [InlineData("public readonly ref partial struct Outer", "internal")]
    [InlineData("public partial record Outer(int X)", "public")]
    [InlineData("public partial record struct Outer(int X)", "public")]
    [InlineData("internal readonly partial record struct Outer", "public")]
    [InlineData("public partial interface Outer", "public")]
    public void An_entity_can_be_nested(string container, string accessibility) => Scenario.Run(
        $$"""
        namespace Shop;
        {{container}}
        {
            public partial class Middle
            {
                [Entity] {{accessibility}} partial class Thing
                {
                    [Event] public partial Thing(string name);
                    [Event] public partial string Name { get; set; }
                }
            }
        }
        """,
        """
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        var thing = Shop.Outer_Middle_ThingRepositoryExtensions.Create(app.Repository<Shop.Outer.Middle.Thing>(), "a");
        Assert.Equal("Thing.Created", store.Topics.Single());
        Assert.Equal("a", app.Repository<Shop.Outer.Middle.Thing>()[thing.Id].Name);
        """);

    [Theory]
    [InlineData("public", "public", "public")]
    [InlineData("internal", "public", "internal")]
    [InlineData("public", "internal", "internal")]
    [InlineData("public", "protected internal", "internal")]
    [InlineData("public", "private", null)]
    [InlineData("public", "protected", null)]
    [InlineData("public", "private protected", null)]
    public void Create_is_as_accessible_as_the_least_accessible_container(string outer, string inner, string? expected)
    {
        GeneratedCode generated = Harness.RunClean($$"""
            {{outer}} partial class Outer
            {
                {{inner}} partial class Middle
                {
                    [Entity] public partial class Thing { [Event] public partial Thing(); }
                }
            }
            """);
        Assert.Equal(expected is not null, generated.Files.Any(static file => file.HintName == "Outer+Middle+Thing.Repository.g.cs"));
        if (expected is not null)
        {
            Assert.Contains($"\n{expected} static class Outer_Middle_ThingRepositoryExtensions", generated["Repository"]);
        }
    }

    [Fact]
    public void Events_are_as_accessible_as_the_types_of_their_fields() => Harness.RunClean("""
        internal enum Hidden { A }
        public class Box<T> { public enum Kind { A } internal enum Inner { A } }
        public partial class Outer
        {
            private enum Secret { A }
            protected enum Shared { A }
            [Aggregate] private partial class Thing
            {
                private enum Own { A }
                [Event] internal partial Thing(Hidden hidden);
                [Event("B")] private partial void SetB(Own own);
                [Event("C")] private partial void SetC(Secret?[] secrets);
                [Event("D")] private partial void SetD(List<Shared> shared, Box<Own>.Kind kind, Box<int>.Inner inner);
                [Event] private partial Own State { get; set; }
                [Event] private sealed partial record E(Own Own, Secret[] Secrets);
                private partial void When(E e) { }
                private partial void WhenB(Own own) { }
                private partial void WhenC(Secret?[] secrets) { }
                private partial void WhenCreated(Hidden hidden) => State = Own.A;
                private partial void WhenD(List<Shared> shared, Box<Own>.Kind kind, Box<int>.Inner inner) { }
            }
        }
        """);

    [Theory]
    [InlineData("public partial class Outer<T> { [Entity] public partial class Thing { [Event] public partial Thing(T x); } }")]
    [InlineData("public partial interface IOuter<T> where T : class { [Entity] public partial class Thing { [Event] public partial Thing(int x); } }")]
    [InlineData("[Entity] public partial class Thing<T> where T : struct { [Event] public partial Thing(int x); [Event] public partial int X { get; private set; } }")]
    [InlineData("[Entity] public static partial class Thing { [Event(\"A\")] public static partial void A(); }")]
    [InlineData("[Entity] public abstract partial class Thing { [Event] public partial Thing(); }")]
    [InlineData("[Entity] public partial record Thing { [Event] public partial Thing(int x); }")]
    [InlineData("[Entity] public partial struct Thing { [Event] public partial Thing(int x); }")]
    [InlineData("[Entity] public partial class Thing(int x) { [Event(\"A\")] public partial void A(int y); public int X => x; }")]
    public void A_kind_of_type_that_can_t_be_an_entity_is_our_error_and_none_of_the_compiler_s(string source)
    {
        GeneratedCode generated = Harness.Run(Harness.Compile(source));
        Assert.Empty(generated.GetCompilerErrors());
        Assert.Equal(["ESG003"], generated.GetAnalyzerDiagnostics(new EntityDeclarationAnalyzer()).Select(static d => d.Id));
    }

    [Fact]
    public void An_entity_can_be_in_the_file_of_the_program() => Harness.RunClean(
        new CompilerSettings { Output = OutputKind.ConsoleApplication },
        """
        using EventSourcedApplication app = new((IActiveRecordStrategy)null!);
        Thing thing = app.Repository<Thing>().Create("a");
        Console.WriteLine(thing.Name);

        [Entity] public partial class Thing
        {
            [Event] public partial Thing(string name);
            [Event] public partial string Name { get; set; }
        }

        [Aggregate] partial class Hidden
        {
            [Event] public partial Hidden();
        }
        """);

    [Fact]
    public void The_attribute_on_two_declarations_is_the_compiler_s_error_and_generates_once()
    {
        GeneratedCode generated = Harness.Run(Harness.Compile(
            "[Entity] public partial class Thing { [Event] public partial Thing(int x); [Event] public partial int X { get; set; } }",
            "[Entity] public partial class Thing { }"));
        Assert.Contains("CS0579", Assert.Single(generated.GetCompilerErrors()));
        Assert.Equal(7, generated.Result.GeneratedSources.Length);
    }

    [Fact]
    public void Both_attributes_generate_once()
    {
        GeneratedCode generated = Harness.Run(Harness.Compile(
            "[Aggregate] public partial class Thing { [Event] public partial Thing(int x); [Event] public partial int X { get; set; } }",
            "[Entity] public partial class Thing { }"));
        Assert.Empty(generated.GetCompilerErrors());
        Assert.Equal(7, generated.Result.GeneratedSources.Length);
        Assert.Equal(["ESG004"], generated.GetAnalyzerDiagnostics(new EntityDeclarationAnalyzer()).Select(static d => d.Id));
    }

    [Fact]
    public void A_qualified_or_aliased_attribute_counts() => Scenario.Run(
        """
        using Ev = global::EsGen.EventAttribute;
        [global::EsGen.EntityAttribute()] public partial class Thing
        {
            [Ev(null), System.Diagnostics.DebuggerStepThrough] public partial Thing(int x);
            [EsGen.EventAttribute(name: null)] public partial int X { get; set; }
            [method: EsGen.Event("Moved")] public partial void Move(int x);
        }
        """,
        "Assert.Equal(3, new Thing(3).X);");

    [Theory]
    [InlineData("[Obsolete]")]
    [InlineData("[Obsolete(\"Use the \\\"new\\\" one.\")]")]
    [InlineData("[Obsolete(\"Gone.\", true)]")]
    [InlineData("[Obsolete(\"Gone.\", error: true, DiagnosticId = \"SHOP1\", UrlFormat = \"x\")]")]
    public void Obsolete_events_stay_readable_without_a_warning(string obsolete) => Scenario.Run(
        $$"""
        [Entity] public partial class Thing
        {
            [Event] public partial Thing(int x);
            public int X { get; private set; }
            [Event("Old")] {{obsolete}} public partial void SetOld(int x);
            {{obsolete}} partial void GuardOld(int x) { }
            {{obsolete}} private partial void WhenOld(int x) => X = x;
            [Event("Older")] {{obsolete}} public partial void SetOlder(int x);
            [Event] {{obsolete}} public partial string? Name { get; set; }
            {{obsolete}} [Event("Copied")] public partial Thing(string? name);
            {{obsolete}} [Event] public sealed partial record Own(int[] X, string? Why = null);
            {{obsolete}} private partial void When(Own e) => X = e.X[0];
            {{obsolete}} partial void Guard(Own e) { }
        }
        """,
        """
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        Guid id = Guid.NewGuid();
        store.Append(
            Item(id, 0, "Thing.Created", "{\"x\":1}"), Item(id, 1, "Thing.Old", "{\"x\":2}"), Item(id, 2, "Thing.NameChanged", "{\"name\":\"a\"}"),
            Item(id, 3, "Thing.Older", "{\"x\":3}"), Item(id, 4, "Thing.Own", "{\"x\":[4]}"));
        Assert.Equal(4, app.Repository<Thing>()[id].X);
        Assert.Equal(5, app.EventStore.GetEvents<Thing.Event>(id).Count);
        """);

    [Fact]
    public void Documentation_is_carried_over_to_the_events() => Assert.Contains(
        """
            /// <summary>
            /// Moves <see cref="T:Thing" /> by <paramref name="Distance" />:
            /// <code>
            /// if (far)
            ///     thing.Move(1);
            /// </code>
            /// </summary>
            /// <param name="Distance">How &lt;far&gt;.</param>
            /// <remarks>Only once.</remarks>
        """,
        Harness.RunClean("""
            /// <summary>A thing.</summary>
            [Entity] public partial class Thing
            {
                /// <inheritdoc cref="Thing"/>
                [Event] public partial Thing(Guid id);

                /// <summary>
                /// Moves <see cref="Thing"/> by <paramref name="distance"/>:
                /// <code>
                /// if (far)
                ///     thing.Move(1);
                /// </code>
                /// </summary>
                /// <param name="distance">How &lt;far&gt;.</param>
                /// <remarks>Only once.</remarks>
                /// <exception cref="ArgumentException">Never.</exception>
                [Event("Moved")] public partial void Move(int distance);

                private partial void WhenMoved(int distance) { }

                /** <summary>Another comment.</summary> */
                [Event("Stopped")] public partial void Stop();

                private partial void WhenStopped() { }

                /// <inheritdoc/>
                [Event] public partial int Size { get; set; }
            }
            """)["Events"]);

    [Theory]
    [InlineData("/// <summary>Not closed.")]
    [InlineData("/// <summary>a & b</summary>")]
    [InlineData("/// <summary><see cref=\"Nowhere\"/> <see cref=\"M:x\"/> <see cref=\"Foo{\"/></summary>")]
    [InlineData("/// <summary/><param name=\"nobody\">?</param><param>?</param>")]
    [InlineData("/// <include file='nowhere.xml' path='x'/>")]
    [InlineData("/// </summary>")]
    public void Malformed_documentation_is_no_problem_of_generated_code(string documentation)
    {
        GeneratedCode generated = Harness.Run(Harness.Compile($$"""
            [Entity] public partial class Thing
            {
                {{documentation}}
                [Event] public partial Thing(int size);

                {{documentation}}
                [Event] public partial int Size { get; set; }
            }
            """));
        Assert.DoesNotContain(generated.GetProblems(), static problem => problem.Contains(".g.cs"));
    }

    [Fact]
    public void Nothing_is_generated_without_our_attributes() => Assert.Empty(Harness.RunClean("""
        public sealed class EntityAttribute : Attribute;
        [EntityAttribute] public partial class Thing { [Obsolete] public void Old() { } }
        """).Files);
}
