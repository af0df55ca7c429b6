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
