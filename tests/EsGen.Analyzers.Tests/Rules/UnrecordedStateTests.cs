using Xunit;
using static EsGen.Analyzers.Tests.UnrecordedState;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG020: state is written without an event.</summary>
public sealed class UnrecordedStateTests
{
    [Fact]
    public Task What_is_new_or_not_changed_behind_an_interface_a_delegate_or_an_out_parameter_is_not_reported() => Rule.IsNotReported(
        """
        public interface ILine { int Doubled(); }

        public sealed class Line : ILine { public int Quantity { get; set; } public int Doubled() => Quantity * 2; }

        public sealed class Draft : ILine { public int Calls { get; private set; } public int Doubled() => 0; public void Call() => Calls++; }

        [Entity]
        public partial class Order
        {
            private readonly List<Line> _lines = [];
            private readonly Line _first = new();
            [Event] public partial Order();
            [Event("Added")] public partial void Add(int quantity);
            private partial void WhenAdded(int quantity) => _lines.Add(new Line { Quantity = quantity });

            public int Sum()
            {
                ILine line = _first;
                Func<Line, int> read = static each => each.Quantity;
                Action<Line> reset = static each => each.Quantity = 0;
                reset(new Line());
                Make(_first, out Line copy);
                copy.Quantity++;
                return line.Doubled() + read(_first) + _lines.Count;
            }

            private static void Make(Line from, out Line copy) => copy = new Line { Quantity = from.Quantity };
        }
        """);

    [Fact]
    public Task Every_way_of_writing_fields_and_properties_in_a_command_is_reported() => Reported(
        """
            private int _count;
            private string? _text;
            public int Count { get; private set; }
            public (int X, int Y) Place;

            public void Command(string[] others)
            {
                {|ESG020:_count = 1|};
                {|ESG020:this._count += 2|};
                {|ESG020:_count++|};
                {|ESG020:--Count|};
                {|ESG020:Count = 1|};
                {|ESG020:_text ??= ""|};
                {|ESG020:{|ESG020:(_count, Count) = (1, 2)|}|};
                {|ESG020:(_count, var other) = (1, 2)|};
                {|ESG020:Place.X = 1|};
                int.TryParse("1", {|ESG020:out _count|});
                System.Threading.Interlocked.Increment({|ESG020:ref _count|});
                ref int {|ESG020:alias = ref _count|};
                alias = other;
            }
        """,
        "_count", "_count", "_count", "Count", "Count", "_text", "_count", "Count", "_count", "Place", "_count", "_count", "_count");

    [Fact]
    public Task Elements_of_the_entitys_collections_are_its_state() => Reported(
        """
            private readonly List<Line> _lines = [];
            private readonly Dictionary<string, int> _stock = [];
            private readonly int[] _slots = new int[3];
            private List<int>? _numbers;
            private readonly System.Text.StringBuilder _log = new();
            private readonly HashSet<string>? _tags = [];

            public void Command(string key)
            {
                {|ESG020:_lines.Add(new Line { Quantity = 1 })|};
                {|ESG020:_stock[key] = 1|};
                {|ESG020:_stock[key]++|};
                {|ESG020:_slots[0] = 1|};
                {|ESG020:_slots[^1] = 1|};
                _numbers?{|ESG020:.Clear()|};
                {|ESG020:this._lines.RemoveAt(0)|};
                {|ESG020:_log.Append(key)|};
                {|ESG020:_tags!.Add(key)|};
                {|ESG020:_lines[0].Quantity = 2|};
                {|ESG020:Array.Sort(_slots)|};
                {|ESG020:_stock.Remove(key, out int removed)|};
                {|ESG020:CollectionExtensions.TryAdd(_stock, key, 1)|};
                {|ESG020:((ICollection<Line>)_lines).Clear()|};
                bool known = _stock.ContainsKey(key) || _lines.Contains(null!);
            }

            public sealed class Line { public int Quantity { get; set; } }
        """,
        "_lines", "_stock", "_stock", "_slots", "_slots", "_numbers", "_lines", "_log", "_tags", "_lines", "_slots", "_stock", "_stock", "_lines");

