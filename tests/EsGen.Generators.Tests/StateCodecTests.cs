using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>The state of an entity as data: every member is written, and what is read of it goes on like the original.</summary>
public sealed class StateCodecTests
{
    private const string Helpers = """

        static class States
        {
            public static EntityState<T> Of<T>() where T : class, IEventSourced<T> => (EntityState<T>)T.Description.State!;
            public static string Show<T>(T entity) where T : class, IEventSourced<T> => System.Text.Encoding.UTF8.GetString(T.Description.GetState(entity).Span);
            public static T Copy<T>(T entity) where T : class, IEventSourced<T> => Of<T>().Restore(T.Description, Of<T>().Write(entity));
        }
        """;

    private const string Thing = """
        using EsGen.CompilerServices;

        public readonly record struct Sku(string Value);
        public sealed record Line(Sku Sku, int Quantity, IReadOnlyList<string> Tags);

        [Aggregate] public partial class Thing
        {
            private readonly Dictionary<string, int> _counts = new(StringComparer.OrdinalIgnoreCase);
            private readonly SortedDictionary<string, Line> _sorted = new(StringComparer.Ordinal);
            private readonly Queue<int> _waiting = new();
            private readonly Stack<Sku> _undo = new();
            private readonly SortedSet<int> _numbers = [];
            private readonly HashSet<Guid> _seen = [];
            private readonly int[] _slots = new int[3];
            private int version = 7;
            [NotRecorded] private int _cache = 1;
            public static int s_total;
            public List<Line> Lines { get; } = [];
            public string Name { get; private set; }
            public decimal Rounded { get; private set => field = decimal.Round(value); }
            public ImmutableArray<int> Never { get; private set; }
            public int Total => Lines.Count;
            [Event] public partial string? Note { get; set; }

            [Event] public partial Thing(string name);
            [Event("Added")] public partial void Add(Line line, int number);
            private partial void WhenAdded(Line line, int number)
            {
                Lines.Add(line);
                _counts[line.Sku.Value] = _counts.GetValueOrDefault(line.Sku.Value) + line.Quantity;
                _sorted[line.Sku.Value] = line;
                _waiting.Enqueue(number);
                _undo.Push(line.Sku);
                _numbers.Add(-number);
                _slots[number % 3]++;
                version++;
                Rounded = number + 0.4m;
            }

            [Discard] public partial void Discard();
            public string Describe() => string.Join("|", _counts["A"], string.Join(",", _sorted.Keys), string.Join(",", _waiting), string.Join(",", _undo), string.Join(",", _numbers), string.Join(",", _slots), version, _cache, Rounded, Never.IsDefault, Lines.Count);
        }
        """ + Helpers;

    [Fact]
    public void A_struct_that_was_never_set_comes_back_as_it_is() => Scenario.Run(
        """
        using EsGen.CompilerServices;

        public readonly record struct Sku(string Value);
        public readonly record struct Weight(int Grams);
        public record struct Place(Sku Sku, string[] Names, int Shelf);

        [Aggregate, Snapshot(Every = 1)] public partial class Thing
        {
            private Place _place;
            private (int X, Sku[] Skus) _pair;
            public Sku Sku { get; private set; }
            public Weight Weight { get; private set; }
            [Event] public partial Thing();
            [Event("Placed")] public partial void Put(Place place, Sku sku);
            private partial void WhenPlaced(Place place, Sku sku)
            {
                _place = place;
                _pair = (place.Shelf, [sku]);
                Sku = sku;
            }

            public string Describe() => string.Join("|", _place.Names?.Length, _place.Shelf, _pair.X, _pair.Skus?.Length, Sku, Weight);
        }
        """ + Helpers,
        """
        Thing thing = new();
        Assert.Contains("\"place\":null,\"pair\":null,\"sku\":null,\"weight\":0", States.Show(thing));
        Assert.Equal("|0|0||Sku { Value =  }|Weight { Grams = 0 }", thing.Describe());
        Assert.Equal(thing.Describe(), States.Copy(thing).Describe());

        thing.Put(new(new("a"), [], 0), new(""));
        Assert.Contains("\"sku\":\"\"", States.Show(thing));
        Assert.Equal("0|0|0|1|Sku { Value =  }|Weight { Grams = 0 }", thing.Describe());
        Assert.Equal(thing.Describe(), States.Copy(thing).Describe());
        """);

