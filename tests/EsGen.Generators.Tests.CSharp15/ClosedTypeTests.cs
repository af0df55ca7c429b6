using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>Closed classes in events, whose kinds need no attributes, and the base of an entity's events, which is one.</summary>
public sealed class ClosedTypeTests
{
    private const string Types = """
        using System.Text.Json.Serialization;

        public closed record Shape;
        public record Circle(double Radius) : Shape;
        public closed record Polygon(int Corners) : Shape;
        public sealed record Triangle(double Side) : Polygon(3);
        public sealed record Square(double Side) : Polygon(4);
        public closed class Place;
        public sealed class Street(string name) : Place { public string Name { get; } = name; }
        public sealed class Box(int number) : Place { public int Number { get; } = number; }
        public closed record Result<T>;
        public sealed record Good<T>(T Value) : Result<T>;
        public sealed record Bad<T>(string Reason) : Result<T>;
        public sealed record Zero : Result<int>;

        [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
        [JsonDerivedType(typeof(Dog), "dog")]
        [JsonDerivedType(typeof(Cat), 2)]
        public closed record Pet;
        public sealed record Dog(string Name) : Pet;
        public sealed record Cat : Pet;

        [Aggregate]
        public partial class Thing
        {
            [Event] public partial Thing();
            public Event? Last { get; private set; }
            public void Do(Event e) => Raise(e);
            [Event] public sealed partial record Drawn(Shape Shape, List<Polygon?> More, Place Place);
            [Event] public sealed partial record Ended(Result<int> Numbers, Result<string> Texts);
            [Event] public sealed partial record Adopted(Pet Pet);
            private partial void When(Drawn e) => Last = e;
            private partial void When(Ended e) => Last = e;
            private partial void When(Adopted e) => Last = e;
        }
        """;