    [Fact]
    public Task State_behind_a_question_mark_is_found_through_the_whole_chain() => Reported(
        """
            private Cart? _cart;

            public void Command()
            {
                {|ESG020:_cart?.Lines?.Add(1)|};
                if (_cart is null)
                {
                    Cart local = new();
                    local?.Lines?.Add(1);
                }
            }

            public sealed class Cart { public List<int>? Lines { get; } = []; }
        """.Replace("{|ESG020:_cart?.Lines?.Add(1)|}", "_cart?.Lines?{|ESG020:.Add(1)|}", StringComparison.Ordinal),
        "_cart");

    [Fact]
    public Task State_may_be_assigned_behind_a_question_mark_too() => Reported(
        """
            private Cart? _cart;

            public void Command() => _cart?{|ESG020:.Total = 1|};

            public sealed class Cart { public int Total { get; set; } }
        """,
        "_cart");

    [Fact]
    public Task Lambdas_and_local_functions_of_a_command_write_for_it() => Reported(
        """
            private int _count;

            public void Command(List<int> numbers)
            {
                numbers.ForEach(n => {|ESG020:_count += n|});
                Add();

                void Add() => {|ESG020:_count++|};
            }
        """,
        "_count", "_count");

    [Fact]
    public Task A_private_helper_is_judged_by_who_reaches_it() => Reported(
        """
            private int _count;

            [Event("Counted")] public partial void Count();
            private partial void WhenCounted() => OnlyFromArms();
            private void OnlyFromArms() { _count++; DeeperOnlyFromArms(); }
            private void DeeperOnlyFromArms() => _count++;

            public void Command() { FromBoth(); new List<int>().ForEach(Handed); }
            [Event("Added")] public partial void Add();
            private partial void WhenAdded() { FromBoth(); OnlyFromArms(); }
            private void FromBoth() => {|ESG020:_count++|};

            private void Handed(int n) => {|ESG020:_count += n|};

            private void FromNowhere() => {|ESG020:_count = 0|};
        """,
        "_count", "_count", "_count");

    [Fact]
    public Task What_is_visible_can_be_called_from_outside_whoever_else_calls_it() => ReportedIn(
        "Thing : IDisposable",
        """
            private int _count;

            [Event("Counted")] public partial void Count();
            private partial void WhenCounted() => Shown();
            internal void Shown() => {|ESG020:_count++|};

            void IDisposable.Dispose() => {|ESG020:_count = 0|};
        """,
        "_count", "_count");

    [Fact]
    public Task A_property_with_a_setter_of_the_users_is_judged_by_its_setter() => Reported(
        """
            private int _count;
            public int Shown { get => _count; set => {|ESG020:_count = value|}; }
            private int OnlyRead { get => _count; set => _count = value; }
            public string Text { get; set => {|ESG020:field = value.Trim()|}; } = "";
            public string Trimmed { get; private set => field = value.Trim(); } = "";
            public int Lazy => {|ESG020:_count = 5|};

            public int Read() { Shown = 1; Text = ""; return OnlyRead; }

            [Event("Counted")] public partial void Count();
            private partial void WhenCounted() { OnlyRead = 1; Trimmed = ""; }
        """,
        "_count", "Text", "_count");

    [Fact]
    public Task A_guard_is_no_arm() => Reported(
        """
            private int _tries;

            [Event("Counted")] public partial void Count();
            partial void GuardCounted() => {|ESG020:_tries++|};
            private partial void WhenCounted() { }
        """,
        "_tries");

    [Fact]
    public Task Another_instance_of_the_class_has_a_history_too() => Reported(
        """
            public int Count { get; private set; }

            public void Command(Thing other)
            {
                {|ESG020:other.Count = 1|};
                Thing made = new() { {|ESG020:Count = 2|} };
            }

            public static void Reset(Thing other) => {|ESG020:other.Count = 0|};
        """,
        "Count", "Count", "Count");

    [Fact]
    public Task A_part_of_the_class_in_another_file_is_the_same_class() => Rule.IsNotReported(
        """
        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            private int _count;
            [Event("Counted")] public partial void Count();
            public int Get() => _count;
        }
        """,
        """
        public partial class Thing
        {
            private partial void WhenCounted() => Add();
            private void Add() => _count++;
        }
        """);

