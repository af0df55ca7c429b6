using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG015.</summary>
public sealed class UnusableFieldNameTests
{
    [Fact]
    public Task Names_that_the_record_can_not_have_are_reported() => Rule.AreReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order(string note, string {|ESG015:Note|});
            [Event("Paid")] public partial void Pay(int {|ESG015:paid|});
            private partial void WhenPaid(int paid) { }
            [Event("Sent")] public partial void Send(string {|ESG015:toString|});
            [Event] public sealed partial record Refused(int Reason) { public int {|ESG015:reason|} { get; init; } }
        }
        """,
        [
            "'Note' can't be a field of the event 'Created': another field has this name but for its casing; rename it.",
            "'paid' can't be a field of the event 'Paid': the event's record has this name itself; rename it.",
            "'toString' can't be a field of the event 'Sent': every record has a member of this name; rename it.",
            "'reason' can't be a field of the event 'Refused': another field has this name but for its casing; rename it.",
        ]);

    [Fact]
    public Task Other_names_and_keywords_are_not_reported() => Rule.IsNotReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order(string note, string notes, int @class, string text);
            private partial void WhenCreated(string note, string notes, int @class, string text) { }
        }
        """);
}
