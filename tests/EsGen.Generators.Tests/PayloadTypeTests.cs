using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>Types of the user's in events: how they are stored, read again, copied and compared.</summary>
public sealed class PayloadTypeTests
{
    private const string Types = """
        #pragma warning disable ESG075 // That a Bribe is refused is tested here.
        using System.Collections.Frozen;
        using System.Numerics;
        using System.Text.Json;
        using System.Text.Json.Serialization;

        public readonly record struct AccountId(Guid Value);
        public readonly record struct Sku(string Value);
        public readonly record struct Score { public int Points { get; init; } }
        public sealed record Money(decimal Amount, string Currency = "EUR");
        public record Line(Sku Sku, int Quantity, Money Price) { public string? Note { get; init; } public required bool Gift { get; init; } public int Weight { get; init; } = 7; }
        public sealed record Derived : Line { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Derived() : base(new Sku("a"), 1, new Money(1m)) { } }
        public record Pair<TFirst, TSecond>(TFirst First, TSecond Second);
        public sealed record Node(string Name, IReadOnlyList<Node> Children) { public Node? Next { get; init; } }
        public class Address
        {
            private readonly string _city;
            public Address(string street, string city) { Street = street; _city = city; }
            public string Street { get; }
            public string City => _city;
            public string Both => Street + City;
            [JsonIgnore] public int Visits { get; init; }
        }
        public struct Range { public int From; public int To { get; set; } }
        [Flags] public enum Days { None, Monday, Tuesday }

        [JsonDerivedType(typeof(Card), "card")]
        [JsonDerivedType(typeof(Cash), "cash")]
        [JsonDerivedType(typeof(Invoice), 3)]
        public abstract record Payment(decimal Amount);
        public sealed record Card(decimal Amount, [property: JsonPropertyName("no")] string Number) : Payment(Amount);
        public record Cash(decimal Amount) : Payment(Amount);
        public record Invoice(decimal Amount, int[] Parts) : Payment(Amount);
        public record Bribe(decimal Amount) : Payment(Amount);

        [EventFieldConverter(typeof(ComplexConverter))]
        public record Unseen(object Inside);
        public sealed class ComplexConverter : EventFieldConverter<Unseen>
        {
            public override void Write(Utf8JsonWriter writer, Unseen value) => writer.WriteStringValue(value.Inside.ToString());
            public override Unseen Read(ref Utf8JsonReader reader) => new Unseen(reader.GetString()!);
        }
        public sealed class RationalConverter : EventFieldConverter<Complex>
        {
            public override void Write(Utf8JsonWriter writer, Complex value) { writer.WriteStartArray(); writer.WriteNumberValue(value.Real); writer.WriteNumberValue(value.Imaginary); writer.WriteEndArray(); }
            public override Complex Read(ref Utf8JsonReader reader) { reader.Read(); double real = reader.GetDouble(); reader.Read(); double imaginary = reader.GetDouble(); reader.Read(); return new Complex(real, imaginary); }
        }

        [Aggregate] public partial class Thing
        {
            [Event] public partial Thing();
            private partial void WhenCreated() { }
            public Event? Last { get; private set; }
            public void Do(Event e) => Raise(e);

            [Event] public sealed partial record Singles(AccountId Id, Sku? Sku, Score Score, List<Sku> Skus);
            [Event] public sealed partial record Objects(Money Price, Line? Line, Pair<int, string?> Pair, Pair<Money, Pair<Sku, Days>> Nested, Address Home, Range? Range);
            [Event] public sealed partial record Tuples((int X, string Y) Point, (Money, Money)? Both, List<(int, int)> Edges, KeyValuePair<string, int> Entry);
            [Event] public sealed partial record Trees(Node Root);
            [Event] public sealed partial record Kinds(Payment Payment, IReadOnlyList<Payment?> More, Card Card);
            [Event] public sealed partial record Dictionaries(Dictionary<string, int> Counts, IReadOnlyDictionary<Guid, Money?> Prices, FrozenDictionary<int, List<int>> Lists, System.Collections.Immutable.ImmutableDictionary<Days, string>? Names, Dictionary<AccountId, Dictionary<long, Sku>> Deep);
            [Event] public sealed partial record Sets(HashSet<string> Tags, IReadOnlySet<Sku> Skus, FrozenSet<int>? Numbers, System.Collections.Immutable.ImmutableHashSet<Money> Prices);
            [Event] public sealed partial record Collections(int[][] Jagged, List<List<string>?> Lists, ImmutableArray<ImmutableArray<Money>> Fixed, IReadOnlyList<Line[]> Lines);
            [Event] public sealed partial record Numbers(BigInteger Big, Half Half, Int128 Int128, UInt128? UInt128, Version Version, ReadOnlyMemory<byte> Memory, ReadOnlyMemory<byte>? More);
            [Event] public sealed partial record Converted(Unseen Unseen, [EventFieldConverter(typeof(RationalConverter))] Complex Complex, [property: EventFieldConverter(typeof(RationalConverter))] List<Complex?> List);
            [Event] public sealed partial record Named([property: JsonPropertyName("théName\"")] int Value, Days Days);
            [Event] public partial Money? Price { get; set; }
            [Event, JsonPropertyName("the tags")] public partial IReadOnlySet<string>? Tags { get; set; }
            [Event] public partial Address? Home { get; set; }
            [Event("Moved")] public partial void Move(Address to, Node? node, (int X, int[] Y) tuple);
            private partial void WhenMoved(Address to, Node? node, (int X, int[] Y) tuple) { Last = new Moved(to, node, tuple); }

            private partial void When(Singles e) => Last = e;
            private partial void When(Objects e) => Last = e;
            private partial void When(Tuples e) => Last = e;
            private partial void When(Trees e) => Last = e;
            private partial void When(Kinds e) => Last = e;
            private partial void When(Dictionaries e) => Last = e;
            private partial void When(Sets e) => Last = e;
            private partial void When(Collections e) => Last = e;
            private partial void When(Numbers e) => Last = e;
            private partial void When(Converted e) => Last = e;
            private partial void When(Named e) => Last = e;
        }
        """;

