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

    [Theory]
    [InlineData("", "private int _hits;", "_hits")]
    [InlineData("", "public int Total { get; set; }", "Total")]
    [InlineData("", "public event System.Action? Changed;", "Changed")]
    [InlineData("", "private readonly System.Lazy<int> _lazy = new(() => 1);", "_lazy")]
    [InlineData("private int _total;", "public int Total { get; set; }", "Total")]
    [InlineData("[System.ComponentModel.Description(\"x\")] public partial int Hits { get; set; }", "public partial int Hits { get => field; set => field = value + 1; }", "Hits")]
    [InlineData("[System.ComponentModel.Description(\"x\")] public partial int Hits { get; set; }", "private int _hits; public partial int Hits { get => _hits; set => _hits = value; }", "_hits")]
    [InlineData("private Money? _last;", "} public sealed record Money(int Amount); partial class Order {", "_last")]
    [InlineData("private List<Money?> _all = [];", "} public sealed record Money(int Amount); partial class Order {", "_all")]
    [InlineData("private readonly Dictionary<string, List<Sku>> _all = [];", "} public enum Sku { A } partial class Order {", "_all")]
    [InlineData("[System.ComponentModel.Description(\"x\")] public partial int Hits { get; }", "public partial int Hits => 1;", "Hits")]
    public async Task State_of_another_generator_that_would_be_lost_is_reported_at_the_class(string members, string generated, string name)
    {
        Assert.Equal(
            [$"ESG045 Order: '{name}' is state of Order that no snapshot can hold: it, or its type, is written by another source generator, whose code EsGen's doesn't see; write it yourself. Or mark it with [NotRecorded] if it is empty after a load, or remove [Snapshot]."],
            await Build("[Aggregate, Snapshot]", members, generated));
        Assert.Empty(await Build("[Aggregate]", members, generated));
    }

    [Theory]
    [InlineData("private int _total;", "public int Total => _total; private static int s_hits; private const int Limit = 3; [NotRecorded] private int _cache; public int Limited => Limit + s_hits + _cache;")]
    [InlineData("private static partial int Hits { get; }", "private static partial int Hits => 1;")]
    [InlineData("[Event] public partial string? Note { get; set; }", "public int Twice() => 2;")]
    public async Task What_another_generator_writes_that_is_no_state_is_not_reported(string members, string generated) =>
        Assert.Empty(await Build("[Aggregate, Snapshot]", members, generated));

    private static async Task<IEnumerable<string>> Build(string attributes, string members, string generated)
    {
        UserBuild build = await UserBuild.Run(
            [$"{attributes} public partial class Order {{ [Event] public partial Order(int size); public int Size {{ get; private set; }} {members} }}"],
            generated: $"using EsGen; partial class Order {{ {generated} }}");
        Assert.Empty(build.OfTheCompiler.Where(static report => report.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        return build.OfTheAnalyzer.Where(static report => report.Id == "ESG045").Select(static report =>
            $"{report.Id} {report.Location.SourceTree!.GetText().ToString(report.Location.SourceSpan)}: {report.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
    }

    [Fact]
    public async Task What_another_generator_adds_to_a_type_in_the_state_is_reported_at_the_type()
    {
        UserBuild build = await UserBuild.Run(
            [
                """
                [Aggregate, Snapshot] public partial class Order
                {
                    private List<Money> _all = [];
                    [Event] public partial Order(int size);
                    public int Size { get; private set; }
                    public int Sum() => _all.Count;
                }
                public sealed partial record Money(string Currency);
                """,
            ],
            generated: "public sealed partial record Money { public decimal Amount { get; init; } }");
        Assert.Equal(["ESG072 Money"], build.OfTheAnalyzer.Where(static report => report.Id is "ESG045" or "ESG072").Select(static report =>
            $"{report.Id} {report.Location.SourceTree!.GetText().ToString(report.Location.SourceSpan)}"));
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
