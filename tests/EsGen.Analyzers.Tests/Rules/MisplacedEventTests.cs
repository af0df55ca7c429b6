using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG017.</summary>
public sealed class MisplacedEventTests
{
    [Fact]
    public Task Members_of_a_class_that_is_no_entity_are_reported() => Rule.AreReported(
        """
        public partial class Order
        {
            [Event] public partial {|ESG017:Order|}(string note);
            [Event] public partial string {|ESG017:Note|} { get; set; }
            [Event("Paid")] public void {|ESG017:Pay|}() { }
            [Discard] public partial void {|ESG017:Close|}();
            [Event] public sealed partial record {|ESG017:Refused|}(int Reason);
        }
        """,
        [
            "'Order' can't be an event: 'Order' has neither [Entity] nor [Aggregate]; give it one of them.",
            "'Note' can't be an event: 'Order' has neither [Entity] nor [Aggregate]; give it one of them.",
            "'Pay' can't be an event: 'Order' has neither [Entity] nor [Aggregate]; give it one of them.",
            "'Close' can't be an event: 'Order' has neither [Entity] nor [Aggregate]; give it one of them.",
            "'Refused' can't be an event: 'Order' has neither [Entity] nor [Aggregate]; give it one of them.",
        ]);

    [Fact]
    public Task A_class_that_is_not_even_partial_gets_no_second_error() => Rule.IsReported(
        """
        public class Order
        {
            [Event("Paid")] public void {|ESG017:Pay|}() { }
        }
        """,
        "'Pay' can't be an event: 'Order' has neither [Entity] nor [Aggregate]; give it one of them.");

    [Fact]
    public Task Types_that_are_no_plain_record_are_reported() => Rule.AreReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            [Event] public partial class {|ESG017:A|};
            [Event] public sealed partial record {|ESG017:B|}<T>(T Value);
            [Event] public abstract partial record {|ESG017:C|};
            [Event] public sealed partial record {|ESG017:D|} : Base;
            public record Base;
        }
        """,
        [
            "'A' can't be an event: it is not a record class; make it one.",
            "'B' can't be an event: it is generic, and an event's fields have fixed types; remove the type parameters.",
            "'C' can't be an event: it is abstract, and each event is a record of its own; remove 'abstract'.",
            "'D' can't be an event: it has a base; remove it, because events derive from the generated Event.",
        ]);

    [Fact]
    public Task A_record_with_state_that_would_not_be_stored_is_reported() => Rule.AreReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            [Event] public sealed partial record {|ESG017:A|}(int Value) { public string? Note { get; private init; } }
            [Event] public sealed partial record {|ESG017:B|}(int Value) { public string? Note; }
            [Event] public sealed partial record C(int Value) { public int Twice => Value * 2; public static int Count; public string? Note { get; init; } }
            private partial void When(C e) { }
        }
        """,
        [
            "'A' can't be an event: its 'Note' would not be stored; make it a parameter or a property with 'get' and 'init' that can be reached from outside of the record.",
            "'B' can't be an event: its 'Note' would not be stored; make it a parameter or a property with 'get' and 'init' that can be reached from outside of the record.",
        ]);

    [Fact]
    public Task A_record_outside_of_a_class_is_reported() => Rule.IsReported(
        """
        [Event] public sealed partial record {|ESG017:Paid|}(decimal Amount);
        """,
        "'Paid' can't be an event: it is not nested in a class with [Entity] or [Aggregate]; move it into one.");

    [Fact]
    public Task Functions_inside_a_member_are_reported() => Rule.AreReported(
        """
        public static class Program
        {
            public static void Main()
            {
                [Event("Paid")] void {|ESG017:Pay|}() { }
                Action close = [Discard] () {|ESG017:=>|} { };
                Pay();
                close();
            }
        }
        """,
        [
            "'Pay' can't be an event: it is a function inside a member; declare it as a method of the class.",
            "'=>' can't be an event: it is a function inside a member; declare it as a method of the class.",
        ]);

    [Fact]
    public Task Records_of_an_entity_and_attributes_of_others_are_not_reported() => Rule.IsNotReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            [Event] public sealed partial record Refused(string Reason) : Order.Event;
            private partial void When(Refused e) { }
            public void Log([System.Runtime.CompilerServices.CallerMemberName] string name = "") { [System.Diagnostics.DebuggerStepThrough] void Local() { } Local(); }
        }
        """);
}
