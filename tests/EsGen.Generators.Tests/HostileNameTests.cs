using Microsoft.CodeAnalysis;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>Whatever users call their things, generated code compiles cleanly and works.</summary>
public sealed class HostileNameTests
{
    [Fact]
    public void Keywords_can_name_everything() => Scenario.Run(
        """
        namespace @namespace.@class.@record
        {
            public enum @enum { @default, @null }

            public static partial class @static
            {
                [Entity] public partial class @event
                {
                    [Event("created")] public partial @event(string @event, int @class, @enum @record = @enum.@null, string? @this = null);
                    [Event] public partial string @class { get; set; }
                    [Event] public partial int @int { get; set; }
                    [Event("out")] public partial void @ref(bool @out, bool @async, bool @await, bool @var, bool @field);
                    private partial void Whencreated(string @event, int @class, @enum @record, string? @this) { (this.@class, @int, Last) = (@event, @class, @record); }
                    private partial void Whenout(bool @out, bool @async, bool @await, bool @var, bool @field) { }
                    partial void Guardout(bool @out, bool @async, bool @await, bool @var, bool @field) { }
                    public @enum Last { get; private set; }
                    [Event] public sealed partial record @while(int @for, string @if) { public bool @else { get; init; } }
                    private partial void When(@while @do) => @int = @do.@for;
                    public void Loop() => Raise(new @while(7, "x") { @else = true });
                    [Discard] public partial void @goto();
                }
            }
        }
        """,
        """
        var entity = new @namespace.@class.@record.@static.@event("a", 1);
        Assert.Equal(@namespace.@class.@record.@enum.@null, entity.Last);
        entity.@ref(true, false, true, false, true);
        entity.@class = "b";
        entity.Loop();
        Assert.Equal(7, entity.@int);
        Assert.Equal(
            ["{\"event\":\"a\",\"class\":1,\"record\":\"null\",\"this\":null}", "{\"out\":true,\"async\":false,\"await\":true,\"var\":false,\"field\":true}", "{\"class\":\"b\"}", "{\"for\":7,\"if\":\"x\",\"else\":true}"],
            Data(entity));
        """);

    [Fact]
    public void Fields_can_be_called_like_everything_in_generated_code() => Scenario.Run(
        """
        [Entity] public partial class Thing
        {
            [Event] public partial Thing(Guid id, int context, int entity, int item, int reader, int writer, int value, int field, int e, int hasAmount, int amount, int mutation,
                int repository, int cancellationToken, int _x, int theItem, int theEntity, int theReader, int theHasAmount, int hasHasAmount, int recorder, int events, int hash, int[] other);
            private int _sum;
            public int Sum => _sum;
            private partial void WhenCreated(int context, int entity, int item, int reader, int writer, int value, int field, int e, int hasAmount, int amount, int mutation,
                int repository, int cancellationToken, int _x, int theItem, int theEntity, int theReader, int theHasAmount, int hasHasAmount, int recorder, int events, int hash, int[] other, EventContext theContext) =>
                _sum = context + entity + item + reader + writer + value + field + e + hasAmount + amount + mutation + repository + cancellationToken + _x
                    + theItem + theEntity + theReader + theHasAmount + hasHasAmount + recorder + events + hash + other.Sum() + (int)theContext.Position;

            [Event] public sealed partial record Own(int context, int entity, int item, int reader, int writer, int value, int field, int e, int hasAmount, int amount, int mutation,
                int _x, int theItem, int theEntity, int theReader, int theHasAmount, int hash, int[] other, int left, int right)
            {
                public int theE { get; init; } = 4;
                public required int @event { get; init; }
            }

            private partial void When(Own e) => _sum = e.context + e._x + e.theE + e.@event;
            public void RaiseOwn() => Raise(new Own(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, [], 1, 1) { @event = 10 });
        }
        """,
        """
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        var things = app.Repository<Thing>();
        Guid id = Guid.NewGuid();
        Thing thing = things.Create(id, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, [1]);
        Assert.Equal(23, thing.Sum);
        Assert.Equal(23, things[id].Sum);
        thing.RaiseOwn();
        Assert.Equal(16, things[id].Sum);
        Assert.Equal(id, (await things.CreateAsync(Guid.NewGuid(), 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, [1], default)) is { } second ? things[id].Id : default);
        """);

