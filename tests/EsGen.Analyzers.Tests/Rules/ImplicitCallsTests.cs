using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>What an arm calls without naming it is right as long as it is pure, and what it doesn't call is no matter.</summary>
public sealed class ImplicitCallsTests
{
    [Fact]
    public Task Operators_conversions_and_patterns_that_are_pure_are_not_reported() => InArm(
        """
        Balance += amount;
        Balance = -amount - 1m;
        Balance++;
        (decimal whole, decimal part) = Balance;
        if (Balance is (1m, _) or { Whole: > 2m } || Balance == amount || (Balance, 1) != (amount, 2))
        {
            Balance = new Money(whole + part);
        }

        Text = $"{Balance} {new Row([1])}" + Balance + new Row([]);
        Row row = [1, 2, .. new Row([3])];
        Text = row is [1, .. var rest, 3] ? $"{rest.Count:X} {row[^1]:X} {row[1..].Count:X}" : Text;
        foreach (int number in row)
        {
            Text += $"{number:X}";
        }

        using Row last = row;
        """,
        """
        public readonly record struct Money(decimal Amount)
        {
            public decimal Whole => decimal.Truncate(Amount);
            public static Money operator +(Money left, Money right) => new(left.Amount + right.Amount);
            public static Money operator -(Money left, Money right) => new(left.Amount - right.Amount);
            public static Money operator -(Money value) => new(-value.Amount);
            public static Money operator ++(Money value) => new(value.Amount + 1m);
            public static implicit operator Money(decimal amount) => new(amount);
            public void Deconstruct(out decimal whole, out decimal part) => (whole, part) = (Whole, Amount - Whole);
            public override string ToString() => Amount.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        [System.Runtime.CompilerServices.CollectionBuilder(typeof(Row), nameof(Row.Create))]
        public sealed class Row(int[] numbers) : IEnumerable<int>, IDisposable
        {
            public int Count => numbers.Length;
            public int this[int index] => numbers[index];
            public Row Slice(int start, int length) => new(numbers.AsSpan(start, length).ToArray());
            public static Row Create(ReadOnlySpan<int> numbers) => new(numbers.ToArray());
            public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)numbers).GetEnumerator();
            System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
            public override string ToString() => "row";
            public void Dispose() { }
        }
        """);

    [Fact]
    public Task What_an_arm_does_not_call_is_not_reported() => InArm(
        """
        Balance = new Money(amount.Amount, Rates.Fixed);
        """,
        """
        public sealed record Money(decimal Amount, decimal Rate = 1m)
        {
            public static Money operator +(Money left, Money right) => new(left.Amount + Environment.ProcessorCount);
            public static implicit operator Money(decimal amount) => new(amount + Environment.ProcessorCount);
            public static implicit operator decimal(Money money) => money.Amount + Environment.ProcessorCount;
            public override string ToString() => Environment.MachineName;
            public Money(string text) : this(text.Length + Environment.ProcessorCount) { }
        }

        public static class Rates
        {
            private static readonly DateTime s_started = DateTime.UtcNow;
            public static readonly decimal Fixed = 1.5m;
            public static readonly Func<DateTime> Started = () => s_started;
        }
        """);

    [Fact]
    public Task Overrides_comparers_and_locks_that_are_pure_are_not_reported() => InArm(
        """
        IRate rate = new Express();
        Balance = new Money(rate.Of(amount.Amount) + Rates.Get("a"));
        Text = string.Join(",", new[] { "b", "a" }.Order(new Backwards()));
        """,
        """
        public readonly record struct Money(decimal Amount);
        public interface IRate { decimal Of(decimal amount); }
        public class Express : IRate { public virtual decimal Of(decimal amount) => amount * 2; public virtual int Unused => Environment.ProcessorCount; }
        public sealed class Slow : Express { public override decimal Of(decimal amount) => amount; public override int Unused => Environment.TickCount; }
        public sealed class Backwards : IComparer<string> { public int Compare(string? x, string? y) => string.CompareOrdinal(y, x); public int Calls => Environment.TickCount; }
        public static class Rates
        {
            private static readonly System.Threading.Lock s_gate = new();
            private static readonly Dictionary<string, decimal> s_rates = new() { ["a"] = 1m };
            public static decimal Get(string name) { lock (s_gate) { return s_rates[name]; } }
        }
        """);

