using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG013.</summary>
public sealed class SeveralDiscardsTests
{
    [Fact]
    public Task A_second_discard_is_reported() => Rule.IsReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            [Discard("Shipped")] public partial void Ship();
            [Discard("Canceled")] public partial void {|ESG013:Cancel|}(string reason);
            private partial void WhenCanceled(string reason) { }
        }
        """,
        "'Cancel' is a second [Discard] of 'Order'; keep 'Ship', and make the difference a field of its event");

    [Fact]
    public Task One_discard_is_not_reported() => Rule.IsNotReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            [Discard("Ended")] public partial void End(string reason);
            private partial void WhenEnded(string reason) { }
        }
        """);
}