    [Fact]
    public Task Arms_of_every_kind_may_write() => Rule.IsNotReported(
        """
        [Aggregate]
        public partial class Thing
        {
            private readonly List<int> _numbers = [];
            private int _count = 5;

            [Event] public partial Thing(string name, int start);
            private partial void WhenCreated(string name, int start) { Name = name; _count = start; }

            [Event] public partial string Name { get; set; }
            private partial void WhenNameChanged(string name) { Name = name; _count++; }

            [Event("Added")] public partial void Add(int number);
            private partial void WhenAdded(int number, EventContext context) { _numbers.Add(number); Apply(() => _count++); void Local() => _count++; Local(); }
            private static void Apply(Action action) => action();

            [Event] public sealed partial record Cleared(bool All);
            private partial void When(Cleared e) { if (e.All) { _numbers.Clear(); } (Name, _count) = ("", 0); }

            [Discard] public partial void Discard();
            private partial void WhenDiscarded() => _count = 0;

            public int Sum() => _numbers.Sum() + _count;
        }
        """);

    [Fact]
    public Task An_arm_whose_both_halves_the_user_wrote_may_write() => Rule.IsNotReported(
        """
        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            public int Total { get; private set; }
            [Event("Counted")] public partial void Count();
            private partial void WhenCounted();
            private partial void WhenCounted() => Total++;
        }
        """);

    [Fact]
    public Task What_is_no_recorded_state_may_be_written() => NotReported(
        """
            [NotRecorded] private int? _cached;
            [NotRecorded] public int Hits { get; private set; }
            [NotRecorded] private readonly Dictionary<int, int> _index = [];
            [NotRecorded] public string Shown { get; set => field = value.Trim(); } = "";
            private static int s_made;
            public static int Made { get; private set; }

            public event EventHandler? Changed;

            public int Command(int number, ref int given)
            {
                _cached ??= 1;
                Hits++;
                _index[1] = number;
                Shown = "x";
                s_made++;
                Made = s_made;
                given = 2;
                number += 1;
                int local = number;
                local++;
                List<int> numbers = [local];
                numbers.Add(1);
                (int a, int b) = (1, 2);
                (a, b) = (b, a);
                Changed?.Invoke(this, EventArgs.Empty);
                Changed += (_, _) => local++;
                return a + b;
            }
        """);

    [Fact]
    public Task Setting_an_event_property_is_a_command() => NotReported(
        """
            [Event] public partial int Speed { get; set; }

            public void Stop() { Speed = 0; Speed += 1; Speed++; this.Speed = 2; }
        """);

    [Fact]
    public Task State_of_nested_types_is_not_the_entitys() => NotReported(
        """
            public sealed class Builder
            {
                private int _count;
                public int Count { get; set; }
                public void Add() { _count++; Count = _count; }
            }

            public Builder Build() { Builder builder = new() { Count = 1 }; builder.Count++; builder.Add(); return builder; }
        """);

    [Fact]
    public Task A_class_that_is_no_entity_may_write_what_it_likes() => Rule.IsNotReported(
        """
        public partial class Plain
        {
            private int _count;
            public int Count { get; set; }
            public void Add() { _count++; Count = _count; }
        }
        """);

    [Fact]
    public Task A_body_that_belongs_into_an_arm_is_reported_as_that_alone() => Rule.AreReported(
        """
        [Entity]
        public partial class Thing
        {
            private int _count;
            [Event] public {|ESG005:Thing|}(int start) { _count = start; }
            [Event("Counted")] public void {|ESG005:Count|}() => _count++;
        }
        """,
        [
            "'Thing' must be partial and without a body, so that EsGen can write the other half of it; move what it checks into 'partial void GuardCreated(int start)', and what it changes into 'private partial void WhenCreated(int start)'",
            "'Count' must be partial and without a body, so that EsGen can write the other half of it; move what it checks into 'partial void GuardCounted()', and what it changes into 'private partial void WhenCounted()'",
        ]);
}
