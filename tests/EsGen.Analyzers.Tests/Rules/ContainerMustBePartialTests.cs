using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG002.</summary>
public sealed class ContainerMustBePartialTests
{
    [Fact]
    public Task Each_type_around_an_entity_that_is_not_partial_is_reported_where_it_is_declared() => Rule.AreReported(
        """
        public class {|ESG002:Shop|}
        {
            public partial interface IShelf
            {
                public struct {|ESG002:Box|}
                {
                    [Entity] public partial class Order { [Event] public partial Order(); }
                }
            }
        }
        """,
        [
            "'Shop' must be partial, because the event-sourced class 'Order' is nested in it",
            "'Box' must be partial, because the event-sourced class 'Order' is nested in it",
        ], "CS0260", "CS0260");

    [Fact]
    public Task Partial_types_around_an_entity_are_not_reported() => Rule.IsNotReported(
        """
        public static partial class Shop
        {
            public partial record Shelf
            {
                [Entity] public partial class Order { [Event] public partial Order(); }
            }
        }

        public class Customers
        {
            public class Customer;
        }
        """);
}
