using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG045 and ESG046: a class that asks for snapshots can have them.</summary>
public sealed class SnapshotStateTests
{
    [Fact]
    public Task Every_member_that_can_t_be_stored_is_named() => Rule.AreReported(
        """
        [Aggregate, Snapshot] public partial class Order
        {
            private readonly Lazy<int> {|ESG045:_lazy|} = new(() => 1);
            public Func<int>? {|ESG045:Made|} { get; private set; }
            public event Action? {|ESG045:Changed|};
            [Event] public partial Order(int size);
            public int Size { get; private set; }
            public int Sum() { Changed?.Invoke(); return _lazy.Value + (Made?.Invoke() ?? 0); }
        }
        """,
        [
            "'_lazy' is state of Order that no snapshot can hold: Lazy<int> is none of the types that EsGen can store; spread it into fields that can be stored, or declare an EventFieldConverter<Lazy<int>> for it with [EventFieldConverter]. Or mark it with [NotRecorded] if it is empty after a load, or remove [Snapshot].",
            "'Made' is state of Order that no snapshot can hold: a delegate is code, which can't be stored; store what it decides about. Or mark it with [NotRecorded] if it is empty after a load, or remove [Snapshot].",
            "'Changed' is state of Order that no snapshot can hold: a delegate is code, which can't be stored; store what it decides about. Or mark it with [NotRecorded] if it is empty after a load, or remove [Snapshot].",
        ]);

    [Fact]
    public Task State_that_can_be_stored_is_not_reported_nor_what_is_none_nor_without_the_attribute() => Rule.IsNotReported(
        """
        public sealed record Line(string Sku);
        [Aggregate, Snapshot(Every = 1, Keep = 0)] public partial class Order
        {
            private readonly Dictionary<string, List<Line>> _lines = [];
            private readonly Queue<int> _queue = new();
            private readonly Stack<int> _stack = new();
            private readonly SortedSet<int> _set = [];
            private readonly SortedDictionary<int, Line> _sorted = [];
            [NotRecorded] private readonly Lazy<int> _lazy = new(() => 1);
            [field: NotRecorded] public Func<int>? Made { get; set; }
            private static readonly Lazy<int> s_lazy = new(() => 1);
            public Func<int> Computed => () => 1;
            [Event] public partial Order(int size);
            [Event] public partial string? Note { get; set; }
            public int Size { get; private set; }
            public int Sum() => _lines.Count + _queue.Count + _stack.Count + _set.Count + _sorted.Count + _lazy.Value + s_lazy.Value;
        }
        [Entity] public partial class Other
        {
            private readonly Lazy<int> _lazy = new(() => 1);
            [Event] public partial Other();
            public int Sum() => _lazy.Value;
        }
        """);

    [Theory]
    [InlineData("Every = 0", "Every is 0, but at least 1 event lies between two snapshots")]
    [InlineData("Every = -5", "Every is -5, but at least 1 event lies between two snapshots")]
    [InlineData("Keep = -1", "Keep is -1, but it is a number of snapshots, or 0 for all of them")]
    public Task A_number_out_of_range_is_reported_at_the_attribute(string argument, string reason) => Rule.IsReported(
        $$"""
        [Aggregate, {|ESG046:Snapshot({{argument}})|}] public partial class Order { [Event] public partial Order(int size); public int Size { get; private set; } }
        """,
        $"No snapshots are taken of 'Order': {reason}");

    [Theory]
    [InlineData("public partial class Order { [Event] public partial {|ESG017:Order|}(int size); }", "")]
    [InlineData("public static class Orders { }", "")]
    [InlineData("public abstract record Order(int Size);", "")]
    [InlineData("public class Order<T>;", "(Every = 0, Version = 2)")]
    public Task A_class_that_is_no_entity_is_reported(string declaration, string arguments)
    {
        string name = declaration.Contains("Orders", StringComparison.Ordinal) ? "Orders" : "Order";
        string own = $"No snapshots are taken of '{name}': it has neither [Entity] nor [Aggregate]; give it one of them, or remove [Snapshot]";
        string[] others = declaration.Contains("ESG017", StringComparison.Ordinal)
            ? ["'Order' can't be an event: 'Order' has neither [Entity] nor [Aggregate]; give it one of them."]
            : [];
        return Rule.AreReported($"[{{|ESG046:Snapshot{arguments}|}}] {declaration}", [own, .. others]);
    }

    [Fact]
    public async Task They_can_be_suppressed()
    {
        UserBuild build = await UserBuild.Run(
            [
                """
                #pragma warning disable ESG045, ESG046
                [Aggregate, Snapshot(Every = 0)] public partial class Order
                {
                    private readonly Lazy<int> _lazy = new(() => 1);
                    [Event] public partial Order(int size);
                    public int Size { get; private set; }
                    public int Sum() => _lazy.Value;
                }
                """,
            ]);

        Assert.Empty(build.OfTheAnalyzer.Concat(build.OfTheCompiler));
    }
}
