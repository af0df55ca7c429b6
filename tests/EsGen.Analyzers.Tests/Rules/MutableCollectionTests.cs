using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG026: an entity's collection can be changed from outside.</summary>
public sealed class MutableCollectionTests
{
    [Fact]
    public Task Collections_that_can_be_seen_and_changed_from_outside_are_reported() => Rule.AreReported(
        """
        [Entity]
        public partial class Thing
        {
            private readonly List<int> _numbers = [];
            [Event] public partial Thing();
            public List<int> {|ESG026:Numbers|} { get; } = [];
            internal Dictionary<string, int> {|ESG026:Stock|} { get; private set; } = [];
            public IList<int> {|ESG026:Ordered|} => _numbers;
            public List<int> {|ESG026:Shown|} { get { return this._numbers; } }
            public readonly int[] {|ESG026:Slots|} = [];
            [Event] public partial string[]? {|ESG026:Tags|} { get; set; }
            protected HashSet<int> {|ESG026:Set|} { get; } = [];
        }
        """,
        [.. new List<(string Name, string Type)>
        {
            ("Numbers", "List<int>"), ("Stock", "Dictionary<string, int>"), ("Ordered", "IList<int>"), ("Shown", "List<int>"), ("Slots", "int[]"), ("Tags", "string[]"), ("Set", "HashSet<int>"),
        }.Select(static member => $"'{member.Name}' is a {member.Type} that others could change without an event; show it as IReadOnlyList or another read-only type")]);

    [Fact]
    public Task What_nobody_else_can_change_is_not_reported() => Rule.IsNotReported(
        """
        [Entity]
        public partial class Thing
        {
            private readonly List<int> _numbers = [];
            private Dictionary<string, int> Stock { get; } = [];
            [Event] public partial Thing();
            public IReadOnlyList<int> Numbers => _numbers;
            public IReadOnlyDictionary<string, int> Shown => Stock;
            public IEnumerable<int> Each => _numbers;
            public int[] Copy => [.. _numbers];
            public List<int> Listed { get { return _numbers.ToList(); } }
            public System.Collections.Immutable.ImmutableArray<int> Frozen { get; private set; } = [];
            public string Text { get; private set; } = "";
            [NotRecorded] public List<int> Cache { get; } = [];
            public static List<int> Defaults { get; } = [];
            [Event] public sealed partial record Listing(List<int> Numbers);
            private partial void When(Listing e) => _numbers.AddRange(e.Numbers);
            public sealed class Draft { public List<int> Numbers { get; } = []; }
        }

        public class Plain { public List<int> Numbers { get; } = []; }
        """);
}
