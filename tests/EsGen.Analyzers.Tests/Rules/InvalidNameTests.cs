using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG018.</summary>
public sealed class InvalidNameTests
{
    [Fact]
    public Task Names_and_versions_that_can_not_be_are_reported_at_the_attribute() => Rule.AreReported(
        """
        [{|ESG018:Entity(" Order")|}] public partial class Order
        {
            [{|ESG018:Event("Order placed")|}] public partial Order();
            [{|ESG018:Event("")|}] public partial void Pay();
            [{|ESG018:Event("Sent", FormerNames = ["Mailed!"])|}] public partial void Send();
            private partial void WhenSent() { }
            [{|ESG018:Event(Version = 0)|}] public partial int Count { get; set; }
        }
        """,
        [
            "\" Order\" is not a valid entity name: it must be text without blanks around it.",
            "\"Order placed\" is not a valid event name: it must be a C# identifier, because it names the event's record.",
            "\"\" is not a valid event name: it must be a C# identifier, because it names the event's record.",
            "\"Mailed!\" is not a valid event name: it must be a C# identifier, because it names the event's record.",
            "0 is not a valid event version: versions count from 1.",
        ]);

    [Fact]
    public Task Valid_names_are_not_reported() => Rule.IsNotReported(
        """
        [Entity("Sales.Order, the second", FormerNames = ["Order"])] public partial class Order
        {
            [Event("class")] public partial Order();
            [Event("Größer", Version = 3, FormerNames = ["Larger"])] public partial void Grow();
            private partial void WhenGrößer() { }
        }
        """);
}
