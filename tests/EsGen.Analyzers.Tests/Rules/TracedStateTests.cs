using Xunit;
using static EsGen.Analyzers.Tests.UnrecordedState;

namespace EsGen.Analyzers.Tests;

/// <summary>State that code reaches through what hands it on.</summary>
public sealed class TracedStateTests
{
    [Fact]
    public Task Writing_from_outside_is_reported_where_it_is_written() => ReportedStates(
        """
        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            [Event] public partial int Recorded { get; set; }
            public int Count { get; set; }
            public string? Text;
            [NotRecorded] public int Cached { get; set; }
            public int Written { get => 1; set { } }

            public sealed class Nested
            {
                public void Write(Thing thing) => {|ESG020:thing.Count = 1|};
            }
        }

        public static class Outside
        {
            public static void Write(Thing thing)
            {
                {|ESG020:thing.Count = 1|};
                {|ESG020:thing.Count++|};
                {|ESG020:thing.Text ??= ""|};
                {|ESG020:(thing.Text, _) = ("", 1)|};
                int.TryParse("1", out int parsed);
                string.Create(1, thing, static (_, t) => {|ESG020:t.Count = 2|});
                Thing made = new() { {|ESG020:Count = parsed|}, Recorded = 1 };
                thing.Recorded = 1;
                thing.Cached = 1;
                thing.Written = 1;
                thing?{|ESG020:.Count = 3|};
            }
        }
        """,
        ["Count", "Count", "Count", "Text", "Text", "Count", "Count", "Count"]);

    [Fact]
    public Task What_is_made_from_state_is_no_state() => NotReported(
        """
            private readonly List<Line> _lines = [];
            private readonly Dictionary<string, List<int>> _map = [];
            private readonly List<int> _numbers = [];
            private readonly int[] _cells = new int[2];
            private readonly Tally _tally = new();
            private Counter _counter;

            public IReadOnlyList<Line> Lines => _lines;
            public List<Line> Copies => [.. _lines.Select(static line => new Line { Quantity = line.Quantity })];

            [Event("Added")] public partial void Add(int quantity);
            private partial void WhenAdded(int quantity)
            {
                Line line = new();
                _lines.Add(line);
                foreach (Line each in _lines) { each.Quantity = quantity; }
                _lines.ForEach(each => each.Quantity++);
                _tally.Add(quantity);
                Put(_numbers, quantity);
                Set(_lines[0]);
                if (_map.TryGetValue("a", out List<int>? found)) { found.Add(1); }
            }

            private void Set(Line line) => line.Quantity = 3;
            private static void Put(List<int> numbers, int n) => numbers.Add(n);

            public int Command(Line given, List<int> others)
            {
                Line made = new();
                made.Quantity = _lines.Count;
                given.Quantity = _lines.Sum(static line => line.Quantity);
                List<Line> list = _lines.ToList();
                list.Add(made);
                list.RemoveAll(static line => line.Quantity == 0);
                List<int> copy = [.. _numbers];
                copy.Add(1);
                copy.Sort();
                List<int> reassigned = _numbers;
                reassigned = reassigned.ToList();
                reassigned.Add(1);
                Line first = new();
                first.Quantity = 2;
                first = _lines[0];
                foreach (Line each in Copies) { each.Quantity = 1; }
                foreach (Line each in _lines.Select(static line => line.Copy())) { each.Quantity = 1; }
                Line total = _lines.Aggregate(new Line(), static (sum, line) => { sum.Quantity += line.Quantity; return sum; });
                total.Quantity++;
                Counter counter = _counter;
                counter.Inc();
                int[] cells = (int[])_cells.Clone();
                cells[0] = 1;
                int cell = _cells[0];
                cell = 2;
                Put(others, _lines.Count);
                Put(_numbers.ToList(), 1);
                Fill(out List<int> filled);
                filled.Add(1);
                foreach ((string key, List<int> numbers) in _map) { others.AddRange(numbers); }
                var groups = _lines.GroupBy(static line => line.Quantity).ToDictionary(static group => group.Key, static group => group.ToList());
                groups[0].Add(made);
                if (_lines is [var only]) { only = new Line(); only.Quantity = 2; }
                return _tally.Get() + first.Quantity + _tally.Cached() + (others.Contains(1) ? cell : 0);
            }

            private static void Fill(out List<int> numbers) => numbers = [];

            public sealed class Line { public int Quantity { get; set; } public Line Copy() => new() { Quantity = Quantity }; }
            public struct Counter { public int N { get; private set; } public void Inc() => N++; }
            public sealed class Tally
            {
                private int? _cache;
                [NotRecorded] private int _asked;
                public int Sum { get; private set; }
                public void Add(int n) => Sum += n;
                public int Get() { _asked++; int sum = Sum; sum++; return sum; }
                public int Cached() => _cache ??= Sum;
            }
        """);

