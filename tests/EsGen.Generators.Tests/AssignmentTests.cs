using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>Which events the mutator assigns by itself, and which ones need a <c>When…</c>.</summary>
public sealed class AssignmentTests
{
    private const string Driver = """
        Thing thing = new("a", 1);
        Assert.Equal("a", thing.Name);
        Assert.Equal(1, thing.Size);
        """;

    [Fact]
    public void All_fields_are_assigned_if_each_has_a_property() => Scenario.Run(
        """
        [Entity] public partial class Thing
        {
            [Event] public partial Thing(string name, int size);
            public string Name { get; private set; }
            public int Size { get; protected internal set; }
        }
        """,
        Driver);

    [Fact]
    public void A_property_in_the_casing_of_the_parameter_is_assigned_too() => Scenario.Run(
        """
        [Entity] public partial class Thing
        {
            [Event] public partial Thing(string name, int size);
            private string name { get; set; }
            public string Name => name;
            [Event] public partial int Size { get; set; }
        }
        """,
        Driver);

    [Theory]
    [InlineData("public int Size { get; }")]
    [InlineData("public int Size => 3;")]
    [InlineData("public int Size { get; init; }")]
    [InlineData("public long Size { get; set; }")]
    [InlineData("public int? Size { get; set; }")]
    [InlineData("public static int Size { get; set; }")]
    [InlineData("public int Size;")]
    [InlineData("public int Length { get; set; }")]
    public void Nothing_is_assigned_if_one_field_has_no_property_that_can_be_set(string property)
    {
        GeneratedCode generated = Harness.Run(Harness.Compile($$"""
            [Entity] public partial class Thing
            {
                [Event] public partial Thing(string name, int size);
                public string Name { get; private set; }
                {{property}}
            }
            """));
        string error = Assert.Single(generated.GetCompilerErrors());
        Assert.Contains("CS8795", error);
        Assert.Contains("private partial void WhenCreated(string name, int size);", error);
    }

    [Theory]
    [InlineData("string?", "string")]
    [InlineData("List<string?>", "List<string>")]
    [InlineData("string?[]", "string[]")]
    public void A_property_that_must_not_hold_null_doesn_t_match_a_field_that_may(string field, string property)
    {
        GeneratedCode generated = Harness.Run(Harness.Compile($$"""
            [Entity] public partial class Thing
            {
                [Event] public partial Thing({{field}} name);
                public {{property}} Name { get; private set; }
            }
            """));
        Assert.Contains("CS8795", Assert.Single(generated.GetCompilerErrors()));
    }

    [Fact]
    public void A_property_that_may_hold_null_matches_a_field_that_may_not() => Scenario.Run(
        """
        [Entity] public partial class Thing
        {
            [Event] public partial Thing(string name);
            public string? Name { get; private set; }
        }
        """,
        "Assert.Equal(\"a\", new Thing(\"a\").Name);");

    [Fact]
    public void A_When_method_comes_before_assignment() => Scenario.Run(
        """
        [Entity] public partial class Thing
        {
            [Event] public partial Thing(string name, int size);
            public string Name { get; private set; } = "";
            [Event] public partial int Size { get; set; }
            private partial void WhenCreated(string name, int size) => Name = name + "!";
            private partial void WhenSizeChanged(int size) => Size = size * 2;
        }
        """,
        """
        Thing thing = new("a", 1);
        Assert.Equal("a!", thing.Name);
        Assert.Equal(0, thing.Size);
        thing.Size = 4;
        Assert.Equal(8, thing.Size);
        Assert.Equal("{\"size\":4}", Data(thing)[1]);
        """);

    [Fact]
    public void A_When_method_can_take_the_context() => Scenario.Run(
        """
        [Entity] public partial class Thing
        {
            [Event] public partial Thing(string context);
            private partial void WhenCreated(string context, EventContext surroundings) => Note = $"{context} {surroundings.Position} {surroundings.Id == Id}";
            public string Note { get; private set; } = "";
            [Event("Poked")] public partial void Poke();
            private partial void WhenPoked(EventContext context) => Note = $"{context.Position} {context.Timestamp == LastModified}";
            [Event] public sealed partial record Prodded();
            private partial void When(Prodded e, EventContext context) => Note = $"{e} {context.Position}";
            public void Prod() => Raise(new Prodded());
        }
        """,
        """
        Thing thing = new("a");
        Assert.Equal("a 0 True", thing.Note);
        thing.Poke();
        Assert.Equal("1 False", thing.Note);
        thing.Prod();
        Assert.Equal("Prodded { } 2", thing.Note);
        """);

