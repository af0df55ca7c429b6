using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG004.</summary>
public sealed class ConflictingAttributesTests
{
    [Fact]
    public Task A_class_with_both_attributes_is_reported_at_the_second_kind() => Rule.IsReported(
        """
        [Entity, {|ESG004:Aggregate("Bill")|}] public partial class Order { [Event] public partial Order(); }
        """,
        "'Order' has both [Entity] and [Aggregate]; remove one of them");

    [Fact]
    public Task A_member_with_both_attributes_is_reported() => Rule.IsReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            [{|ESG004:Discard|}, Event("Closed")] public partial void Close();
            private partial void WhenClosed() { }
        }
        """,
        "'Close' has both [Event] and [Discard]; remove one of them");

    [Fact]
    public Task One_attribute_is_not_reported() => Rule.IsNotReported(
        """
        [Aggregate, Serializable] public partial class Order
        {
            [Event, Obsolete] public partial Order();
            [Discard, Obsolete] public partial void Close();
        }
        """);
}
