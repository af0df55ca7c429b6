using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>Collections in events are values: copied when the event is made, compared element by element.</summary>
public sealed class CollectionTests
{
    private const string Thing = """
        [Aggregate] public partial class Thing
        {
            [Event] public partial Thing(List<string> names, int[] numbers, byte[]? bytes, List<byte[]> blobs, IReadOnlyList<byte[]?> views, ImmutableArray<byte[]>? fixedBlobs);
            public List<string> Names { get; private set; }
            public int[] Numbers { get; private set; }
            public byte[]? Bytes { get; private set; }
            public List<byte[]> Blobs { get; private set; }
            public IReadOnlyList<byte[]?> Views { get; private set; }
            public ImmutableArray<byte[]>? FixedBlobs { get; private set; }

            [Event] public sealed partial record Own(List<string> Names, byte[] Bytes)
            {
                public int[]? Numbers { get; init; }
                public required List<byte[]> Blobs { get; init; }
            }

            private partial void When(Own e) => (Names, Bytes, Numbers, Blobs) = (e.Names, e.Bytes, e.Numbers ?? [], e.Blobs);
            public void Take(Own own) => Raise(own);

            [Event] public sealed partial record Assigned(List<string> Names, byte[]? Bytes);
            public void Assign(List<string> names, byte[] bytes) => Raise(new Assigned(names, bytes));

            [Event] public partial List<string>? Tags { get; set; }
        }
        """;

    [Fact]
    public void A_caller_who_changes_what_it_passed_changes_neither_event_nor_state() => Scenario.Run(
        Thing,
        """
        List<string> names = ["a"]; int[] numbers = [1]; byte[] bytes = [1]; List<byte[]> blobs = [[1]]; byte[]?[] views = [[1], null]; byte[] blob = [1];
        Thing thing = new(names, numbers, bytes, blobs, views, [blob]);
        names.Add("b"); numbers[0] = 2; bytes[0] = 2; blobs[0][0] = 2; blobs.Add([]); views[0]![0] = 2; views[1] = []; blob[0] = 2;
        Assert.Equal(new Thing.Created(["a"], [1], [1], [[1]], [[1], null], [[1]]), thing.PendingEvents[0]);
        Assert.Equal("{\"names\":[\"a\"],\"numbers\":[1],\"bytes\":\"AQ==\",\"blobs\":[\"AQ==\"],\"views\":[\"AQ==\",null],\"fixedBlobs\":[\"AQ==\"]}", Data(thing)[0]);
        Assert.Equal(["a"], thing.Names);
        Assert.Equal([1], thing.Numbers);
        Assert.Equal([1], thing.Bytes!);
        Assert.Equal([[1]], thing.Blobs);
        Assert.Equal([[1], null], thing.Views);
        Assert.Equal([1], thing.FixedBlobs!.Value[0]);
        """);

    [Fact]
    public void Whoever_changes_a_pending_event_changes_neither_its_bytes_nor_the_state() => Scenario.Run(
        Thing,
        """
        Thing thing = new(["a"], [1], [1], [[1]], [[1]], [[1]]);
        thing.Take(new Thing.Own(["a"], [1]) { Numbers = [1], Blobs = [[1]] });
        thing.Assign(["a"], [1]);
        var created = (Thing.Created)thing.PendingEvents[0];
        created.Names.Add("b"); created.Numbers[0] = 2; created.Bytes![0] = 2; created.Blobs[0][0] = 2; created.Views[0]![0] = 2; created.FixedBlobs!.Value[0][0] = 2;
        var own = (Thing.Own)thing.PendingEvents[1];
        own.Names.Add("b"); own.Numbers![0] = 2; own.Bytes[0] = 2; own.Blobs[0][0] = 2;
        var assigned = (Thing.Assigned)thing.PendingEvents[2];
        assigned.Names.Add("b"); assigned.Bytes![0] = 2;
        Assert.Equal(["a"], thing.Names);
        Assert.Equal([1], thing.Bytes!);
        Assert.Equal([1], thing.Numbers);
        Assert.Equal([[1]], thing.Blobs);
        Assert.Equal([[1]], thing.Views);
        Assert.Equal([1], thing.FixedBlobs!.Value[0]);
        Assert.DoesNotContain(Data(thing), data => data.Contains("\"b\"") || data.Contains("Ag=="));
        """);

