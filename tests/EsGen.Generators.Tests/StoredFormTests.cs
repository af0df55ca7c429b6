using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>How events are stored and read back: topics, names, defaults, the id.</summary>
public sealed class StoredFormTests
{
    private const string Thing = """
        public enum Size { Small, Large }

        [Entity("Item", FormerNames = ["Thing", "Old thing"])] public partial class Thing
        {
            [Event] public partial Thing(string name, int count = 3, Size size = Size.Large, string? note = null, string unit = "kg \"net\"", double weight = double.NaN, List<int>? parts = null, Guid other = default);
            public string Name { get; private set; }
            public int Count { get; private set; }
            public Size Size { get; private set; }
            public string? Note { get; private set; }
            public string Unit { get; private set; }
            public double Weight { get; private set; }
            public List<int>? Parts { get; private set; }
            public Guid Other { get; private set; }

            [Event("Renamed", Version = 2, FormerNames = ["NameChanged", "Retitled"])] public partial void Rename(string name, string? note);

            [Event("Touched", FormerNames = ["Poked"], Version = 1)] public sealed partial record Touch(int Times = 5)
            {
                public string By { get; init; } = "nobody";
                public required int Strength { get; init; }
                public int? Depth { get; init; } = 7;
            }

            private partial void When(Touch e) => Note = $"{e.Times} {e.By} {e.Strength} {e.Depth}";
            public void Poke() => Raise(new Touch(1) { Strength = 2, Depth = null });

            [Discard("Gone", FormerNames = ["Removed"])] public partial void Remove();
        }
        """;

    [Fact]
    public void Topics_follow_the_attributes() => Scenario.Run(
        Thing,
        """
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        Thing thing = app.Repository<Thing>().Create("a", weight: 1);
        thing.Rename("b", null);
        thing.Poke();
        thing.Remove();
        Assert.Equal(["Item.Created", "Item.Renamed@2", "Item.Touched", "Item.Gone"], store.Topics);
        Assert.Equal("{\"times\":1,\"by\":\"nobody\",\"strength\":2,\"depth\":null}", System.Text.Encoding.UTF8.GetString(store.Items[2].Data.Span));
        """);

    [Fact]
    public void Former_names_of_the_entity_and_of_the_event_are_read() => Scenario.Run(
        Thing,
        """
        foreach (string entity in (string[])["Item", "Thing", "Old thing"])
        foreach (string renamed in (string[])["Renamed", "NameChanged", "Retitled"])
        {
            IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
            using EventSourcedApplication app = new(store);
            Guid id = Guid.NewGuid();
            store.Append(
                Item(id, 0, entity + ".Created", "{\"name\":\"a\"}"),
                Item(id, 1, entity + "." + renamed + "@2", "{\"name\":\"b\",\"note\":\"n\"}"),
                Item(id, 2, entity + ".Poked", "{\"strength\":3}"));
            Assert.Equal(("b", "5 nobody 3 7"), (app.Repository<Thing>()[id].Name, app.Repository<Thing>()[id].Note));
            Assert.Equal(new Thing.Touch(5) { Strength = 3 }, app.EventStore.GetLastEvent<Thing.Event>(id));
            store.Append(Item(id, 3, entity + ".Removed", "{}"));
            Assert.False(app.Repository<Thing>().Contains(id));
            Assert.False(app.Repository<Thing>().TryGet(id, out _));
        }
        """);

    [Fact]
    public void A_topic_that_is_none_of_the_events_is_an_error() => Scenario.Run(
        Thing,
        """
        foreach (string topic in (string[])["Item.Renamed", "item.Created", "Account.Created", "Created"])
        {
            IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
            using EventSourcedApplication app = new(store);
            Guid id = Guid.NewGuid();
            store.Append(Item(id, 0, topic, "{\"name\":\"a\"}"));
            Assert.Equal(
                topic is "item.Created" or "Account.Created" ? typeof(WrongEntityException) : typeof(UnknownTopicException),
                Assert.ThrowsAny<UnknownTopicException>(() => app.Repository<Thing>().Get(id)).GetType());
            Assert.Throws<UnknownTopicException>(() => app.EventStore.GetEvents<Thing.Event>(id));
        }
        """);

    [Fact]
    public void A_missing_member_takes_the_default() => Scenario.Run(
        Thing,
        """
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        Guid id = Guid.NewGuid();
        store.Append(Item(id, 0, "Item.Created", "{\"unknown\":[{}],\"name\":\"a\",\"Count\":9}"));
        Thing thing = app.Repository<Thing>()[id];
        Assert.Equal(("a", 3, Size.Large, null, "kg \"net\"", double.NaN), (thing.Name, thing.Count, thing.Size, thing.Note, thing.Unit, thing.Weight));
        Assert.Equal((null, Guid.Empty), (thing.Parts, thing.Other));
        Assert.Equal(new Thing.Created("a"), app.EventStore.GetLastEvent<Thing.Event>(id));
        """);