    [Fact]
    public void Events_without_fields_need_a_When_method_unless_they_create_or_discard()
    {
        GeneratedCode generated = Harness.Run(Harness.Compile("""
            [Entity] public partial class Thing
            {
                [Event] public partial Thing();
                [Discard] public partial void Discard();
                [Event("Poked")] public partial void Poke();
                [Event] public sealed partial record Prodded;
            }
            """));
        Assert.Equal(
            ["private partial void WhenPoked();", "private partial void When(global::Thing.Prodded e);"],
            generated.GetCompilerErrors().Select(static error => error.Split('\n')[1].Trim()));
        Assert.All(generated.GetCompilerErrors(), static error => Assert.Contains("CS8795", error));
    }

    [Fact]
    public void The_declaring_half_follows_the_body() => Scenario.Run(
        """
        [Entity] public partial class Thing
        {
            [Event] public partial Thing(string name, List<string> tags);
            public string? Name { get; private set; }
            internal protected partial void WhenCreated(string theName, List<string> theTags) { }
        }
        """,
        "Assert.Null(new Thing(\"a\", []).Name);");

    [Theory]
    [InlineData("private partial void WhenRenamed(string x) => Name = x;")]
    [InlineData("partial void WhenRenamed(string x) { Name = x; }")]
    [InlineData("protected internal partial void WhenRenamed(string x) { Name = x; }")]
    [InlineData("public virtual partial void WhenRenamed(string x) { Name = x; }")]
    [InlineData("private unsafe partial void WhenRenamed(string x) { Name = x; }")]
    [InlineData("private partial void WhenRenamed(string? x) { Name = x!; }")]
    [InlineData("private partial void WhenRenamed(global::System.String x, global::EsGen.EventContext _) { Name = x; }")]
    [InlineData("private partial void WhenRenamed(string x = \"\") { Name = x; }")]
    [InlineData("[System.Diagnostics.DebuggerStepThrough] private partial void WhenRenamed([System.Diagnostics.CodeAnalysis.NotNull] string x) { Name = x; }")]
    public void The_declaring_half_repeats_modifiers_names_and_nullability(string hook)
    {
        string[] problems = Harness.Run(Harness.Compile($$"""
            [Entity] public partial class Thing
            {
                [Event] public partial Thing(string name);
                public string Name { get; private set; }
                [Event("Renamed")] public partial void Rename(string name);
                {{hook}}
                partial void GuardRenamed(string? neu) { }
            }
            """)).GetProblems();
        Assert.DoesNotContain(problems, static problem => !problem.Contains("CS0227") && !problem.Contains("CS1066"));
    }

    [Fact]
    public void Hooks_and_events_can_be_in_different_files() => Scenario.Run(
        new CompilerSettings(),
        [
            """
            namespace Shop;
            public partial class Thing
            {
                private partial void WhenRenamed(string name) => Name = name;
                partial void GuardRenamed(string name) => ArgumentException.ThrowIfNullOrEmpty(name);
                public string Name { get; private set; }
                [Event] public partial Thing(string name);
            }
            """,
            """
            namespace Shop;
            [Entity] partial class Thing
            {
                [Event("Renamed")] public partial void Rename(string name);
                private partial void When(Counted e) => Count = e.Number;
            }
            """,
            """
            namespace Shop { partial class Thing { public int Count { get; set; } [Event] internal partial record Counted(int Number); internal void Recount() => Raise(new Counted(3)); } }
            namespace Shop { partial class Thing { partial record Counted { public string? Why { get; init; } } } }
            """,
        ],
        """
        Shop.Thing thing = new("a");
        Assert.Throws<ArgumentException>(() => thing.Rename(""));
        thing.Rename("b");
        thing.Recount();
        Assert.Equal(("b", 3), (thing.Name, thing.Count));
        """);
}