    [Fact]
    public void Every_member_comes_back_private_read_only_and_with_code_around_it() => Scenario.Run(
        Thing,
        """
        Thing thing = new("a \"thing\"");
        thing.Add(new(new("a"), 2, ["x"]), 5);
        thing.Add(new(new("B"), 1, []), 6);
        thing.Add(new(new("A"), 1, []), 7);
        thing.Note = "note";
        Thing copy = States.Copy(thing);
        Assert.Equal("3|A,B,a|5,6,7|Sku { Value = A },Sku { Value = B },Sku { Value = a }|-7,-6,-5|1,1,1|10|1|7|True|3", copy.Describe());
        Assert.Equal(thing.Describe(), copy.Describe());
        Assert.Equal((thing.Id, thing.Version, thing.CreatedOn, thing.LastModified, thing.Note, thing.Name), (copy.Id, copy.Version, copy.CreatedOn, copy.LastModified, copy.Note, copy.Name));
        Assert.Equal(States.Show(thing), States.Show(copy));
        Assert.Empty(copy.PendingEvents);
        Assert.NotSame(thing.Lines, copy.Lines);

        // What comes next comes to both alike.
        thing.Add(new(new("C"), 1, []), 8);
        copy.Add(new(new("C"), 1, []), 8);
        Assert.Equal(thing.Describe(), copy.Describe());
        copy.Note = "another";
        Assert.Equal(["Thing.Added", "Thing.NoteChanged"], copy.PendingEvents.Select(e => "Thing." + e.GetType().Name));
        """);

    [Fact]
    public void It_is_shown_as_JSON_with_the_names_of_the_members() => Scenario.Run(
        Thing,
        """
        Thing thing = new("n");
        thing.Add(new(new("b"), 2, []), 1);
        thing.Add(new(new("a"), 2, []), 2);
        using System.Text.Json.JsonDocument state = System.Text.Json.JsonDocument.Parse(States.Show(thing));
        Assert.Equal(
            ["id", "version", "createdOn", "lastModified", "isDiscarded", "counts", "sorted", "waiting", "undo", "numbers", "seen", "slots", "version_", "lines", "name", "rounded", "never", "note"],
            state.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal("{\"a\":2,\"b\":2}", state.RootElement.GetProperty("counts").GetRawText());
        Assert.Equal("[1,2]", state.RootElement.GetProperty("waiting").GetRawText());
        thing.Discard();
        Assert.True(System.Text.Json.JsonDocument.Parse(States.Show(thing)).RootElement.GetProperty("isDiscarded").GetBoolean());
        """);

    [Fact]
    public void A_copy_of_a_discarded_instance_is_discarded() => Scenario.Run(
        Thing,
        """
        Thing thing = new("n");
        thing.Discard();
        Thing copy = States.Copy(thing);
        Assert.True(copy.IsDiscarded);
        Assert.Throws<EntityDiscardedException>(() => copy.Note = "x");
        """);

