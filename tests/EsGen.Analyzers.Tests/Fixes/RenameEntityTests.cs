using EsGen.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

public sealed class RenameEntityTests
{
    [Fact]
    public Task The_second_entity_is_named_with_its_namespace() => FixTest<ProposedNameCodeFixProvider>.Changes(
        """
        namespace Acme.Sales
        {
            [Entity] public partial class Order { [Event] public partial Order(); }
        }

        namespace Acme.Shipping
        {
            [Entity] public partial class {|ESG009:Order|} { [Event] public partial Order(); }
        }

        namespace Acme.Billing
        {
            [Aggregate("Order", FormerNames = ["Invoice"])] public partial class {|ESG009:Bill|} { [Event] public partial Bill(); }
        }
        """,
        """
        namespace Acme.Sales
        {
            [Entity] public partial class Order { [Event] public partial Order(); }
        }

        namespace Acme.Shipping
        {
            [Entity("Shipping.Order")] public partial class Order { [Event] public partial Order(); }
        }

        namespace Acme.Billing
        {
            [Aggregate("Billing.Bill", FormerNames = ["Invoice"])] public partial class Bill { [Event] public partial Bill(); }
        }
        """,
        fixes: 2);

    [Fact]
    public Task A_nested_entity_is_named_with_the_class_around_it() => FixTest<ProposedNameCodeFixProvider>.Changes(
        """
        [Entity] public partial class Line { [Event] public partial Line(); }

        public partial class Order
        {
            [Entity] public partial class {|ESG009:Line|} { [Event] public partial Line(); }
        }
        """,
        """
        [Entity] public partial class Line { [Event] public partial Line(); }

        public partial class Order
        {
            [Entity("Order.Line")] public partial class Line { [Event] public partial Line(); }
        }
        """);

    [Fact]
    public Task Nothing_is_offered_for_a_former_name_or_two_events() => FixTest<ProposedNameCodeFixProvider>.LeavesAlone(
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();
            [Event("Created")] public partial {|ESG009:Order|}(string note);
        }

        [Entity(FormerNames = ["Order"])] public partial class {|ESG009:Purchase|} { [Event] public partial Purchase(); }
        """);
}
