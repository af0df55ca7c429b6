using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG012.</summary>
public sealed class NoCreationEventTests
{
    [Fact]
    public Task A_class_without_a_creation_event_is_reported() => Rule.IsReported(
        """
        [Entity] public partial class {|ESG012:Order|}
        {
            [Event] public partial string Note { get; set; }
        }
        """,
        "'Order' has no creation event; declare one: [Event] public partial Order(…);");

    [Fact]
    public Task One_or_more_creation_events_are_not_reported() => Rule.IsNotReported(
        """
        [Entity] public partial class Order
        {
            [Event("Ordered")] private partial Order();
            [Event("Imported")] internal partial Order(Guid id);
        }
        """);
}