    /// <summary>Raises an event, and asserts that it is stored so, read as an equal one, and replayed as the same state.</summary>
    private const string Check = """
        static void Check(Thing.Event e, string json)
        {
            Thing thing = new();
            thing.Do(e);
            IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
            using EventSourcedApplication app = new(store);
            app.Repository<Thing>().Save(thing);
            Assert.Equal(json, System.Text.Encoding.UTF8.GetString(store.Items[1].Data.Span));
            Thing.Event again = app.EventStore.GetEvents<Thing.Event>(thing.Id)[1];
            Assert.Equal(thing.PendingEvents.Count == 0 ? e : thing.PendingEvents[1], again);
            Assert.Equal(e.GetHashCode(), again.GetHashCode());
            Assert.Equal(thing.Last, app.Repository<Thing>()[thing.Id].Last);
        }

        static void Refused(Thing.Event e, string part)
        {
            Thing thing = new();
            string message = Assert.ThrowsAny<ArgumentException>(() => thing.Do(e)).Message;
            Assert.Contains(part, message);
            Assert.Equal(1, thing.Version);
            Assert.False(thing.IsFaulted);
        }

        static T Read<T>(SequencedItem item) where T : class, IDomainEvent<T> => T.Decode(item);

        static Thing.Event Decode(string topic, string json) => Read<Thing.Event>(Item(Guid.NewGuid(), 1, topic, json));

        static MalformedEventException Malformed(string topic, string json) => Assert.Throws<MalformedEventException>(() => Decode(topic, json));

        """;

    private static void Run(string test) => Scenario.Run(Types, Check + test);

    [Fact]
    public void Every_kind_of_payload_type_compiles_cleanly() => Harness.RunClean(Types);

