using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG008.</summary>
public sealed class MethodEventNeedsNameTests
{
    [Fact]
    public Task A_method_whose_event_has_no_name_is_reported() => Rule.AreReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            [Event] public partial void {|ESG008:ShipOrder|}(int number);
            [Event(null!, Version = 2)] private partial void {|ESG008:RecordPaid|}();
        }
        """,
        [
            "Name the event that 'ShipOrder' makes, in the past tense: [Event(\"OrderShipped\")]",
            "Name the event that 'RecordPaid' makes, in the past tense: [Event(\"Paid\")]",
        ]);

    [Fact]
    public Task Named_methods_and_everything_else_are_not_reported() => Rule.IsNotReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            [Event] public partial int Count { get; set; }
            [Event("Paid")] public partial void Pay();
            private partial void WhenPaid() { }
            [Event] public sealed partial record Refused;
            private partial void When(Refused e) { }
            [Discard] public partial void Close();
        }
        """);
}
