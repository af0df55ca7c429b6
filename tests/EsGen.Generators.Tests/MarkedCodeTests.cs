using Microsoft.CodeAnalysis;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>Types and members that may be named under a condition only: experimental, obsolete, private, scoped.</summary>
public sealed class MarkedCodeTests
{
    private const string Experimental = "[System.Diagnostics.CodeAnalysis.Experimental(\"MY1\")]";

    [Theory]
    [InlineData(Experimental)]
    [InlineData("[Obsolete(\"Old.\", DiagnosticId = \"MY1\")]")]
    [InlineData("[Obsolete(\"Old.\")]")]
    [InlineData("[Obsolete]")]
    public void A_marked_type_can_be_in_an_event(string mark) => Scenario.Run(
        $$"""
        #pragma warning disable MY1, CS0612, CS0618
        {{mark}} public record Old(int A);
        {{mark}} public readonly record struct Code(string Text);
        {{mark}} public enum Kind { One, Two }
        {{mark}} public sealed class CodeConverter : EventFieldConverter<Uri>
        {
            public override void Write(System.Text.Json.Utf8JsonWriter writer, Uri value) => writer.WriteStringValue(value.OriginalString);
            public override Uri Read(ref System.Text.Json.Utf8JsonReader reader) => new(reader.GetString()!, UriKind.RelativeOrAbsolute);
        }
        public sealed record Box(int A) { {{mark}} public int B { get; init; } }
        public sealed record Nest(List<Old> Olds);
        public static class Outer { {{mark}} public sealed record Inner(int A); }
        [System.Text.Json.Serialization.JsonDerivedType(typeof(Circle), "circle")] public abstract record Shape;
        {{mark}} public sealed record Circle(int Radius) : Shape;
        {{mark}} [Aggregate] public partial class Marked { [Event] public partial Marked(int n); public int N { get; private set; } }
        [Aggregate] public partial class Acc
        {
            [Event] public partial Acc(Kind kind);
            private partial void WhenCreated(Kind kind) => N = (int)kind;
            {{mark}} public int N { get; private set; }
            [Event("HasPut")] public partial void Put(Old o, Code? code, Box box, Nest nest, Outer.Inner inner, Shape shape);
            {{mark}} private partial void WhenHasPut(Old o, Code? code, Box box, Nest nest, Outer.Inner inner, Shape shape) => N += o.A + nest.Olds[0].A + box.B + inner.A + ((Circle)shape).Radius;
            {{mark}} partial void GuardHasPut(Old o, Code? code, Box box, Nest nest, Outer.Inner inner, Shape shape) { }
            [Event("Linked")] public partial void Link([EventFieldConverter(typeof(CodeConverter))] Uri uri);
            private partial void WhenLinked(Uri uri) => N++;
            [Event] public partial Old? Last { get; set; }
            {{mark}} [Event] public sealed partial record Noted(Old Old);
            {{mark}} private partial void When(Noted e) => N += e.Old.A;
            {{mark}} public void Note() => Raise(new Noted(new Old(1)));
            {{mark}} [Event("Marked")] public partial void Mark(int n);
            {{mark}} [Event("HasSet")] public partial void Set(int n, Old old);
            private partial void WhenMarked(int n) => N += n;
            private partial void WhenHasSet(int n, Old old) => N += n;
        }
        """,
        """
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        Acc acc = app.Repository<Acc>().Create(Kind.Two);
        acc.Put(new Old(1), new Code("x"), new Box(1) { B = 1 }, new Nest([new(1)]), new Outer.Inner(1), new Circle(1));
        acc.Link(new Uri("urn:y"));
        acc.Last = new Old(5);
        acc.Note();
        acc.Mark(1);
        acc.Set(1, new Old(1));
        app.Repository<Acc>().Save(acc);
        Acc loaded = app.Repository<Acc>()[acc.Id];
        Assert.Equal((10, acc.N, new Old(5)), (loaded.N, loaded.N, loaded.Last));
        app.Repository<Marked>().Save(app.Repository<Marked>().Create(3));
        """);

