using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG027: an event needs its When method.</summary>
public sealed class MissingArmTests
{
    [Fact]
    public Task An_event_whose_fields_match_no_property_needs_an_arm() => Rule.AreReported(
        """
        [Aggregate]
        public partial class Account
        {
            [Event("Opened")] public partial {|ESG027:Account|}(Guid id, string holder);

            public decimal Balance { get; private set; }

            [Event("Deposited")] public partial void {|ESG027:Deposit|}(decimal amount, string? memo);

            [Event("Touched")] public partial void {|ESG027:Touch|}();

            [Event] public sealed partial record {|ESG027:Refused|}(decimal Amount);

            [Discard("Closed")] public partial void {|ESG027:Close|}(string reason);
        }
        """,
        [
            "The event 'Opened' has no mutator arm; write what it changes: private partial void WhenOpened(string holder)",
            "The event 'Deposited' has no mutator arm; write what it changes: private partial void WhenDeposited(decimal amount, string? memo)",
            "The event 'Touched' has no mutator arm; write what it changes: private partial void WhenTouched()",
            "The event 'Refused' has no mutator arm; write what it changes: private partial void When(Refused e)",
            "The event 'Closed' has no mutator arm; write what it changes: private partial void WhenClosed(string reason)",
        ],
        "CS8795",
        "CS8795",
        "CS8795",
        "CS8795",
        "CS8795");

    [Fact]
    public Task Events_that_assign_themselves_and_events_that_end_or_begin_without_fields_need_none() => Rule.IsNotReported(
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();

            public int Number { get; private set; }

            [Event] public partial string? Note { get; set; }

            [Event("Numbered")] public partial void Assign(int number);

            [Event] public sealed partial record Renumbered(int Number);

            [Discard] public partial void Discard();
        }
        """);

    [Fact]
    public Task A_misspelled_arm_is_reported_as_that_alone() => Rule.AreReported(
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();

            [Event("Shipped")] public partial void Ship();

            private partial void {|ESG025:WhenShiped|}() { }

            [Event] public sealed partial record Refused(int Reason);

            private partial void {|ESG025:WhenRefused|}(Refused e) { }
        }
        """,
        [
            "'WhenShiped' matches no event; did you mean 'WhenShipped'?",
            "'WhenRefused' matches no event; call it 'When', as what takes the record 'Refused' is called",
        ]);

    [Fact]
    public Task An_event_that_is_wrong_itself_is_reported_as_that_alone() => Rule.IsReported(
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();

            [Event("Shipped")] public void {|ESG005:Ship|}(int to) { }
        }
        """,
        "'Ship' must be partial and without a body, so that EsGen can write the other half of it");
}
