using EsGen.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

public sealed class RemoveAttributeTests
{
    private const string Source = """
        /// <summary>An order.</summary>
        [Entity]
        [{|ESG004:Aggregate|}]
        // Ordered online.
        public partial class Order
        {
            [Event] public partial Order();
        }

        [Entity, {|ESG004:Aggregate|}] public partial class Bill { [Event] public partial Bill(); }
        """;

    [Fact]
    public Task The_aggregate_attribute_can_be_removed() => Remove("Aggregate", """
        /// <summary>An order.</summary>
        [Entity]
        // Ordered online.
        public partial class Order
        {
            [Event] public partial Order();
        }

        [Entity] public partial class Bill { [Event] public partial Bill(); }
        """);

    [Fact]
    public Task The_entity_attribute_can_be_removed() => Remove("Entity", """
        /// <summary>An order.</summary>
        [Aggregate]
        // Ordered online.
        public partial class Order
        {
            [Event] public partial Order();
        }

        [Aggregate] public partial class Bill { [Event] public partial Bill(); }
        """);

    [Fact]
    public Task An_attribute_on_a_line_of_its_own_takes_the_line_with_it() => FixTest<RemoveAttributeCodeFixProvider>.Changes(
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();

            [Event("Closed")]
            [{|ESG004:Discard|}]
            public partial void Close();

            private partial void WhenClosed() { }
        }
        """,
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();

            [Event("Closed")]
            public partial void Close();

            private partial void WhenClosed() { }
        }
        """,
        action: "Discard");

    private static Task Remove(string attribute, string fixedSource) => FixTest<RemoveAttributeCodeFixProvider>.Changes(Source, fixedSource, fixes: 2, action: attribute);
}
