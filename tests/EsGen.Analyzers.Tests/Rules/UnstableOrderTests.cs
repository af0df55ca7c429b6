using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG021 of what comes in the order of hash codes, and of dates without an offset: where it matters, and only there.</summary>
public sealed class UnstableOrderTests
{
    [Fact]
    public Task Hash_codes_that_are_the_same_in_each_process_keep_an_order() => Silent(
        """
        Text = ids.First().ToString() + maybe.Last() + _pairs.Keys.First().Id + lines.First().Order + string.Join(",", moments.Select(moment => moment.ToString("O")));
        """);

    [Fact]
    public Task Records_of_texts_and_hash_codes_of_the_users_own_keep_none() => Reported(
        """
        Text = {|ESG021:names.First()|}.Text + {|ESG021:odd.First()|} + {|ESG021:classes.First()|} + {|ESG021:_plain.First()|} + {|ESG021:both.First()|};
        """);

    [Fact]
    public Task What_is_filled_without_an_order_may_come_in_any() => Silent(
        """
        Set = Set.Union(tags);
        Counts = Counts.AddRange(counts);
        Set = ImmutableHashSet.CreateRange(tags);
        Counts = ImmutableDictionary.CreateRange(counts);
        ImmutableDictionary<string, int>.Builder builder = Counts.ToBuilder();
        builder.AddRange(counts);
        Counts = builder.ToImmutable();
        HashSet<string> copy = new(tags.ToArray());
        copy.UnionWith(tags.ToList());
        SortedSet<string> sorted = new(tags.ToList(), StringComparer.Ordinal);
        Sum = tags.ToArray().Length + tags.ToList().Count + copy.Count + sorted.Count + tags.Join(copy, x => x, x => x, (x, y) => x).Count();
        """);

    [Fact]
    public Task What_has_an_order_is_not_to_be_filled_in_any() => Reported(
        """
        {|ESG021:_all.AddRange(tags)|};
        List = {|ESG021:ImmutableList.CreateRange(tags)|};
        KeyValuePair<string, int>[] listed = [{|ESG021:.. counts|}];
        Sum = listed[0].Value;
        Text = {|ESG021:string.Join(",", tags.ToArray())|};
        """);

    [Fact]
    public Task A_copy_that_is_sorted_then_is_right() => Silent(
        """
        string[] array = tags.ToArray();
        Array.Sort(array, StringComparer.Ordinal);
        List = array;
        List<string> list = tags.ToList();
        list.Sort(StringComparer.Ordinal);
        string[] spread = [.. tags];
        Array.Sort(spread, StringComparer.Ordinal);
        _all = tags.Where(x => x.Length > 0).ToList();
        _all.Sort(StringComparer.Ordinal);
        List = tags.ToArray().Order(StringComparer.Ordinal).ToArray();
        List = [.. tags.ToList().OrderBy(x => x, StringComparer.Ordinal), .. list, .. spread];
        List<string> twice = tags.ToList();
        foreach (string tag in twice) { Sum += tag.Length; }
        Sum += twice.Count;
        List = twice.OrderBy(x => x, StringComparer.Ordinal).ToList();
        """);

    [Fact]
    public Task A_copy_that_is_looked_at_before_it_is_sorted_or_only_sometimes_is_wrong() => Reported(
        """
        List<string> list = {|ESG021:tags.ToList()|};
        Text = list[0];
        list.Sort(StringComparer.Ordinal);
        string[] array = {|ESG021:tags.ToArray()|};
        if (Sum > 0) { Array.Sort(array, StringComparer.Ordinal); }
        List = array;
        string[] never = [{|ESG021:.. tags|}];
        List = never;
        _all = {|ESG021:tags.ToList()|};
        List = {|ESG021:tags.ToArray()|};
        Text = {|ESG021:tags.ToArray().First()|};
        Text = {|ESG021:tags.ToArray()|}[0];
        """);