    [Fact]
    public void Every_shape_is_stored_and_read_again() => Run(
        """"
        Guid id = Guid.Parse("0197d2a0-0000-7000-8000-000000000002");
        Check(new Thing.Singles(new(id), null, new Score { Points = 3 }, [new("a")]), $$"""{"id":"{{id}}","sku":null,"score":3,"skus":["a"]}""");
        Check(
            new Thing.Objects(new(1.0m), new Line(new("a"), 2, new(3m)) { Gift = true }, new(1, null), new(new(4m, "USD"), new(new("b"), Days.Monday | Days.Tuesday)), new("s", "c"), new Range { From = 1, To = 2 }),
            """{"price":{"amount":1.0,"currency":"EUR"},"line":{"sku":"a","quantity":2,"price":{"amount":3,"currency":"EUR"},"note":null,"gift":true,"weight":7},"pair":{"first":1,"second":null},"nested":{"first":{"amount":4,"currency":"USD"},"second":{"first":"b","second":"Monday, Tuesday"}},"home":{"street":"s","city":"c"},"range":{"from":1,"to":2}}""");
        Check(
            new Thing.Tuples((1, "y"), (new(1m), new(2m)), [(1, 2)], new("k", 1)),
            """{"point":{"x":1,"y":"y"},"both":{"item1":{"amount":1,"currency":"EUR"},"item2":{"amount":2,"currency":"EUR"}},"edges":[{"item1":1,"item2":2}],"entry":{"key":"k","value":1}}""");
        Check(
            new Thing.Trees(new("r", [new("a", []), new("b", [])]) { Next = new("n", []) }),
            """{"root":{"name":"r","children":[{"name":"a","children":[],"next":null},{"name":"b","children":[],"next":null}],"next":{"name":"n","children":[],"next":null}}}""");
        Check(
            new Thing.Kinds(new Card(1m, "n"), [new Cash(2m), null, new Invoice(3m, [1])], new(4m, "m")),
            """{"payment":{"$type":"card","amount":1,"no":"n"},"more":[{"$type":"cash","amount":2},null,{"$type":3,"amount":3,"parts":[1]}],"card":{"amount":4,"no":"m"}}""");
        Check(
            new Thing.Dictionaries(
                new() { ["b"] = 1, ["a"] = 2, ["\""] = 3 },
                new Dictionary<Guid, Money?> { [id] = null },
                System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(new Dictionary<int, List<int>> { [-1] = [1], [10] = [] }),
                System.Collections.Immutable.ImmutableDictionary<Days, string>.Empty.Add(Days.Monday, "m"),
                new() { [new(id)] = new() { [5] = new("s") } }),
            """{"counts":{"\"":3,"a":2,"b":1},"prices":{"0197d2a0-0000-7000-8000-000000000002":null},"lists":{"-1":[1],"10":[]},"names":{"Monday":"m"},"deep":{"0197d2a0-0000-7000-8000-000000000002":{"5":"s"}}}""");
        Check(
            new Thing.Sets(["b", "a"], new HashSet<Sku> { new("x") }, System.Collections.Frozen.FrozenSet.ToFrozenSet([2, 1]), [new Money(1m)]),
            """{"tags":["a","b"],"skus":["x"],"numbers":[1,2],"prices":[{"amount":1,"currency":"EUR"}]}""");
        Check(
            new Thing.Collections([[1], []], [["a"], null], [[new(1m)]], [[new(new("a"), 1, new(2m)) { Gift = false, Weight = 0 }]]),
            """{"jagged":[[1],[]],"lists":[["a"],null],"fixed":[[{"amount":1,"currency":"EUR"}]],"lines":[[{"sku":"a","quantity":1,"price":{"amount":2,"currency":"EUR"},"note":null,"gift":false,"weight":0}]]}""");
        Check(
            new Thing.Numbers(System.Numerics.BigInteger.Parse("-123456789012345678901234567890123456789012345678901234567890"), (Half)0.1, Int128.MinValue, UInt128.MaxValue, new Version(1, 2, 3), new byte[] { 1 }, null),
            """{"big":-123456789012345678901234567890123456789012345678901234567890,"half":0.1,"int128":-170141183460469231731687303715884105728,"uInt128":340282366920938463463374607431768211455,"version":"1.2.3","memory":"AQ==","more":null}""");
        Check(new Thing.Converted(new("in"), new(1, 2), [null, new(3, 4)]), """{"unseen":"in","complex":[1,2],"list":[null,[3,4]]}""");
        Check(new Thing.Named(5, Days.None), """{"théName\"":5,"days":"None"}""");
        """");

    [Fact]
    public void A_payload_that_could_be_changed_is_copied_when_the_event_is_made() => Run(
        """"
        int[] parts = [1]; List<Node> children = [new("a", [])]; int[] y = [1];
        Thing thing = new();
        thing.Do(new Thing.Kinds(new Invoice(1m, parts), [], new(1m, "n")));
        thing.Move(new("s", "c") { Visits = 5 }, new Node("r", children), (1, y));
        parts[0] = 2; children.Add(new("b", [])); y[0] = 2;
        Assert.Equal(new Thing.Kinds(new Invoice(1m, [1]), [], new(1m, "n")), thing.PendingEvents[1]);
        Assert.Equal(new Thing.Moved(new("s", "c"), new Node("r", [new("a", [])]), (1, [1])), thing.PendingEvents[2]);
        Assert.Equal(0, ((Thing.Moved)thing.Last!).To.Visits);
        ((Thing.Moved)thing.PendingEvents[2]).Tuple.Y[0] = 3;
        Assert.Equal([1], ((Thing.Moved)thing.Last!).Tuple.Y);
        """");

    [Fact]
    public void Values_are_equal_if_they_are_stored_alike() => Run(
        """"
        static Thing.Event Invoice(int part) => new Thing.Kinds(new Invoice(1m, [part]), [null, new Invoice(2m, [])], new(1m, "n"));
        Assert.Equal(Invoice(1), Invoice(1));
        Assert.Equal(Invoice(1).GetHashCode(), Invoice(1).GetHashCode());
        Assert.NotEqual(Invoice(1), Invoice(2));
        Assert.Equal<Thing.Event>(new Thing.Moved(new("s", "c"), null, (1, [2])), new Thing.Moved(new("s", "c") { Visits = 7 }, null, (1, [2])));
        Assert.NotEqual<Thing.Event>(new Thing.Moved(new("s", "c"), null, (1, [2])), new Thing.Moved(new("s", "c"), new("n", []), (1, [2])));
        Assert.NotEqual<Thing.Event>(new Thing.Moved(new("s", "c"), null, (1, [2])), new Thing.Moved(new("s", "c"), null, (1, [3])));

        Thing thing = new();
        thing.Home = new("s", "c"); thing.Home = new("s", "c"); thing.Home = new("s", "d");
        thing.Tags = new HashSet<string> { "a", "b" }; thing.Tags = new HashSet<string> { "b", "a" };
        thing.Price = new(1m); thing.Price = new(1m); thing.Price = null;
        Assert.Equal(6, thing.Version);
        Assert.Equal("{\"the tags\":[\"a\",\"b\"]}", Data(thing)[3]);
        """");

    [Fact]
    public void What_could_not_be_read_again_is_refused() => Run(
        """"
        Refused(new Thing.Kinds(new Bribe(1m), [], new(1m, "n")), "'payment' has a value of Bribe, which is none of the kinds that are stored");
        Refused(new Thing.Kinds(null!, [], new(1m, "n")), "'payment' is, or contains, a null");
        Refused(new Thing.Objects(new(1m), new Derived(), new(1, null), new(new(4m), new(new("b"), Days.None)), new("s", "c"), null), "'line' has a value of Derived, which derives from Line");
        Refused(new Thing.Singles(default, null, default, [default]), "'skus[0]' is, or contains, a null");
        List<Node> loop = []; loop.Add(new Node("n", loop));
        Assert.Contains("64 levels", Assert.Throws<ArgumentException>(() => new Thing().Do(new Thing.Trees(loop[0]))).Message);
        Node deep = new("n", []); for (int i = 0; i < 61; i++) deep = new("n", []) { Next = deep };
        new Thing().Do(new Thing.Trees(deep));
        Refused(new Thing.Trees(new("n", []) { Next = deep }), "64 levels");
        Node wide = new("n", []); for (int i = 0; i < 30; i++) wide = new("n", [wide, wide]);
        Assert.ThrowsAny<ArgumentException>(() => new Thing().Do(new Thing.Trees(wide)));
        """");

    [Fact]
    public void What_is_stored_wrongly_is_malformed_and_says_where() => Run(
        """"
        MalformedEventException Wrong(string topic, string json, string field, int offset, string expected)
        {
            MalformedEventException exception = Malformed("Thing." + topic, json);
            Assert.Equal((field, (long?)offset), (exception.Field, exception.ByteOffset));
            Assert.Contains(expected, exception.Message);
            return exception;
        }

        const string Rest = ",\"more\":[],\"card\":{\"amount\":1,\"no\":\"n\"}}";
        Wrong("Kinds", """{"payment":{"$type":"bribe","amount":1}""" + Rest, "payment", 20, "one of the kinds");
        Wrong("Kinds", """{"payment":{"amount":1}""" + Rest, "payment", 11, "a member '$type'");
        Wrong("Kinds", """{"payment":{"$type":"cash","$type":"cash","amount":1}""" + Rest, "payment", 27, "the member '$type' only once");
        Wrong("Kinds", """{"payment":{"$type":"cash","amount":1,"amount":1}""" + Rest, "payment", 38, "the member 'amount' only once");
        Wrong("Kinds", """{"payment":{"$type":"cash"}""" + Rest, "payment", 27, "a value for the member 'amount'");
        Wrong("Sets", """{"tags":["a","a"]}""", "tags", 13, "only once");
        Wrong("Dictionaries", """{"counts":{"a":1,"a":1}}""", "counts", 17, "only once");
        Wrong("Dictionaries", """{"lists":{"x":[]}}""", "lists", 10, "an integer of 32 bits");
        Wrong("Dictionaries", """{"lists":{"1 ":[]}}""", "lists", 12, "well-formed");
        Wrong("Converted", """{"unseen":5}""", "unseen", 10, "ComplexConverter reads as a whole");
        Wrong("Converted", """{"complex":[1,2,3]}""", "complex", 11, "RationalConverter reads as a whole");
        Wrong("Numbers", """{"version":"01.2"}""", "version", 11, "a version");
        Wrong("Numbers", """{"half":70000}""", "half", 8, "Half");
        Wrong("Named", """{"th\u00e9Name\"":5,"days":"Never"}""", "days", 27, "the name of a member of its enum");

        Assert.Equal(new Cash(2m), ((Thing.Kinds)Decode("Thing.Kinds", """{"payment":{"x":[{"$type":"card"}],"amount":2,"$type":"c\u0061sh"}""" + Rest)).Payment);
        Assert.Equal(7, ((Thing.Objects)Decode("Thing.Objects", """{"price":{"amount":1},"line":{"sku":"a","quantity":1,"price":{"amount":1},"gift":true},"pair":{"first":1,"second":null},"nested":{"first":{"amount":1},"second":{"first":"b","second":"None"}},"home":{"street":"s","city":"c"},"range":null}""")).Line!.Weight);
        """");

    [Fact]
    public void The_comparer_of_a_set_or_dictionary_is_no_part_of_an_event() => Scenario.Run(
        """
        using System.Collections.Frozen;
        using System.Collections.Immutable;
        [Aggregate] public partial class Purse
        {
            [Event] public partial Purse();
            [Event] public partial FrozenSet<string>? Currencies { get; set; }
            [Event] public partial ImmutableDictionary<string, int>? Counts { get; set; }
        }
        """,
        """"
        StringComparer ignoresCase = StringComparer.OrdinalIgnoreCase;
        Purse purse = new();
        purse.Currencies = System.Collections.Frozen.FrozenSet.ToFrozenSet(["eur"], ignoresCase);
        purse.Currencies = System.Collections.Frozen.FrozenSet.ToFrozenSet(["EUR"], ignoresCase);
        purse.Currencies = System.Collections.Frozen.FrozenSet.ToFrozenSet(["EUR"], ignoresCase);
        purse.Counts = System.Collections.Immutable.ImmutableDictionary.Create<string, int>(ignoresCase).Add("eur", 1);
        purse.Counts = System.Collections.Immutable.ImmutableDictionary.Create<string, int>(ignoresCase).Add("EUR", 1);
        Assert.Equal(5, purse.PendingEvents.Count);
        Assert.False(purse.Currencies.Contains("eur"));
        Assert.False(purse.Counts.ContainsKey("eur"));
        """");

    [Fact]
    public void Interned_strings_are_shared_when_they_are_read() => Scenario.Run(
        """
        public sealed record Money(decimal Amount, [Interned] string Currency);
        [Aggregate] public partial class Purse
        {
            [Event] public partial Purse([Interned] string owner, string place, [Interned] List<string?> tags);
            public string Owner { get; private set; }
            public string Place { get; private set; }
            public List<string?> Tags { get; private set; }
            [Event] public partial Money? Content { get; set; }
        }
        """,
        """"
        static Purse Replay(string owner)
        {
            IActiveRecordStrategy store = InMemoryDatastore.Open().ActiveRecordStrategy;
            using EventSourcedApplication app = new(store);
            Purse purse = new(owner, "place", ["tag", null]) { Content = new(1m, "EUR") };
            app.Repository<Purse>().Save(purse);
            Purse again = app.Repository<Purse>()[purse.Id];
            Assert.Equal(owner, again.Owner);
            return again;
        }

        Purse left = Replay("Ada"), right = Replay("Ada");
        Assert.Same(left.Owner, right.Owner);
        Assert.Same(left.Tags[0], right.Tags[0]);
        Assert.Same(left.Content!.Currency, right.Content!.Currency);
        Assert.NotSame(left.Place, right.Place);
        foreach (string owner in (string[])["", "é", "\"", new string('x', 64), new string('x', 65)])
        {
            Replay(owner);
        }
        """");
}