    [Theory]
    [InlineData("[Obsolete(\"Gone.\", error: true)]")]
    [InlineData("[Obsolete(\"Gone.\", error: true, DiagnosticId = \"MY2\")]")]
    public void What_is_obsolete_as_an_error_can_be_in_an_event_that_is(string mark) => Scenario.Run(
        $$"""
        {{mark}} public record Old(int A);
        [Aggregate] public partial class Acc
        {
            [Event] public partial Acc();
            public int N { get; private set; }
            {{mark}} [Event] public sealed partial record Noted(int A);
            {{mark}} private partial void When(Noted e) => N += e.A;
            {{mark}} [Event] public sealed partial record Guarded(int A);
            {{mark}} private partial void When(Guarded e) => N += e.A;
            {{mark}} partial void Guard(Guarded e) => N += 0;
            {{mark}} [Event] public sealed partial record Assigned(int N);
            [Obsolete] [Event("HasPut")] public partial void Put(Old o);
            [Obsolete] private partial void WhenHasPut(Old o) => N += o.A;
            [Obsolete] [Event] public partial Old? Last { get; set; }
            {{mark}} [Event("Copied")] public partial Acc(Old old);
            [Obsolete] private partial void WhenCopied(Old old) => N = old.A;
            [Obsolete] public void Do() { Raise(new Noted(1)); Raise(new Guarded(1)); Raise(new Assigned(5)); Put(new Old(1)); Last = new Old(3); }
        }
        {{mark}} [Aggregate] public partial class Gone { [Event] public partial Gone(int n); public int N { get; private set; } [Discard] public partial void End(); }
        {{mark}} [Entity] public partial class Gone2 { [Event] public partial Gone2(int n); public int N { get; private set; } [Event] public partial int M { get; set; } }
        """,
        """
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        Acc acc = new();
        acc.Do();
        app.Repository<Acc>().Save(acc);
        Assert.Equal((6, 6L), (app.Repository<Acc>()[acc.Id].N, acc.Version));
        """);

    [Fact]
    public void A_library_that_is_experimental_as_a_whole_is_suppressed_by_its_id()
    {
        MetadataReference library = Harness.Compile("[assembly: System.Diagnostics.CodeAnalysis.Experimental(\"LIB1\")] namespace Lib { public readonly record struct Part(int X); }").WithAssemblyName("Lib").ToMetadataReference();
        GeneratedCode generated = Harness.Run(Harness.Compile("""
            #pragma warning disable LIB1
            [Aggregate] public partial class Acc { [Event] public partial Acc(Lib.Part part); private partial void WhenCreated(Lib.Part part) { } }
            """).AddReferences(library));

        Assert.Empty(generated.GetProblems());
        Assert.Contains("#pragma warning disable LIB1 //", generated["Codec"], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_such_marks_nothing_more_is_suppressed()
    {
        GeneratedCode generated = Harness.RunClean("[Aggregate] public partial class Acc { [Event] public partial Acc([System.ComponentModel.Description(\"x\")] int n); public int N { get; private set; } }");

        Assert.All(generated.Files, static file => Assert.Equal(3, file.Text.Split("#pragma warning disable").Length - 1));
    }

    [Theory]
    [InlineData("Aggregate", "Stock.Item item = items.Create(3); items.Save(item);")]
    [InlineData("Entity", "Stock.Item item = items.Create(3); item = await items.CreateAsync(4); item = items.Create(3);")]
    public void A_private_entity_in_a_static_class_is_created_there(string kind, string create) => Scenario.Run(
        $$"""
        namespace Shop
        {
            public static partial class Stock
            {
                [{{kind}}] private partial class Item { [Event("Made")] public partial Item(int n); public int N { get; private set; } }
                [{{kind}}] private partial class Other { [Event] public partial Other(int n); public int N { get; private set; } }
                private static int Create() => 1;
                public static async Task<int> Run(EventSourcedApplication app)
                {
                    EventSourcedRepository<Item> items = app.Repository<Item>();
                    {{create}}
                    await Task.Yield();
                    Assert(app.Repository<Other>().Create(1).N + Create() == 2);
                    return items[item.Id].N;
                }

                private static void Assert(bool holds) { if (!holds) { throw new InvalidOperationException(); } }
            }
        }
        """,
        """
        using EventSourcedApplication app = new(InMemoryDatastore.Open());
        Assert.Equal(3, await Shop.Stock.Run(app));
        """);

    [Theory]
    [InlineData("public partial class Stock { [Aggregate] private partial class Item { [Event] public partial Item(int n); public int N { get; private set; } } }")]
    [InlineData("public static partial class Stock { public static partial class In { [Aggregate] private partial class Item { [Event] public partial Item(int n); public int N { get; private set; } } } }")]
    [InlineData("public static partial class Stock { [Aggregate] private partial class Item { [Event] public partial Item(int n); public int N { get; private set; } } private static int Create = 1; public static int P => Create; }")]
    [InlineData("public static partial class Stock { [Aggregate] private partial class Item { [Event] private partial Item(int n); public int N { get; private set; } } }")]
    [InlineData("public static partial class Stock { [Aggregate] private partial class Item { [Event] public partial Item(int n); public int N { get; private set; } } private static Item Create(this EventSourcedRepository<Item> items, int n) => new(n); public static void P(EventSourcedApplication app) => app.Repository<Item>().Create(1); }")]
    public void Any_other_private_entity_has_no_Create(string source) => Assert.DoesNotContain(Harness.RunClean(source).Files, static file => file.HintName.Contains("Repository", StringComparison.Ordinal));
}
