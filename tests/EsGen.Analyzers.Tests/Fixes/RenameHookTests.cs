using EsGen.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

public sealed class RenameHookTests
{
    [Fact]
    public Task A_misspelled_hook_gets_the_name_of_the_nearest_event() => FixTest<RenameHookCodeFixProvider>.Changes(
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();

            [Event("Shipped")] public partial void Ship();

            private partial void {|ESG025:WhenShiped|}() { }

            partial void {|ESG025:GuardShip|}() { }

            [Event] public sealed partial record Refused(int Reason);

            private partial void {|ESG025:WhenRefused|}(Refused e) { }
        }
        """,
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();

            [Event("Shipped")] public partial void Ship();

            private partial void WhenShipped() { }

            partial void GuardShipped() { }

            [Event] public sealed partial record Refused(int Reason);

            private partial void When(Refused e) { }
        }
        """,
        fixes: 3);

    [Fact]
    public Task A_misspelled_arm_becomes_partial_too() => FixTest<RenameHookCodeFixProvider>.Changes(
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();

            [Event("Shipped")] public partial void Ship();

            // Nothing changes.
            void {|ESG025:WhenShiped|}() { }
        }
        """,
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();

            [Event("Shipped")] public partial void Ship();

            // Nothing changes.
            partial void WhenShipped() { }
        }
        """);

    [Fact]
    public Task Nothing_is_offered_where_no_event_is_near() => FixTest<RenameHookCodeFixProvider>.LeavesAlone(
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();

            private partial void {|ESG025:WhenTheCowsComeHome|}() { }
        }
        """);
}