    [Fact]
    public void The_kinds_of_a_closed_class_are_stored_by_their_names() => Scenario.Run(
        Types,
        """"
        void Check(Thing.Event e, string json)
        {
            Thing thing = new();
            thing.Do(e);
            Assert.Equal(json, Data(thing)[1]);
            IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
            using EventSourcedApplication app = new(store);
            Thing second = new();
            second.Do(e);
            app.Repository<Thing>().Save(second);
            Assert.Equal(e, app.Repository<Thing>()[second.Id].Last);
        }

        Check(
            new Thing.Drawn(new Circle(1.5), [new Square(2), null, new Triangle(3)], new Street("Elm")),
            """{"shape":{"$type":"Circle","radius":1.5},"more":[{"$type":"Square","side":2,"corners":4},null,{"$type":"Triangle","side":3,"corners":3}],"place":{"$type":"Street","name":"Elm"}}""");
        Check(new Thing.Drawn(new Square(1), [], new Box(7)), """{"shape":{"$type":"Square","side":1,"corners":4},"more":[],"place":{"$type":"Box","number":7}}""");
        Check(new Thing.Ended(new Good<int>(1), new Bad<string>("no")), """{"numbers":{"$type":"Good<int>","value":1},"texts":{"$type":"Bad<string>","reason":"no"}}""");
        Check(new Thing.Ended(new Zero(), new Good<string>("x")), """{"numbers":{"$type":"Zero"},"texts":{"$type":"Good<string>","value":"x"}}""");
        Check(new Thing.Adopted(new Dog("Rex")), """{"pet":{"kind":"dog","name":"Rex"}}""");
        Check(new Thing.Adopted(new Cat()), """{"pet":{"kind":2}}""");
        """");

    [Fact]
    public void A_switch_over_the_events_of_an_entity_is_exhaustive() => Scenario.Run(
        """
        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing(string name);
            [Event] public partial string Name { get; set; }
            [Event] public sealed partial record Noted(string Text);
            private partial void When(Noted e) { }
            [Discard] public partial void Discard();
        }

        public static class Reader
        {
            public static string Read(Thing.Event e) => e switch
            {
                Thing.Created created => created.Name,
                Thing.NameChanged changed => changed.Name,
                Thing.Noted noted => noted.Text,
                Thing.Discarded => "",
            };
        }
        """,
        """Assert.Equal("b", Reader.Read(new Thing.NameChanged("b")));""");

    [Fact]
    public void The_base_of_the_events_is_closed_only_where_that_compiles()
    {
        const string Source = "[Entity] public partial class Thing { [Event] public partial Thing(); }";
        CSharpCompilation plain = Harness.Compile(new CompilerSettings { Language = LanguageVersion.CSharp14 }, Source);
        CSharpCompilation bare = Harness.Compile(Source);
        bare = bare.ReplaceSyntaxTree(bare.SyntaxTrees[0], Harness.Parse("global using EsGen;", "GlobalUsings.cs"));

        Assert.Contains("public closed record Event ", Harness.RunClean(Source)["Events"], StringComparison.Ordinal);
        Assert.Contains("public abstract record Event ", Harness.Run(plain, new CompilerSettings { Language = LanguageVersion.CSharp14 })["Events"], StringComparison.Ordinal);
        Assert.Contains("public abstract record Event ", Harness.Run(bare)["Events"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public closed record S; public abstract record A : S; public sealed record B : A;",
        "A, a kind of the closed S, is abstract, so that its own kinds are not known; make it closed.")]
    [InlineData("public closed record S;", "S is closed, and nothing derives from it; declare its kinds.")]
    [InlineData("public closed record S; public sealed record A : S; public static class Outer { public sealed record A : S; }",
        "two kinds of S have the discriminator 'A'; give each its own with [JsonDerivedType].")]
    [InlineData("[System.Text.Json.Serialization.JsonDerivedType(typeof(A), \"a\")] public closed record S; public closed record A : S; public sealed record B : A;",
        "A is closed; declare the kinds that there are of it with [JsonDerivedType] on S.")]
    public void A_closed_class_whose_kinds_are_not_known_is_refused(string types, string reason)
    {
        GeneratedCode generated = Harness.Run(Harness.Compile($$"""
            {{types}}
            [Entity] public partial class Thing { [Event] public partial Thing(S value); public S Value { get; private set; } }
            """));

        Assert.Equal(["'value' can't be stored in an event: " + reason], generated.GetReports().Select(static report => report.GetMessage(null)));
    }

    [Theory]
    [InlineData("public closed record S; public record A : S; public sealed record B : A;", "B", "derive it from S itself")]
    [InlineData("[System.Text.Json.Serialization.JsonDerivedType(typeof(A), \"a\")] public closed record S; public sealed record A : S; public sealed record B : S;", "B",
        "add [JsonDerivedType(typeof(B), \"b\")] to S")]
    public void A_kind_that_is_not_stored_is_reported(string types, string kind, string advice)
    {
        GeneratedCode generated = Harness.Run(Harness.Compile($$"""
            {{types}}
            [Entity] public partial class Thing { [Event] public partial Thing(S value); public S Value { get; private set; } }
            """));

        Assert.Equal(
            [$"'value' is a S and can be a {kind}, which is none of the kinds that are stored, so that it would be refused when the event is raised; {advice}"],
            generated.GetReports().Select(static report => report.GetMessage(null)));
    }

    [Fact]
    public void An_entity_that_is_closed_is_refused_in_its_own_words()
    {
        GeneratedCode generated = Harness.Run(Harness.Compile("[Entity] public closed partial class Thing { [Event] public partial Thing(); }"));

        Assert.Equal(["'Thing' can't be event-sourced: it is closed; put the attribute on a concrete class."], generated.GetReports().Select(static report => report.GetMessage(null)));
    }

    [Fact]
    public void A_closed_class_of_another_assembly_has_the_kinds_that_it_has_there()
    {
        CSharpCompilation library = Harness.Compile("public closed record S; [EventPayload] public sealed record B(int Value) : S; [EventPayload] public sealed record A : S;").WithAssemblyName("Library");
        using MemoryStream image = new();
        Assert.True(library.Emit(image).Success);
        foreach (LanguageVersion version in (LanguageVersion[])[LanguageVersion.CSharp14, TestedLanguage.Version])
        {
            CompilerSettings settings = new() { Language = version };
            GeneratedCode generated = Harness.Run(Harness.Compile(settings, "[Entity] public partial class Thing { [Event] public partial Thing(S value); public S Value { get; private set; } }")
                .AddReferences(MetadataReference.CreateFromImage(image.ToArray())), settings);

            Assert.Empty(generated.GetProblems());
            Assert.Contains("writer.WriteString(\"A\")", generated["Codec"], StringComparison.Ordinal);
            Assert.Contains("writer.WriteString(\"B\")", generated["Codec"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_new_kind_in_another_file_changes_the_entity()
    {
        CSharpCompilation compilation = Harness.Compile(
            "public closed record S; public sealed record A : S; [Entity] public partial class Thing { [Event] public partial Thing(S value); public S Value { get; private set; } }",
            "public sealed class Other;");
        GeneratorDriver driver = Harness.CreateDriver().RunGenerators(compilation);
        compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[^1], Harness.Parse("public sealed record B : S;", "Other.cs"));
        driver = driver.RunGenerators(compilation);

        Assert.Contains("\"B\"", driver.GetRunResult().GeneratedTrees.Single(static tree => tree.FilePath.EndsWith(".Codec.g.cs", StringComparison.Ordinal)).ToString(), StringComparison.Ordinal);
    }
}
