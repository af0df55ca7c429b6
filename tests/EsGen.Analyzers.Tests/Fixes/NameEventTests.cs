using EsGen.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

public sealed class NameEventTests
{
    [Fact]
    public Task The_event_is_named_by_the_past_tense() => FixTest<ProposedNameCodeFixProvider>.Changes(
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();

            // Pays.
            [Event] public partial void {|ESG008:Pay|}();

            [Event(Version = 2, FormerNames = ["Sent"])] public partial void {|ESG008:Ship|}();

            [Event(null)] private partial void {|ESG008:RecordReturned|}();

            [EventAttribute ( )] public partial void {|ESG008:ApplyRebate|}();

            private partial void WhenPaid() { }
            private partial void WhenShipped() { }
            private partial void WhenReturned() { }
            private partial void WhenRebateApplied() { }
        }
        """,
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();

            // Pays.
            [Event("Paid")] public partial void Pay();

            [Event("Shipped", Version = 2, FormerNames = ["Sent"])] public partial void Ship();

            [Event("Returned")] private partial void RecordReturned();

            [EventAttribute("RebateApplied")] public partial void ApplyRebate();

            private partial void WhenPaid() { }
            private partial void WhenShipped() { }
            private partial void WhenReturned() { }
            private partial void WhenRebateApplied() { }
        }
        """,
        fixes: 4);
}