    [Fact]
    public Task What_does_not_depend_on_the_order_of_hashes_is_not_reported() => Rule.IsNotReported(
        """
        using System.Collections.Frozen;
        using System.Collections.Immutable;
        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            public string Text { get; private set; } = "";
            public int Sum { get; private set; }
            public IReadOnlyList<string> List { get; private set; } = [];
            public ImmutableHashSet<string> Set { get; private set; } = [];
            [Event("Done")] public partial void Do(ImmutableHashSet<string> tags, FrozenDictionary<Guid, string> names, ImmutableHashSet<DayOfWeek> days, HashSet<string> plain);
            private partial void WhenDone(ImmutableHashSet<string> tags, FrozenDictionary<Guid, string> names, ImmutableHashSet<DayOfWeek> days, HashSet<string> plain)
            {
                Text = string.Join(",", tags.Order(StringComparer.Ordinal)) + string.Join(",", names.Values) + string.Join(",", plain) + days.First().ToString();
                List = [.. tags.Order(StringComparer.Ordinal), .. plain];
                Set = [.. Set, .. tags];
                Sum = tags.Count + tags.Sum(tag => tag.Length) + tags.Concat(plain).Count();
                foreach (string tag in tags)
                {
                    Sum += tag.Length;
                }
            }
        }
        """);

    [Fact]
    public Task A_message_names_the_operator_the_conversion_and_the_static_constructor() => Rule.AreReported(
        """
        public readonly record struct Money(decimal Amount)
        {
            public static Money operator +(Money left, Money right) => new(left.Amount + right.Amount + {|ESG021:Environment.ProcessorCount|});
            public static explicit operator Money(decimal amount) => new(amount + {|ESG021:Environment.ProcessorCount|});
        }

        public static class Rates
        {
            static Rates() => Rate = {|ESG021:Environment.ProcessorCount|};
            public static decimal Rate { get; }
        }

        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            public Money Balance { get; private set; }
            [Event("Done")] public partial void Do(Money amount);
            private partial void WhenDone(Money amount) => Balance += amount;
            [Event("Redone")] public partial void Redo();
            private partial void WhenRedone() => Balance = (Money)Rates.Rate;
        }
        """,
        [
            Message("Money.operator +", "the mutator arm 'WhenDone'"),
            Message("Money.operator Money", "the mutator arm 'WhenRedone'"),
            Message("static Rates", "the mutator arm 'WhenRedone'"),
        ]);

    [Fact]
    public Task The_mutator_calls_the_setters_of_its_automatic_arms() => Rule.AreReported(
        """
        [Entity]
        public partial class Thing
        {
            private string _name = "";
            private string _note = "";
            private string _label = "";

            [Event] public partial Thing(string name);

            // Right: only the mutator calls it.
            public string Name { get => _name; private set => _name = value.Trim(); }

            [Event("Noted")] public partial void Write(string note);
            public string Note { get => _note; private set => _note = Clock.Stamp(value); }

            // Not assigned by the mutator, because there is a When.
            [Event("Labelled")] public partial void Mark(string label);
            private partial void WhenLabelled(string label) => _label = label;
            public string Label { get => _label; private set => {|ESG020:_label = value|}; }

            public void Rename(string name) => Label = name;
        }

        public static class Clock
        {
            public static string Stamp(string text) => text + {|ESG021:Environment.MachineName|};
        }
        """,
        [
            "'_label' is changed without an event, so the change is lost on the next load; change it in a When method, or mark it [NotRecorded] if it is only a cache",
            "'Environment.MachineName' must not be used in 'Clock.Stamp', which the setter of 'Note' reaches: it depends on the machine and the process. Let the command find the value, and record it as a field of the event",
        ]);

    [Fact]
    public Task A_propertys_field_may_be_marked_as_not_recorded() => Rule.IsNotReported(
        """
        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            [field: NotRecorded] public int Reads { get; private set; }
            [field: NotRecorded] public string? Cache { get => field ??= "x"; private set => field = value; }
            public void Read() { Reads++; Cache = null; }
        }
        """);

    private static Task InArm(string code, string types) => Rule.IsNotReported(
        $$"""
        {{types}}

        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            public Money? Other { get; private set; }
            public Money Balance { get; private set; } = new(0m);
            public string Text { get; private set; } = "";
            [Event("Done")] public partial void Do(Money amount);
            private partial void WhenDone(Money amount)
            {
                {{code}}
                Other = null;
            }
        }
        """);

    private static string Message(string helper, string start) =>
        $"'Environment.ProcessorCount' must not be used in '{helper}', which {start} reaches: it depends on the machine and the process. Let the command find the value, and record it as a field of the event";
}