    [Fact]
    public Task State_is_found_through_whatever_hands_it_on() => Reported(
        """
            private readonly List<Line> _lines = [];
            private readonly Dictionary<string, List<int>> _map = [];
            private readonly Line[] _array = [];
            private Line? _last;

            public void Command(string key, Line other, bool isFirst)
            {
                Line chosen = isFirst ? _lines[0] : other;
                {|ESG020:chosen.Quantity = 1|};
                Line found = _lines.Find(static line => line.Quantity == 1) ?? new Line();
                {|ESG020:found.Quantity++|};
                if (_last is { Quantity: 0 } last) { {|ESG020:last.Quantity = 1|}; }
                switch (_last) { case { } known: {|ESG020:known.Quantity = 1|}; break; }
                foreach ((_, List<int> numbers) in _map) { {|ESG020:numbers.Clear()|}; }
                foreach (List<int> numbers in _map.Values) { {|ESG020:numbers.Clear()|}; }
                foreach (KeyValuePair<string, List<int>> pair in _map) { {|ESG020:pair.Value.Clear()|}; }
                var (a, b) = (_lines[0], new Line());
                {|ESG020:a.Quantity = 1|};
                b.Quantity = 1;
                foreach (Line line in from line in _lines where line.Quantity == 1 select line) { {|ESG020:line.Quantity = 2|}; }
                foreach (Line line in _lines.ToList()) { {|ESG020:line.Quantity = 2|}; }
                Change(_lines[0]);
                Array.ForEach(_array, static line => {|ESG020:line.Quantity = 5|});
                {|ESG020:Nearest.Quantity = 2|};
                {|ESG020:_lines[0].Bump()|};
                _last?{|ESG020:.Bump()|};
                foreach (ref Line line in _array.AsSpan()) { {|ESG020:line = new Line()|}; }
                List<Line> all = [.. _lines];
                {|ESG020:all[0].Quantity = 1|};

                void Change(Line line) => {|ESG020:line.Quantity = 4|};
            }

            private Line Nearest => _lines[^1];

            public sealed class Line { public int Quantity { get; set; } public void Bump() => Deeper(this); private static void Deeper(Line line) => line.Quantity++; }
        """,
        "_lines", "_lines", "_last", "_last", "_map", "_map", "_map", "_lines", "_lines", "_lines", "_array", "_lines", "_lines", "_last", "_array", "_lines", "_lines");

    [Fact]
    public Task What_hangs_on_state_may_not_be_changed_from_outside() => ReportedStates(
        """
        [Entity]
        public partial class Thing
        {
            private readonly List<Line> _lines = [];
            [Event] public partial Thing();
            public IReadOnlyList<Line> Lines => _lines;
            public IEnumerable<Line> Copies => _lines.Select(static line => new Line { Quantity = line.Quantity });
            public Line Last { get; private set; } = new();
            [Event("Added")] public partial void Add(int quantity);
            private partial void WhenAdded(int quantity) { Last = new Line { Quantity = quantity }; _lines.Add(Last); }
            public Line Find() => _lines[0];
            public Line Copy() => new() { Quantity = _lines[0].Quantity };
        }

        public sealed class Line { public int Quantity { get; set; } public void Bump() => Quantity++; public int Read() => Quantity; }

        public static class Outside
        {
            public static void Write(Thing thing, Line given, IEnumerable<Thing> things)
            {
                {|ESG020:thing.Lines[0].Quantity = 5|};
                foreach (Line line in thing.Lines) { {|ESG020:line.Quantity = 5|}; }
                {|ESG020:thing.Find().Quantity = 1|};
                {|ESG020:thing.Last.Bump()|};
                foreach (Thing each in things) { {|ESG020:each.Last.Quantity = 1|}; }
                foreach (Line line in things.SelectMany(static each => each.Lines)) { {|ESG020:line.Bump()|}; }
                given.Quantity = thing.Last.Read();
                Line made = new();
                made.Bump();
                thing.Copy().Quantity = 1;
                foreach (Line line in thing.Copies) { line.Quantity = 5; }
            }
        }
        """,
        ["_lines", "_lines", "_lines", "Last", "Last", "_lines"]);
}
