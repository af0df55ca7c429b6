using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG001.</summary>
public sealed class EntityMustBePartialTests
{
    [Fact]
    public Task A_class_that_is_not_partial_is_reported() => Rule.IsReported(
        """
        [Entity] public class {|ESG001:Order|}
        {
            [Event] public partial Order();
        }
        """,
        "'Order' must be partial, so that EsGen can write the other half of it", "CS0260");

    [Fact]
    public Task Every_part_without_the_modifier_is_reported() => Rule.IsReported(
        """
        [Aggregate] public partial class Order
        {
            [Event] public partial Order();
        }

        public sealed class {|ESG001:Order|}
        {
        }
        """,
        "'Order' must be partial, so that EsGen can write the other half of it", "CS0260");

    [Fact]
    public Task A_partial_class_is_not_reported() => Rule.IsNotReported(
        """
        [Entity] public sealed partial class Order
        {
            [Event] public partial Order();
        }
        """,
        """
        partial class Order
        {
            public void Touch() { }
        }

        public class Customer
        {
        }
        """);
}
