using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG005.</summary>
public sealed class MemberMustBePartialTests
{
    [Fact]
    public Task Members_that_are_not_partial_are_reported() => Rule.AreReported(
        """
        [Entity] public partial class Order
        {
            [Event] public {|ESG005:Order|}() { _recorder = null!; }
            [Event] public int {|ESG005:Count|} { get; set; }
            [Event("Paid")] public void {|ESG005:Pay|}() { }
            private partial void WhenPaid() { }
            [Discard] public void {|ESG005:Close|}() => Count = 0;
        }
        """,
        [
            "'Order' must be partial and without a body, so that EsGen can write the other half of it; move what it checks into 'partial void GuardCreated()', and what it changes into 'private partial void WhenCreated()'",
            "'Count' must be partial, so that EsGen can write the other half of it",
            "'Pay' must be partial and without a body, so that EsGen can write the other half of it",
            "'Close' must be partial and without a body, so that EsGen can write the other half of it; move what it checks into 'partial void GuardDiscarded()', and what it changes into 'private partial void WhenDiscarded()'",
        ]);

    [Fact]
    public Task Partial_members_with_a_body_are_reported() => Rule.AreReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial {|ESG005:Order|}() { _recorder = null!; }
            [Event] public partial int {|ESG005:Count|} { get => 0; set { } }
            [Event("Paid")] public partial void {|ESG005:Pay|}() { }
            private partial void WhenPaid() { }
        }
        """,
        [
            "'Order' must be without a body, so that EsGen can write the other half of it; move what it checks into 'partial void GuardCreated()', and what it changes into 'private partial void WhenCreated()'",
            "'Count' must be without a body, so that EsGen can write the other half of it",
            "'Pay' must be without a body, so that EsGen can write the other half of it",
        ]);

    [Fact]
    public Task A_record_that_is_not_partial_is_reported() => Rule.IsReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            [Event] public sealed record {|ESG005:Refused|}(string Reason);
            private partial void When(Refused e) { }
        }
        """,
        "'Refused' must be partial, so that EsGen can write the other half of it", "CS0260");

    [Fact]
    public Task Members_without_an_attribute_are_not_reported() => Rule.IsNotReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            public int Count { get; set; }
            public void Pay() { }
            public record Note(string Text);
            public partial void Send();
            public partial void Send() { }
        }
        """);
}
