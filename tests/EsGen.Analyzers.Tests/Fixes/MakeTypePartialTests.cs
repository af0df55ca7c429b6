using EsGen.CodeFixes;
using Xunit;

namespace EsGen.Analyzers.Tests;

public sealed class MakeTypePartialTests
{
    [Fact]
    public Task Partial_comes_last_among_the_modifiers() => FixTest<MakeTypePartialCodeFixProvider>.Changes(
        """
        /// <summary>An order.</summary>
        [Entity] // stored
        public sealed class {|ESG001:Order|} // with a comment
        {
            [Event] public partial Order();
        }
        """,
        """
        /// <summary>An order.</summary>
        [Entity] // stored
        public sealed partial class Order // with a comment
        {
            [Event] public partial Order();
        }
        """);

    [Fact]
    public Task Partial_comes_after_the_comments_of_a_class_without_modifiers() => FixTest<MakeTypePartialCodeFixProvider>.Changes(
        """
        namespace Shop
        {
            [Entity]
            // An order.
            class {|ESG001:Order|}
            {
                [Event] public partial Order();
            }
        }
        """,
        """
        namespace Shop
        {
            [Entity]
            // An order.
            partial class Order
            {
                [Event] public partial Order();
            }
        }
        """);

    [Fact]
    public Task Every_type_around_an_entity_is_made_partial() => FixTest<MakeTypePartialCodeFixProvider>.Changes(
        """
        // The shop.
        interface {|ESG002:IShop|}
        {
            public readonly struct {|ESG002:Department|}
            {
                public record {|ESG002:Shelf|}(int Number)
                {
                    internal record struct {|ESG002:Box|}
                    {
                        [Entity] public class {|ESG001:Order|}
                        {
                            [Event] public partial Order();
                        }
                    }
                }
            }
        }
        """,
        """
        // The shop.
        partial interface IShop
        {
            public readonly partial struct Department
            {
                public partial record Shelf(int Number)
                {
                    internal partial record struct Box
                    {
                        [Entity] public partial class Order
                        {
                            [Event] public partial Order();
                        }
                    }
                }
            }
        }
        """,
        fixes: 5);

    [Fact]
    public Task All_of_a_project_are_fixed_at_once() => new FixTest<MakeTypePartialCodeFixProvider>
    {
        TestState =
        {
            Sources =
            {
                "[Entity] public class {|ESG001:A|} { [Event] public partial A(); } [Entity] public class {|ESG001:B|} { [Event] public partial B(); }",
                "[Entity] class {|ESG001:C|} { [Event] public partial C(); }",
            },
        },
        FixedState =
        {
            Sources =
            {
                "[Entity] public partial class A { [Event] public partial A(); } [Entity] public partial class B { [Event] public partial B(); }",
                "[Entity] partial class C { [Event] public partial C(); }",
            },
        },
        NumberOfIncrementalIterations = 3,
    }.RunAsync();
}
