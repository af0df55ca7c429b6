using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG027: an event needs its When method.</summary>
public sealed class MissingArmTests
{
    [Fact]
    public Task An_event_whose_fields_match_no_property_needs_an_arm() => Rule.AreReported(
        """
        [Aggregate]
        public partial class Account
        {
            [Event("Opened")] public partial {|ESG027:Account|}(Guid id, string holder);

            public decimal Balance { get; private set; }

            [Event("Deposited")] public partial void {|ESG027:Deposit|}(decimal amount, string? memo);

            [Event("Touched")] public partial void {|ESG027:Touch|}();

            [Event] public sealed partial record {|ESG027:Refused|}(decimal Amount);

            [Discard("Closed")] public partial void {|ESG027:Close|}(string reason);
        }
        """,
        [
            "The event 'Opened' needs a When method, because 'holder' has no property 'Holder'; write what it changes: private partial void WhenOpened(string holder)",
            "The event 'Deposited' needs a When method, because 'amount' has no property 'Amount' and 'memo' has no property 'Memo'; write what it changes: private partial void WhenDeposited(decimal amount, string? memo)",
            "The event 'Touched' needs a When method, because it has no fields that could be assigned; write what it changes: private partial void WhenTouched()",
            "The event 'Refused' needs a When method, because 'Amount' has no property 'Amount'; write what it changes: private partial void When(Refused e)",
            "The event 'Closed' needs a When method, because 'reason' has no property 'Reason'; write what it changes: private partial void WhenClosed(string reason)",
        ],
        "CS8795",
        "CS8795",
        "CS8795",
        "CS8795",
        "CS8795");

    [Theory]
    [InlineData("public string Holder { get; }", "string holder", "'Holder' has no setter; give 'Holder' a 'private set', or")]
    [InlineData("public string Holder { get; init; }", "string holder", "'Holder' can be set only when the object is made ('init'); give 'Holder' a 'private set', or")]
    [InlineData("public string Holder => \"\";", "string holder", "'Holder' has no setter;")]
    [InlineData("public object Holder { get; private set; }", "string holder", "'Holder' is object, and 'holder' is string;")]
    [InlineData("public string Holder { get; private set; }", "string? holder", "'Holder' takes no null, which 'holder' may be;")]
    [InlineData("public static string? Holder { get; set; }", "string holder", "'Holder' is static;")]
    [InlineData("private string? _holder; public string? Name => _holder;", "string holder", "'holder' has no property 'Holder' ('_holder' is a field, and only properties are assigned);")]
    [InlineData("public string Holder { get; } public int Size { get; }", "string holder, int size", "'Holder' has no setter and 'Size' has no setter; give 'Holder' and 'Size' a 'private set', or")]
    [InlineData("public string Holder { get; }", "string holder, int size", "'Holder' has no setter and 'size' has no property 'Size';")]
    public async Task The_reason_names_the_field_and_what_its_property_lacks(string members, string parameters, string reason)
    {
        string[] lines = await Terminal.Print($$"""
            [Aggregate]
            public partial class Account
            {
                [Event("Opened")] public partial Account({{parameters}});
                {{members}}
            }
            """);

        Assert.Equal($"(4,38): error ESG027: The event 'Opened' needs a When method, because {reason} write what it changes: private partial void WhenOpened({parameters})", lines[0]);
    }

    [Fact]
    public async Task A_class_that_is_not_partial_is_said_first() =>
        Assert.Contains("CS0260", (await Terminal.Print("[Aggregate] public class Account { [Event] public partial Account(string holder); }"))[0], StringComparison.Ordinal);

    [Fact]
    public Task Events_that_assign_themselves_and_events_that_end_or_begin_without_fields_need_none() => Rule.IsNotReported(
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();

            public int Number { get; private set; }

            [Event] public partial string? Note { get; set; }

            [Event("Numbered")] public partial void Assign(int number);

            [Event] public sealed partial record Renumbered(int Number);

            [Discard] public partial void Discard();
        }
        """);

    [Fact]
    public Task A_misspelled_arm_is_reported_as_that_alone() => Rule.AreReported(
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();

            [Event("Shipped")] public partial void Ship();

            private partial void {|ESG025:WhenShiped|}() { }

            [Event] public sealed partial record Refused(int Reason);

            private partial void {|ESG025:WhenRefused|}(Refused e) { }
        }
        """,
        [
            "'WhenShiped' matches no event; did you mean 'WhenShipped'?",
            "'WhenRefused' matches no event; call it 'When', as what takes the record 'Refused' is called",
        ]);

    [Fact]
    public Task An_event_that_is_wrong_itself_is_reported_as_that_alone() => Rule.IsReported(
        """
        [Entity]
        public partial class Order
        {
            [Event] public partial Order();

            [Event("Shipped")] public void {|ESG005:Ship|}(int to) { }
        }
        """,
        "'Ship' must be partial and without a body, so that EsGen can write the other half of it");
}
