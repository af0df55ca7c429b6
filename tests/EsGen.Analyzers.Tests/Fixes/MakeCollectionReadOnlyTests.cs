using EsGen.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

public sealed class MakeCollectionReadOnlyTests
{
    [Fact]
    public Task An_interface_that_is_not_read_only_gives_way_to_the_collection_behind_it() => FixTest<MakeCollectionReadOnlyCodeFixProvider>.Changes(
        """
        [Entity]
        public partial class Basket
        {
            [Event] public partial Basket();

            public IList<string?> {|ESG026:Items|} { get; } = [];

            public ICollection<int> {|ESG026:Codes|} { get; } = new HashSet<int>();

            public IDictionary<string, int> {|ESG026:Stock|} { get; private set; } = new Dictionary<string, int>();
        }
        """,
        """
        [Entity]
        public partial class Basket
        {
            [Event] public partial Basket();

            private readonly List<string?> _items = [];

            public IReadOnlyList<string?> Items => _items;

            private readonly HashSet<int> _codes = new HashSet<int>();

            public IReadOnlySet<int> Codes => _codes;

            private readonly Dictionary<string, int> _stock = new Dictionary<string, int>();

            public IReadOnlyDictionary<string, int> Stock => _stock;
        }
        """,
        fixes: 3);

    [Fact]
    public Task An_interface_that_may_hold_anything_stays() => FixTest<MakeCollectionReadOnlyCodeFixProvider>.LeavesAlone(
        """
        [Entity]
        public partial class Basket
        {
            [Event] public partial Basket();

            public IList<string>? {|ESG026:Items|} { get; private set; }

            public IList<int> {|ESG026:Codes|} { get; private set; } = [];

            [Event("Coded")] public partial void Code(int code);

            private partial void WhenCoded(int code) => Codes = new[] { code };
        }
        """);

    [Fact]
    public Task The_collection_moves_into_a_field_that_the_class_uses() => FixTest<MakeCollectionReadOnlyCodeFixProvider>.Changes(
        """
        [Entity]
        public partial class Basket
        {
            [Event] public partial Basket();

            /// <summary>What is in it; see <see cref="Items"/>.</summary>
            [Obsolete("x")] public List<string?> {|ESG026:Items|} { get; } = ["x"]; // So.

            internal Dictionary<string, int> {|ESG026:Stock|} { get; private set; } = [];

            public int[]? {|ESG026:Slots|}
            {
                get;
                private set;
            }

            public HashSet<int> {|ESG026:Set|} { get; } = [];

            public int Count => Items.Count + this.Stock.Count + (Slots?.Length ?? 0);

            [Event("ItemAdded")] public partial void Add(string item);

            private partial void WhenItemAdded(string item)
            {
                Items.Add(item);
                Stock = new() { [nameof(Items)] = 1 };
                (Slots, _) = ([1], 2);
                Set.Add(1);
            }
        }

        public static class Outside
        {
            public static int Count(Basket basket) => basket.Stock.Count + (basket.Slots?.Count() ?? 0);
        }
        """.Replace("[Obsolete(\"x\")] ", "", StringComparison.Ordinal),
        """
        [Entity]
        public partial class Basket
        {
            [Event] public partial Basket();

            private readonly List<string?> _items = ["x"];

            /// <summary>What is in it; see <see cref="Items"/>.</summary>
            public IReadOnlyList<string?> Items => _items; // So.

            private Dictionary<string, int> _stock = [];

            internal IReadOnlyDictionary<string, int> Stock => _stock;

            private int[]? _slots;

            public IReadOnlyList<int>? Slots => _slots;

            private readonly HashSet<int> _set = [];

            public IReadOnlySet<int> Set => _set;

            public int Count => _items.Count + this._stock.Count + (_slots?.Length ?? 0);

            [Event("ItemAdded")] public partial void Add(string item);

            private partial void WhenItemAdded(string item)
            {
                _items.Add(item);
                _stock = new() { [nameof(Items)] = 1 };
                (_slots, _) = ([1], 2);
                _set.Add(1);
            }
        }

        public static class Outside
        {
            public static int Count(Basket basket) => basket.Stock.Count + (basket.Slots?.Count() ?? 0);
        }
        """,
        fixes: 4);

    [Fact]
    public Task Nothing_is_offered_where_more_would_have_to_change() => FixTest<MakeCollectionReadOnlyCodeFixProvider>.LeavesAlone(
        """
        public interface IShown { List<int> Shown { get; } }

        [Entity]
        public partial class Basket : IShown
        {
            [Event] public partial Basket(List<string> items);
            public List<string> {|ESG026:Items|} { get; private set; }
            [Event] public partial List<string>? {|ESG026:Tags|} { get; set; }
            public List<int> {|ESG026:Shown|} { get; } = [];
            private readonly List<int> _numbers = [];
            public List<int> {|ESG026:Numbers|} => _numbers;
            public readonly List<int> {|ESG026:Field|} = [];
            public List<int> {|ESG026:Open|} { get; set; } = [];
        }

        public static class Outside { public static void Write(Basket basket) => {|ESG020:basket.Open = []|}; }
        """);
}
