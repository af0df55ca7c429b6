using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG028.</summary>
public sealed class RepeatedChangeTests
{
    [Fact]
    public Task What_comes_to_something_else_each_time_is_reported() => Rule.AreReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            [Event] public sealed partial record Refused(string Text, bool IsFinal, int Number)
            {
                public string Text { get; init; } = {|ESG028:"(" + Text + ")"|};
                public bool IsFinal { get; init; } = {|ESG028:!IsFinal|};
                public int Number { get; init => field = {|ESG028:checked((int)(1 - (value)))|}; } = Number;
            }
            private partial void When(Refused e) { }
        }
        """,
        [
            "'Text' is changed by its initializer whenever the record is made, so once more each time that the stored event is read; change the value before the event is made",
            "'IsFinal' is changed by its initializer whenever the record is made, so once more each time that the stored event is read; change the value before the event is made",
            "'Number' is changed by its accessor whenever the record is made, so once more each time that the stored event is read; change the value before the event is made",
        ]);

    [Fact]
    public Task What_a_type_in_an_event_changes_is_reported() => Rule.AreReported(
        """
        public readonly struct Share { public Share(decimal value) => Value = {|ESG028:value / 100|}; public decimal Value { get; } }
        public sealed class Hidden { private readonly decimal _value; public Hidden(decimal value) { ArgumentOutOfRangeException.ThrowIfNegative(value); _value = {|ESG028:value * 2|}; } public decimal Value => _value; }
        public sealed class Primary(string name) { public string Name { get; } = {|ESG028:"Mr " + name|}; }
        public sealed record Due { public int Day { get; init => field = {|ESG028:value + 1|}; } }
        public sealed record Shown { public int Day { get => {|ESG028:field + 1|}; init; } }
        public sealed record Line(Due Due, Dictionary<string, Shown>? Shown);
        [Entity] public partial class Order
        {
            [Event] public partial Order(Share share, List<Hidden?> hidden, Primary[] primary, Line line);
            private partial void WhenCreated(Share share, List<Hidden?> hidden, Primary[] primary, Line line) { }
        }
        """,
        [
            "'Value' is changed by the constructor whenever Share is made, so once more each time that the stored event is read; change the value before the event is made",
            "'Value' is changed by the constructor whenever Hidden is made, so once more each time that the stored event is read; change the value before the event is made",
            "'Name' is changed by its initializer whenever Primary is made, so once more each time that the stored event is read; change the value before the event is made",
            "'Day' is changed by its accessor whenever Due is made, so once more each time that the stored event is read; change the value before the event is made",
            "'Day' is changed by its accessor whenever Shown is made, so once more each time that the stored event is read; change the value before the event is made",
        ]);

    [Fact]
    public Task What_a_type_in_an_event_may_leave_as_it_is_is_not_reported() => Rule.IsNotReported(
        """
        public readonly struct Share
        {
            public Share(decimal value) { if (value > 1) { value /= 100; } Value = value + 0.1m; }
            public static Share Of(decimal hundredths) => new(hundredths / 100);
            public decimal Value { get; }
        }
        public sealed class Trimmed(string name) { public string Name { get; } = name.Trim(); public string Title => "Mr " + name; }
        public sealed record Twice { public Twice(int days) { Days = days * 2; Days = days; } public int Days { get; } public int Hours => Days * 24; }
        public sealed record NotInEvents(int Days) { public int Days { get; } = Days + 1; }
        [Entity] public partial class Order
        {
            [Event] public partial Order(Share share, Twice twice);
            private partial void WhenCreated(Share share, Twice twice) { }
        }
        """);

    [Fact]
    public Task What_one_step_does_and_another_takes_back_is_not_reported() => Rule.IsNotReported(
        """
        public sealed record Heat { public double Degrees { get => field - 273.15; init => field = value + 273.15; } }
        public sealed record Kept { public double Degrees { get => FromKelvin(field); init => field = value + 273.15; } private static double FromKelvin(double kelvin) => kelvin - 273.15; }
        public sealed record Shown { public double Degrees { get => field - 273.15; init => field = ToKelvin(value); } private static double ToKelvin(double degrees) => degrees + 273.15; }
        public sealed class Primary(double degrees) { public double Degrees { get => field - 273.15; } = degrees + 273.15; }
        public sealed class Made { public Made(double degrees) => Degrees = degrees + 273.15; public double Degrees { get => field - 273.15; } }
        public sealed class Twice { public Twice(double degrees) => Degrees = degrees - 1; public double Degrees { get; init => field = value + 1; } }
        public readonly struct Body { public double Degrees { get { return field - 273.15; } init => field = value + 273.15; } }
        [Entity] public partial class Order
        {
            [Event] public partial Order(Heat heat, Kept kept, Shown shown, Primary primary, Made made, Twice twice, Body body);
            private partial void WhenCreated(Heat heat, Kept kept, Shown shown, Primary primary, Made made, Twice twice, Body body) { }
        }
        """);

    [Fact]
    public Task What_comes_to_the_same_again_or_may_do_so_is_not_reported() => Rule.IsNotReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            [Event] public sealed partial record Refused(string Text, IReadOnlyList<int> Numbers, decimal Fee, string? Note, string Plain)
            {
                public string Text { get; init; } = Text.Trim();
                public IReadOnlyList<int> Numbers { get; init; } = [.. Numbers];
                public decimal Fee { get; init; } = Math.Round(Fee + 0.001m, 2);
                public string? Note { get; init; } = Note ?? "none" + Text;
                public string Plain { get; init; } = $"{Plain}";
                public string Prefixed { get; init => field = value.StartsWith('x') ? value : "x" + value; } = "x";
                public string Checked { get; init { if (value.Length > 3) { field = value; return; } field = value + "..."; } } = "...";
                public int Size { get; init => field = value % 24; } = 1 + 2;
                public int Quarter { get; init => field = value / 15 * 15; } = 1 + 2;
                public int Floor { get; init => field = value - (value % 15); } = 1 + 2;
                public int Nothing { get; init => field = value - value; } = 1 + 2;
                public int Length => Text.Length + 1;
                public int Default { get; init; } = Text.Length * 2;
            }
            private partial void When(Refused e) { }
        }

        public sealed record Unrelated(int Number) { public int Number { get; init; } = Number + 1; }
        """);
}