    private const string Holder = """
        using EsGen.CompilerServices;
        using System.Collections.Frozen;

        [Aggregate] public partial class Holder
        {
            private List<int> _list = [1, 2];
            private int[] _array = [];
            private HashSet<string> _set = [];
            private Dictionary<string, List<int>> _map = [];
            private Dictionary<string, string> _texts = [];
            private IReadOnlyList<int> _shown = [];
            private IReadOnlySet<string> _shownSet = FrozenSet<string>.Empty;
            private IReadOnlyDictionary<string, List<int>> _shownMap = FrozenDictionary<string, List<int>>.Empty;
            public ImmutableHashSet<string> Immutable { get; private set; } = [];
            public double Number { get; private set; }
            [Event] public partial Holder();
            [Event("Done")] public partial void Do(int what);
            private partial void WhenDone(int what)
            {
                switch (what)
                {
                    case 0: _array = [.. _list]; _shown = [.. _list, 3]; _shownSet = new HashSet<string>(["b", "a"], StringComparer.OrdinalIgnoreCase); break;
                    case 1: _map["a"] = _list; break;
                    case 2: _shown = _list; break;
                    case 3: _shown = _list.AsReadOnly(); break;
                    case 4: _shownSet = new System.Collections.ObjectModel.ReadOnlySet<string>(_set); break;
                    case 5: _shownMap = _map.AsReadOnly(); break;
                    case 6: _set = new(new Backwards()); break;
                    case 7: _shownSet = new SortedSet<string>(); break;
                    case 8: Number = double.NaN; break;
                    case 9: _shown = new Lazy(_list); break;
                    case 10: _texts = new() { ["$comparer"] = "Ordinal" }; break;
                    case 14: _map = new() { ["$comparer"] = [1] }; _texts = new() { ["a"] = "$comparer" }; break;
                    case 11: Immutable = ImmutableHashSet.Create(StringComparer.InvariantCultureIgnoreCase, "A"); break;
                    case 12: _array = [1]; _shown = _array; break;
                    case 13: _map["x"] = [1]; _map["y"] = [1]; _shown = Array.Empty<int>(); _array = Array.Empty<int>(); break;
                }
            }

            public string Describe() => string.Join("|", string.Join(",", _array), string.Join(",", _shown), string.Join(",", _shownSet), _shownSet.Contains("A"), Immutable.Contains("a"), _map.Count);
            private sealed class Backwards : IEqualityComparer<string>
            {
                public bool Equals(string? x, string? y) => x == y;
                public int GetHashCode(string s) => s.Length;
            }

            private sealed class Lazy(List<int> list) : IReadOnlyList<int>
            {
                public int this[int index] => list[index];
                public int Count => list.Count;
                public IEnumerator<int> GetEnumerator() => list.GetEnumerator();
                System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => list.GetEnumerator();
            }
        }
        """ + Helpers;

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(13)]
    [InlineData(14)]
    public void Collections_keep_their_order_and_their_comparers(int what) => Scenario.Run(
        Holder,
        $$"""
        Holder holder = new();
        holder.Do({{what}});
        Assert.Equal(holder.Describe(), States.Copy(holder).Describe());
        if ({{what}} == 0) Assert.Equal("1,2|1,2,3|b,a|True|False|0", holder.Describe());
        """);

    [Theory]
    [InlineData(1, "map")]
    [InlineData(2, "shown")]
    [InlineData(3, "shown")]
    [InlineData(4, "shownSet")]
    [InlineData(5, "shownMap")]
    [InlineData(6, "set")]
    [InlineData(7, "shownSet")]
    [InlineData(8, "number")]
    [InlineData(9, "shown")]
    [InlineData(10, "texts")]
    [InlineData(12, "shown")]
    public void What_a_copy_would_lose_is_refused_by_its_place(int what, string member) => Scenario.Run(
        Holder,
        $$"""
        Holder holder = new();
        holder.Do({{what}});
        ArgumentException refusal = Assert.ThrowsAny<ArgumentException>(() => States.Of<Holder>().Write(holder));
        Assert.Contains("'Holder (state)' can't be stored: its field '{{member}}", refusal.Message);
        """);

    [Fact]
    public void Damaged_state_is_malformed() => Scenario.Run(
        Thing,
        """
        Thing thing = new("n");
        thing.Add(new(new("b"), 2, ["t"]), 1);
        byte[] data = States.Of<Thing>().Write(thing).ToArray();
        for (int length = 0; length < data.Length; length++)
        {
            Assert.Throws<MalformedEventException>(() => States.Of<Thing>().Restore(T(), data.AsMemory(0, length)));
        }

        string text = System.Text.Encoding.UTF8.GetString(data);
        foreach (string damaged in (string[])[text.Replace("OrdinalIgnoreCase", "Unknown"), text.Replace("\"$values\"", "\"values\""), text.Replace("\"waiting\"", "\"waited\""), text.Replace("\"version\":2", "\"version\":-1")])
        {
            Assert.NotEqual(text, damaged);
            Assert.Throws<MalformedEventException>(() => States.Of<Thing>().Restore(T(), System.Text.Encoding.UTF8.GetBytes(damaged)));
        }

        static EsGen.CompilerServices.EntityDescription T() => Describe<Thing>();
        static EsGen.CompilerServices.EntityDescription Describe<T>() where T : class, IEventSourced<T> => T.Description;
        """);

    [Fact]
    public void State_that_can_t_be_stored_leaves_a_class_without_codec() => Scenario.Run(
        """
        using EsGen.CompilerServices;

        [Aggregate] public partial class Thing
        {
            private readonly Lock _lock = new();
            private Action? _do = null;
            public int Size { get; private set; }
            public event Action? Changed;
            [Event] public partial Thing(int size);
            public bool HasAll() => Changed is null && _do is null && _lock is not null;
        }
        """ + Helpers,
        """
        Thing thing = new(4);
        Assert.False(States.Of<Thing>().HasCodec);
        Assert.Equal(32, States.Of<Thing>().Fingerprint.Length);
        Assert.Contains("ESG045", Assert.Throws<NotSupportedException>(() => States.Show(thing)).Message);
        Assert.Contains(new KeyValuePair<string, object?>("size", 4), States.Of<Thing>().GetMembers(thing));
        """);

    [Fact]
    public void Hostile_names_and_obsolete_members_are_state_like_others() => Scenario.Run(
        """
        using EsGen.CompilerServices;

        [Aggregate] public partial class Thing
        {
            private int reader, recorder, writer, entity, value, _value, hasReader, @class;
            private int __;
            [Obsolete("Gone", true)] public int Old { get; private set; } = 9;
            [Event] public partial Thing(int size);
            private partial void WhenCreated(int size) => (reader, recorder, writer, entity, value, _value, hasReader, @class, __) = (size, 1, 2, 3, 4, 5, 6, 7, 8);
            public string Describe() => $"{reader} {recorder} {writer} {entity} {value} {_value} {hasReader} {@class} {__}";
        }
        """ + Helpers,
        """
        Thing thing = new(5);
        Assert.Equal("5 1 2 3 4 5 6 7 8", States.Copy(thing).Describe());
        Assert.Contains("\"old\":9", States.Show(States.Copy(thing)));
        """);

    [Fact]
    public void Names_that_differ_only_in_case_or_underscores_have_accessors_of_their_own() => Scenario.Run(
        """
        using EsGen.CompilerServices;

        [Aggregate] public partial class Thing
        {
            public int Total { get; private set => field = value + 1; }
            public int total { get; private set => field = value + 2; }
            private int _total { get; set => field = value + 3; }
            private int __total { get; set => field = value + 4; }
            private int total_ { get; set => field = value + 5; }
            private int @class { get; set => field = value + 6; }
            private int Class { get; set => field = value + 7; }
            private int _class { get; set => field = value + 8; }
            [Event] public partial Thing(int size);
            private partial void WhenCreated(int size) => (Total, total, _total, __total, total_, @class, Class, _class) = (size, 10, 20, 30, 40, 50, 60, 70);
            public string Describe() => $"{Total} {total} {_total} {__total} {total_} {@class} {Class} {_class}";
        }
        """ + Helpers,
        """
        Thing thing = new(5);
        Assert.Equal("6 12 23 34 45 56 67 78", thing.Describe());
        Assert.Equal("6 12 23 34 45 56 67 78", States.Copy(thing).Describe());
        """);

    [Fact]
    public void The_debugger_sees_the_state_without_running_code_of_the_user_s() => Scenario.Run(
        """
        using EsGen.CompilerServices;

        [Aggregate] public partial class Thing
        {
            public int Size { get => field < 0 ? field : throw new InvalidOperationException(); private set => field = value; }
            public int Twice => throw new InvalidOperationException();
            [Event] public partial Thing(int size);
            [Event] public partial string? Note { get; set; }
        }
        """ + Helpers,
        """
        Thing thing = new(5);
        for (int i = 0; i < 6; i++) thing.Note = $"{i}";
        System.Diagnostics.DebuggerTypeProxyAttribute proxy = Assert.IsType<System.Diagnostics.DebuggerTypeProxyAttribute>(Assert.Single(typeof(Thing).GetCustomAttributes(typeof(System.Diagnostics.DebuggerTypeProxyAttribute), false)));
        Assert.StartsWith(typeof(EsGen.CompilerServices.EntityDebugView).FullName, proxy.ProxyTypeName);
        EsGen.CompilerServices.EntityDebugView view = new(thing);
        Assert.Equal([new("size", 5), new("note", "5")], view.State);
        Assert.Equal((thing.Id, 7), (view.Id, view.Version));
        Assert.Equal(7, view.PendingEvents.Count);
        Assert.Equal(["Thing.NoteChanged", "Thing.NoteChanged", "Thing.NoteChanged", "Thing.NoteChanged", "Thing.NoteChanged"], view.LastEvents);
        Assert.Equal(["Thing.Created"], new EsGen.CompilerServices.EntityDebugView(new Thing(1)).LastEvents);
        """);

    [Fact]
    public void An_assembly_says_which_entities_it_has() => Scenario.Run(
        """
        using EsGen.CompilerServices;

        [Entity] public partial class First { [Event] public partial First(); }
        public partial class Outer
        {
            [Aggregate("The second")] internal partial class Second { [Event] public partial Second(); }
            [Aggregate] private partial class Hidden { [Event] public partial Hidden(); }
        }

        static class Catalog
        {
            public static string[] Read() => [.. typeof(Catalog).Assembly.GetCustomAttributes(typeof(EventSourcedAttribute), false).Cast<EventSourcedAttribute>().Select(static entity => entity.Description.Name).Order()];
        }
        """,
        """
        Assert.Equal(["First", "The second"], Catalog.Read());
        """);
}
