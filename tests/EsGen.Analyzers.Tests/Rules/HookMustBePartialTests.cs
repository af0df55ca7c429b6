using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG019.</summary>
public sealed class HookMustBePartialTests
{
    [Fact]
    public Task Hooks_that_are_not_partial_are_reported() => Rule.AreReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            [Event("Paid")] public partial void Pay(int amount);
            private void {|ESG019:WhenPaid|}(int amount) { }
            private void {|ESG019:GuardPaid|}(int amount) { }
            [Event] public sealed partial record Refused(int Reason);
            private void {|ESG019:When|}(Refused e, EventContext context) { }
            private void {|ESG019:Guard|}(Refused e) { }
        }
        """,
        [
            "'WhenPaid' must be partial: it is the mutator arm of the event 'Paid'",
            "'GuardPaid' must be partial: it is the guard of the event 'Paid'",
            "'When' must be partial: it is the mutator arm of the event 'Refused'",
            "'Guard' must be partial: it is the guard of the event 'Refused'",
        ]);

    [Fact]
    public Task Methods_that_only_begin_alike_are_not_reported() => Rule.IsNotReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order(int number);
            public int Number { get; private set; }
            public DateTimeOffset WhenOrdered() => CreatedOn;
            public void GuardedBy(string name) { }
            private bool WhenCreated(string text) => true;
            [Event("WhenDone")] public partial void When();
            private partial void WhenWhenDone() { }
        }
        """);
}