    [Theory]
    [InlineData("Item.Created", """{\"count\":1}""", "name")]
    [InlineData("Item.Created", """{\"name\":null}""", "name")]
    [InlineData("Item.Created", """{\"name\":\"a\",\"name\":\"b\"}""", "name")]
    [InlineData("Item.Created", """{\"name\":\"a\",\"size\":1}""", "size")]
    [InlineData("Item.Created", """{\"name\":\"a\",\"parts\":[null]}""", "parts")]
    [InlineData("Item.Touched", """{\"times\":1}""", "strength")]
    [InlineData("Item.Touched", """{\"strength\":1,\"by\":null}""", "by")]
    public void What_is_missing_without_a_default_or_is_malformed_is_an_error_that_names_it(string topic, string data, string field) => Scenario.Run(
        Thing,
        $$"""
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        Guid id = Guid.NewGuid();
        if ("{{topic}}" != "Item.Created") store.Append(Item(id, 0, "Item.Created", "{\"name\":\"a\"}"));
        store.Append(Item(id, store.Items.Count, "{{topic}}", "{{data}}"));
        Assert.Contains("{{field}}", Assert.Throws<MalformedEventException>(() => app.Repository<Thing>().Get(id)).Message);
        Assert.Contains("{{field}}", Assert.Throws<MalformedEventException>(() => app.EventStore.GetEvents<Thing.Event>(id).Count).Message);
        """);

    [Fact]
    public void A_value_that_can_t_be_stored_changes_nothing() => Scenario.Run(
        Thing,
        """
        Assert.Throws<ArgumentException>(() => new Thing("a"));
        Thing thing = new("a", weight: 1);
        Assert.Throws<ArgumentNullException>(() => thing.Rename(null!, null));
        Assert.Equal(("a", 1, false), (thing.Name, thing.Version, thing.IsFaulted));
        """);

    [Fact]
    public void An_id_parameter_is_the_id_and_no_field() => Scenario.Run(
        """
        [Entity] public partial class Thing
        {
            [Event] public partial Thing(string name, Guid id);
            public string Name { get; private set; }
            [Event("Imported")] public partial Thing(Guid id);
            [Event("Copied")] public partial Thing(Guid? id, int number);
            private partial void WhenCopied(Guid? id, int number) => Name = $"{id} {number}";
        }
        """,
        """
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        Guid id = Guid.NewGuid();
        Assert.Equal(id, app.Repository<Thing>().Create("a", id).Id);
        Assert.Equal("a", app.Repository<Thing>()[id].Name);
        Assert.Equal("{\"name\":\"a\"}", System.Text.Encoding.UTF8.GetString(store.Items[0].Data.Span));
        Assert.Equal(id, new Thing(id).Id);
        Assert.Equal(id, (await app.Repository<Thing>().CreateAsync(Guid.NewGuid())) is { } other ? id : default);
        Thing copied = new((Guid?)null, 5);
        Assert.Equal(7, copied.Id.Version);
        Assert.Equal(" 5", copied.Name);
        Assert.Throws<ArgumentException>(() => new Thing(Guid.Empty));
        """);

    [Fact]
    public void With_an_id_parameter_a_creation_can_be_tried() => Scenario.Run(
        """
        [Aggregate] public partial class Thing
        {
            [Event("Made")] public partial Thing(string created, Guid id, int repository = 3);
            public string Created { get; private set; }
            private int _number;
            public int Number => _number;
            private partial void WhenMade(string created, int repository) => (Created, _number) = (created, repository);
            [Event("Imported"), Obsolete("Use the other.")] public partial Thing(Guid id);
            [Event("Copied")] public partial Thing(Guid? id, int number);
            private partial void WhenCopied(Guid? id, int number) => _number = number;
        }
        """,
        """
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        Guid id = Guid.NewGuid();
        Assert.True(app.Repository<Thing>().TryCreate(out Thing? made, "a", id));
        Assert.Equal(("a", 3, 1), (made.Created, made.Number, store.Items.Count));
        Assert.False(app.Repository<Thing>().TryCreate(out made, id));
        Assert.Null(made);
        Assert.Null(await app.Repository<Thing>().TryCreateAsync("b", id, 4, default));
        Assert.Equal(4, (await app.Repository<Thing>().TryCreateAsync("b", Guid.NewGuid(), 4))!.Number);
        Assert.DoesNotContain(
            typeof(Thing).Assembly.GetTypes().SelectMany(type => type.GetMethods()),
            method => method.Name.StartsWith("TryCreate") && method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Guid?)));
        """);
}