    [Fact]
    public Task A_date_that_is_evidently_utc_has_the_same_offset_everywhere() => Silent(
        """
        DateTime start = DateTime.SpecifyKind(day, DateTimeKind.Utc);
        DateTime end = start.AddDays(1).Date - TimeSpan.FromTicks(1);
        At = new DateTimeOffset(DateTime.SpecifyKind(day, DateTimeKind.Utc));
        At = new(end);
        At = new DateTimeOffset(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        At = new DateTimeOffset(At.UtcDateTime.AddHours(1));
        At = Sum > 0 ? DateTime.UnixEpoch.AddSeconds(Sum) : date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        At = start;
        """);

    [Fact]
    public Task A_date_of_another_or_of_no_kind_has_not() => Reported(
        """
        DateTime start = DateTime.SpecifyKind(day, DateTimeKind.Utc);
        start = day;
        At = {|ESG021:start|};
        At = {|ESG021:new DateTimeOffset(day)|};
        At = {|ESG021:new DateTimeOffset(DateTime.SpecifyKind(day, DateTimeKind.Unspecified))|};
        At = {|ESG021:new DateTimeOffset(new DateTime(2026, 1, 1))|};
        At = {|ESG021:new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue))|};
        At = {|ESG021:new DateTimeOffset({|ESG021:DateTime.UnixEpoch.ToLocalTime()|})|};
        At = {|ESG021:new DateTimeOffset(Sum > 0 ? DateTime.UnixEpoch : day)|};
        """);

    private static Task Silent(string arm) => Rule.IsNotReported(InArm(arm));

    private static Task Reported(string arm) => Rule.IsOnly(InArm(arm));

    private static string InArm(string arm) => $$"""
        using System.Collections.Frozen;
        using System.Collections.Immutable;

        public readonly record struct OrderId(Guid Id);
        public readonly record struct Line(OrderId Order, int Count, DayOfWeek? Day);
        public readonly record struct Name(string Text);
        public readonly record struct Odd(int Number) { public override int GetHashCode() => HashCode.Combine(Number); }
        public sealed record Class(Guid Id);
        public readonly struct Plain(int number) { public int Number { get; } = number; }

        [Entity]
        public partial class Thing
        {
            private List<string> _all = [];
            private readonly ImmutableHashSet<Plain> _plain = [];
            private readonly ImmutableDictionary<OrderId, int> _pairs = ImmutableDictionary<OrderId, int>.Empty;
            [Event] public partial Thing();
            public string Text { get; private set; } = "";
            public int Sum { get; private set; }
            public DateTimeOffset At { get; private set; }
            public IReadOnlyList<string> List { get; private set; } = [];
            public ImmutableHashSet<string> Set { get; private set; } = [];
            public ImmutableDictionary<string, int> Counts { get; private set; } = ImmutableDictionary<string, int>.Empty;
            public string Describe() => string.Join(",", _all) + _plain.Count + _pairs.Count;
            [Event("Done")] public partial void Do(
                ImmutableHashSet<OrderId> ids, ImmutableHashSet<Guid?> maybe, ImmutableHashSet<Line> lines,
                FrozenSet<DateTimeOffset> moments, ImmutableHashSet<Name> names, ImmutableHashSet<Odd> odd, ImmutableHashSet<Class> classes,
                ImmutableHashSet<(int, int)> both, ImmutableHashSet<string> tags, FrozenDictionary<string, int> counts,
                DateTime day, DateOnly date);
            private partial void WhenDone(
                ImmutableHashSet<OrderId> ids, ImmutableHashSet<Guid?> maybe, ImmutableHashSet<Line> lines,
                FrozenSet<DateTimeOffset> moments, ImmutableHashSet<Name> names, ImmutableHashSet<Odd> odd, ImmutableHashSet<Class> classes,
                ImmutableHashSet<(int, int)> both, ImmutableHashSet<string> tags, FrozenDictionary<string, int> counts,
                DateTime day, DateOnly date)
            {
                {{arm}}
            }
        }
        """;
}
