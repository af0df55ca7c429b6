using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG009.</summary>
public sealed class DuplicateNameTests
{
    [Fact]
    public Task The_later_of_two_events_of_one_name_is_reported() => Rule.AreReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            [Event] public partial {|ESG009:Order|}(string note);
            [Event("Paid")] public partial void Pay();
            private partial void WhenPaid() { }
            [Event("Settled", FormerNames = ["Paid"])] public partial void {|ESG009:Settle|}();
            private partial void WhenSettled() { }
            [Event("Paid", Version = 2)] public partial void {|ESG009:PayAgain|}(int times);
            [Event("Paid")] public sealed partial record {|ESG009:Payment|}(int Times);
            private partial void When(Payment e) { }
        }
        """,
        [
            "The event name 'Created' is already the name of the event that 'Order' makes; give one of them another name",
            "The event name 'Paid' is already the name of the event that 'Pay' makes; give one of them another name",
            "The event name 'Paid' is already the name of the event that 'Pay' makes; give one of them another name",
            "The event name 'Paid' is already the name of the event that 'Pay' makes; give one of them another name",
        ]);

    [Fact]
    public Task The_later_of_two_entities_of_one_name_is_reported() => Rule.AreReported(
        """
        namespace Sales { [Entity] public partial class Order { [Event] public partial Order(); } }
        namespace Shipping { [Aggregate] public partial class {|ESG009:Order|} { [Event] public partial Order(); } }
        namespace Billing { [Entity(FormerNames = ["Order"])] public partial class {|ESG009:Bill|} { [Event] public partial Bill(); } }
        public partial class Shop { [Entity("Order")] public partial class {|ESG009:Purchase|} { [Event] public partial Purchase(); } }
        """,
        [
            "The entity name 'Order' is already the name of the entity 'Sales.Order'; give one of them another name",
            "The entity name 'Order' is already the name of the entity 'Sales.Order'; give one of them another name",
            "The entity name 'Order' is already the name of the entity 'Sales.Order'; give one of them another name",
        ]);

    [Fact]
    public Task Names_that_differ_are_not_reported() => Rule.IsNotReported(
        """
        namespace Sales
        {
            [Entity(FormerNames = ["Order", "Purchase"])] public partial class Order
            {
                [Event] public partial Order();
                [Event("Imported")] public partial Order(string note);
                private partial void WhenImported(string note) { }
                [Event("created")] public partial void Create();
                private partial void Whencreated() { }
                [Event("Paid", FormerNames = ["Paid", "Settled"])] public partial void Pay();
                private partial void WhenPaid() { }
            }
        }
        """,
        """
        namespace Shipping
        {
            [Entity("Shipping.Order")] public partial class Order
            {
                [Event] public partial Order();
                [Event("Paid")] public partial void Pay();
                private partial void WhenPaid() { }
            }

            public class Purchase;
        }
        """);
}