    [Fact]
    public void Parameters_can_hide_the_members_that_generated_code_uses() => Scenario.Run(
        """
        [Entity] public partial class Thing
        {
            [Event] public partial Thing(string Raise, string Mutator, string _recorder, string Event, string Codec);
            private string _all = "";
            public string All => _all;
            private partial void WhenCreated(string raise, string mutator, string _recorder, string @event, string codec) => _all = raise + mutator + _recorder + @event + codec;
            [Event("Did")] public partial void Do(string Raise, string System, string EsGen);
            private partial void WhenDid(string raise, string system, string esGen) => _all = raise + system + esGen;
        }
        """,
        """
        Thing thing = new("a", "b", "c", "d", "e");
        Assert.Equal("abcde", thing.All);
        thing.Do("f", "g", "h");
        Assert.Equal("fgh", thing.All);
        """);

    [Fact]
    public void The_types_around_can_be_called_like_everything_in_generated_code() => Scenario.Run(
        """
        namespace X.EsGen
        {
            public class EventRecorder;
            public class Created;
        }
        namespace X.System
        {
            public class Guid;
            public class Event;
            public class Mutator;
            public class Codec;
            public class EventContext;
            public class FooChanged;

            [global::EsGen.Entity] public partial class Thing
            {
                [global::EsGen.Event] public partial Thing(string foo, global::System.Guid? other = null);
                [global::EsGen.Event] public partial string Foo { get; set; }
                public global::System.Guid? Other { get; private set; }
                [global::EsGen.Event("Deleted")] public partial void Delete();
                private partial void WhenDeleted(global::EsGen.EventContext context) => Foo = "";
            }
        }
        namespace X.EsGen.Generators
        {
            [global::EsGen.Aggregate] public partial class Thing2
            {
                [global::EsGen.Event] public partial Thing2(string foo);
                public string Foo { get; private set; }
            }
        }
        """,
        """
        X.System.Thing thing = new("a");
        thing.Foo = "b";
        thing.Delete();
        Assert.Equal("", thing.Foo);
        Assert.Equal("c", new X.EsGen.Generators.Thing2("c").Foo);
        """);

    [Fact]
    public void A_user_s_types_and_members_can_be_called_like_generated_ones() => Scenario.Run(
        """
        public class Opened;
        public static class DoorRepositoryExtensions { public static int Count => 1; }
        public class Outer_InnerRepositoryExtensions;

        [Entity] public partial class Door
        {
            private int field;
            [Event("Opened")] public partial Door(string name);
            [Event] public partial string Name { get; set; }
            [Event] public partial List<int> Numbers { get; set; }
            private partial void WhenOpened(string name) { Name = name; Numbers = []; this.field = 1; }
            public int Field => this.field;
            public int Apply() => 1;
            public int Encode() => 1;
            public static int Create() => 1;
            public int Decode() => 1;
            public int Recorder => 1;
            public int Description => 1;
            public void Rename(string name) => Name = name;
            [Event("Apply2")] public partial void Do();
            private partial void WhenApply2() { }
        }

        public partial class Outer
        {
            [Entity] public partial class Inner { [Event] public partial Inner(); }
        }

        [Entity("Twin")] public partial class Outer_Inner { [Event] public partial Outer_Inner(); }
        """,
        """
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        Door door = app.Repository<Door>().Create("a");
        door.Rename("b");
        Assert.Equal("b", app.Repository<Door>()[door.Id].Name);
        app.Repository<Outer.Inner>().Create();
        app.Repository<Outer_Inner>().Create();
        """);

    [Theory]
    [InlineData("Apply")]
    [InlineData("Encode")]
    [InlineData("Decode")]
    [InlineData("Description")]
    [InlineData("Create")]
    [InlineData("Recorder")]
    [InlineData("System")]
    [InlineData("EsGen")]
    [InlineData("Guid")]
    [InlineData("EventContext")]
    [InlineData("IEventSourced")]
    [InlineData("_")]
    public void An_event_can_be_called_like_something_in_generated_code(string name) => Scenario.Run(
        $$"""
        [global::EsGen.Entity] public partial class Thing
        {
            [global::EsGen.Event("Made")] public partial Thing(int size);
            public int Size { get; private set; }
            [global::EsGen.Event("{{name}}")] public partial void Resize(int size);
            [global::EsGen.Event("{{name}}2")] public partial void Reset();
            private partial void When{{name}}2() { }
            [global::EsGen.Event] public partial int[]? Numbers { get; set; }
        }
        """,
        $$"""
        Thing thing = new(1);
        thing.Resize(2);
        thing.Reset();
        thing.Numbers = [1];
        Assert.Equal(2, thing.Size);
        Assert.Equal(4, Thing.Replay(thing.Id, thing.PendingEvents)!.Version);
        """);

