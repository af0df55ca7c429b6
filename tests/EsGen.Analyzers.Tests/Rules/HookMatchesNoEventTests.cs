using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG025.</summary>
public sealed class HookMatchesNoEventTests
{
    [Fact]
    public Task A_misspelled_hook_is_reported_with_the_nearest_name() => Rule.AreReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            [Event("Paid")] public partial void Pay();
            partial void {|ESG025:GuardPayed|}() { }
            private partial void {|ESG025:WhenPaied|}() { }
            [Event] public sealed partial record Refused(int Reason);
            private partial void {|ESG025:WhenRefused|}(Refused e) { }
            private partial void {|ESG025:WhenTheCowsComeHome|}() { }
        }
        """,
        [
            "'GuardPayed' matches no event; did you mean 'GuardPaid'?",
            "'WhenPaied' matches no event; did you mean 'WhenPaid'?",
            "'WhenRefused' matches no event; call it 'When', as what takes the record 'Refused' is called",
            "'WhenTheCowsComeHome' matches no event of 'Order'; name it after one, or remove it",
        ]);

    [Fact]
    public Task A_method_that_could_be_the_missing_arm_is_reported_in_its_place() => Rule.AreReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            [Event("Paid")] public partial void Pay(decimal amount);
            private void {|ESG025:WhenPayed|}(decimal amount, EventContext context) { }
            [Event("Packed")] public partial void {|ESG027:Pack|}(int parcels);
            private void WhenPackd(string note) { }
            [Event("Sent")] public partial void {|ESG027:Send|}();
            private void WhenSend() { }
            public void Resend() => WhenSend();
            [Event("Returned")] public partial void {|ESG027:Return|}();
            public void WhenReturnd() { }
        }
        """,
        [
            "'WhenPayed' matches no event; did you mean 'WhenPaid'?",
            "The event 'Packed' needs a When method, because 'parcels' has no property 'Parcels'; write what it changes: private partial void WhenPacked(int parcels)",
            "The event 'Sent' needs a When method, because it has no fields that could be assigned; write what it changes: private partial void WhenSent()",
            "The event 'Returned' needs a When method, because it has no fields that could be assigned; write what it changes: private partial void WhenReturned()",
        ],
        "CS8795",
        "CS8795",
        "CS8795");

    [Fact]
    public Task Methods_of_the_users_own_are_not_reported() => Rule.IsNotReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            [Event("Paid")] public partial void Pay(decimal amount);
            private partial void WhenPaid(decimal amount) { }
            private void WhenPayed(decimal amount) { }
            private void WhenIdle() { }
        }
        """);

    [Fact]
    public Task A_hook_that_does_not_fit_is_reported_with_what_would() => Rule.AreReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            [Event("Paid")] public partial void Pay(decimal amount, string? note);
            private partial void {|ESG025:WhenPaid|}(int amount) { }
            partial void {|ESG025:GuardPaid|}(decimal amount, string? note, EventContext context) { }
            [Event] public sealed partial record Refused(int Reason);
            private partial void {|ESG025:When|}(Refused e, int reason) { }
        }
        """,
        [
            "'WhenPaid' doesn't fit the event 'Paid'; declare it as void WhenPaid(decimal amount, string? note[, EventContext context])",
            "'GuardPaid' doesn't fit the event 'Paid'; declare it as void GuardPaid(decimal amount, string? note)",
            "'When' doesn't fit the event 'Refused'; declare it as void When(Refused e[, EventContext context])",
        ]);

    [Fact]
    public Task A_second_hook_of_an_event_is_reported() => Rule.IsReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            [Event("Paid")] public partial void Pay(decimal amount);
            private partial void WhenPaid(decimal amount) { }
            private partial void {|ESG025:WhenPaid|}(int amount) { }
        }
        """,
        "'WhenPaid' is one too many for the event 'Paid'; remove it");

    [Fact]
    public Task A_hook_of_an_event_that_is_wrong_itself_is_not_reported_too() => Rule.AreReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            [Event("Paid")] public partial int {|ESG007:Pay|}();
            private partial void WhenPaid() { }
            [Event] public abstract partial record {|ESG017:Refused|}(int Reason);
            private partial void When(Refused e) { }
        }
        """,
        [
            "'Pay' can't make an event: it returns a value; make it void, and call it in a method of yours that answers.",
            "'Refused' can't be an event: it is abstract, and each event is a record of its own; remove 'abstract'.",
        ]);

    [Fact]
    public Task Hooks_with_their_own_parameter_names_are_not_reported() => Rule.IsNotReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order(int number);
            private partial void WhenCreated(int theNumber, EventContext e) { }
            partial void GuardCreated(int theNumber) { }
            [Event] public sealed partial record Refused(int Reason);
            private partial void When(Refused refused, EventContext context) { }
            partial void Guard(Refused refused) { }
            [Event] public partial string? Note { get; set; }
            partial void GuardNoteChanged(string? value) { }
            private partial void WhenNoteChanged(string? value) { }
        }
        """);
}