    [Fact]
    public void An_entity_that_changes_its_own_list_doesn_t_change_the_pending_event() => Scenario.Run(
        Thing,
        """
        Thing thing = new(["a"], [1], [1], [[1]], [[1]], [[1]]);
        thing.Names.Add("b"); thing.Numbers[0] = 2; thing.Bytes![0] = 2; thing.Blobs[0][0] = 2;
        Assert.Equal(new Thing.Created(["a"], [1], [1], [[1]], [[1]], [[1]]), thing.PendingEvents[0]);
        thing.Take(new Thing.Own(["a"], [1]) { Numbers = [1], Blobs = [[1]] });
        thing.Names.Add("b"); thing.Numbers[0] = 2; thing.Bytes![0] = 2; thing.Blobs[0][0] = 2;
        Assert.Equal(["a"], ((Thing.Own)thing.PendingEvents[1]).Names);
        Assert.Equal([1], ((Thing.Own)thing.PendingEvents[1]).Bytes);
        Assert.Equal([1], ((Thing.Own)thing.PendingEvents[1]).Numbers!);
        Assert.Equal([[1]], ((Thing.Own)thing.PendingEvents[1]).Blobs);
        """);

    [Fact]
    public void An_own_record_that_is_raised_keeps_nothing_of_the_caller_s() => Scenario.Run(
        Thing,
        """
        Thing thing = new([], [], null, [], [], null);
        Thing.Own own = new(["a"], [1]) { Numbers = [1], Blobs = [[1]] };
        thing.Take(own);
        own.Names.Add("b"); own.Numbers![0] = 2; own.Bytes[0] = 2; own.Blobs[0][0] = 2;
        Assert.Equal(["a"], thing.Names);
        Assert.Equal([1], thing.Numbers);
        Assert.Equal("{\"names\":[\"a\"],\"bytes\":\"AQ==\",\"numbers\":[1],\"blobs\":[\"AQ==\"]}", Data(thing)[1]);
        """);

    [Fact]
    public void Events_with_equal_elements_are_equal() => Scenario.Run(
        Thing,
        """
        static Thing.Created Created(string name, byte last) => new([name], [1], [1], [[1]], [[1], null], [[last]]);
        Assert.Equal(Created("a", 1), Created("a", 1));
        Assert.Equal(Created("a", 1).GetHashCode(), Created("a", 1).GetHashCode());
        Assert.NotEqual(Created("a", 1), Created("b", 1));
        Assert.NotEqual(Created("a", 1), Created("a", 2));
        static Thing.Own Own(string name, byte last) => new([name], [1]) { Numbers = [1], Blobs = [[last]] };
        Assert.Equal(Own("a", 1), Own("a", 1));
        Assert.Equal(Own("a", 1).GetHashCode(), Own("a", 1).GetHashCode());
        Assert.NotEqual(Own("a", 1), Own("b", 1));
        Assert.NotEqual(Own("a", 1), Own("a", 2));
        Assert.NotEqual<Thing.Event>(new Thing.TagsChanged(["a"]), new Thing.Assigned(["a"], null));
        """);

    [Fact]
    public void An_own_record_may_compare_itself() => Scenario.Run(
        """
        [Aggregate] public partial class Thing
        {
            [Event] public partial Thing();
            [Event] public sealed partial record Own(int[] Numbers)
            {
                public bool Equals(Own? other) => other is not null && Numbers.Length == other.Numbers.Length;
                public override int GetHashCode() => Numbers.Length;
            }
            private partial void When(Own e) { }
        }
        """,
        "Assert.Equal(new Thing.Own([1]), new Thing.Own([2]));");

    [Fact]
    public void Every_collection_survives_storage() => Scenario.Run(
        Thing,
        """
        IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
        using EventSourcedApplication app = new(store);
        var things = app.Repository<Thing>();
        Thing thing = things.Create(["a", "é"], [1, -1], null, [[], [255]], [null], null);
        thing.Take(new Thing.Own(["x"], [7]) { Blobs = [[8]] });
        things.Save(thing);
        Thing again = things[thing.Id];
        Assert.Equal(["x"], again.Names);
        Assert.Equal([7], again.Bytes!);
        Assert.Empty(again.Numbers);
        Assert.Equal([[8]], again.Blobs);
        Assert.Equal([null], again.Views);
        Assert.Null(again.FixedBlobs);
        Assert.Equal(new Thing.Own(["x"], [7]) { Blobs = [[8]] }, app.EventStore.GetEvents<Thing.Event>(thing.Id).Last());
        """);
}