    [Theory]
    [InlineData("ToString")]
    [InlineData("Equals")]
    [InlineData("GetHashCode")]
    [InlineData("MemberwiseClone")]
    [InlineData("EqualityContract")]
    [InlineData("PrintMembers")]
    [InlineData("Deconstruct")]
    [InlineData("op_Equality")]
    [InlineData("var")]
    [InlineData("Raise")]
    [InlineData("Id")]
    [InlineData("Event")]
    [InlineData("Thing")]
    public void An_event_that_would_hide_a_member_is_refused(string name)
    {
        GeneratedCode generated = Harness.Run(Harness.Compile($$"""
            [Entity] public partial class Thing
            {
                [Event] public partial Thing();
                [Event("{{name}}")] public partial void Do(int size);
            }
            """));
        Assert.Empty(generated.GetCompilerErrors());
        Assert.Equal(["ESG010"], generated.GetAnalyzerDiagnostics(new EntityDeclarationAnalyzer()).Select(static d => d.Id));
    }

    [Theory]
    [InlineData("Event")]
    [InlineData("Mutator")]
    [InlineData("Codec")]
    [InlineData("Raise")]
    [InlineData("Id")]
    [InlineData("Version")]
    [InlineData("Replay")]
    [InlineData("PendingEvents")]
    [InlineData("Created")]
    public void A_class_that_is_called_like_a_generated_member_is_refused(string name)
    {
        GeneratedCode generated = Harness.Run(Harness.Compile($$"""
            [EsGen.Entity] public partial class {{name}}
            {
                [EsGen.Event] public partial {{name}}();
            }
            """));
        Assert.Empty(generated.GetCompilerErrors());
        Assert.Equal(["ESG010"], generated.GetAnalyzerDiagnostics(new EntityDeclarationAnalyzer()).Select(static d => d.Id));
    }

    [Fact]
    public void Names_can_be_in_any_script() => Scenario.Run(
        """
        namespace Läden.商店;
        public enum Größe { Klein, Groß }
        [Entity] public partial class Bestellung
        {
            [Event] public partial Bestellung(string straße, Größe größe, int 数量, int ß, int ǆ);
            public string Straße { get; private set; }
            public Größe Größe { get; private set; }
            public int 数量 { get; private set; }
            public int ß { get; private set; }
            public int ǅ { get; private set; }
            public int Ǆ { get; private set; }
            [Event("注文済み")] public partial void 注文();
            private partial void When注文済み() => 数量++;
        }
        """,
        """
        Läden.商店.Bestellung order = new("Weg", Läden.商店.Größe.Groß, 3, 4, 5);
        order.注文();
        Assert.Equal(4, order.数量);
        Assert.Equal("{\"straße\":\"Weg\",\"größe\":\"Groß\",\"数量\":3,\"ß\":4,\"ǆ\":5}", Data(order)[0]);
        """);

    [Fact]
    public void Twins_but_for_their_casing_get_files_of_their_own() => Scenario.Run(
        """
        namespace Shop
        {
            [Entity] public partial class Order { [Event] public partial Order(); }
            [Entity] public partial class ORDER { [Event] public partial ORDER(); }
            [Aggregate] public partial class OrDer { [Event] public partial OrDer(); }
        }
        namespace SHOP
        {
            [Entity("Other")] public partial class Order { [Event] public partial Order(); }
        }
        """,
        """
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        Shop.OrderRepositoryExtensions.Create(app.Repository<Shop.Order>());
        Shop.ORDERRepositoryExtensions.Create(app.Repository<Shop.ORDER>());
        app.Repository<Shop.OrDer>().Save(new Shop.OrDer());
        SHOP.OrderRepositoryExtensions.Create(app.Repository<SHOP.Order>());
        Assert.Equal(["Order.Created", "ORDER.Created", "OrDer.Created", "Other.Created"], store.Topics);
        """);

    [Fact]
    public void Twins_but_for_their_casing_get_files_of_their_own_even_if_they_are_wrong()
    {
        GeneratedCode generated = Harness.Run(Harness.Compile("""
            public partial class Stray { [Event("A")] public partial void A(); }
            public partial class STRAY { [Event("A")] public partial void A(); }
            public partial class stray { [Discard] public partial void A(); }
            [Entity] public abstract partial class StraY { [Discard] public partial void A(); }
            """));
        Assert.Equal(4, generated.Result.GeneratedSources.Length);
        Assert.Empty(generated.GetCompilerErrors());
    }
}
