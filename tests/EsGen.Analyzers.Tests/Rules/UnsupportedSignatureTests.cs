using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG007.</summary>
public sealed class UnsupportedSignatureTests
{
    [Fact]
    public Task Methods_that_are_not_plain_are_reported() => Rule.AreReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial {|ESG007:Order|}(params int[] numbers);
            [Event("B")] public partial int {|ESG007:MakeB|}();
            [Event("C")] public static partial void {|ESG007:MakeC|}();
            [Event("D")] public partial void {|ESG007:MakeD|}<T>(T value) where T : class;
            [Event("E")] public partial void {|ESG007:MakeE|}(ref int value);
            [Event("F")] public partial void {|ESG007:MakeF|}(out int value);
            [Event("G")] public partial void {|ESG007:MakeG|}(in int value);
            [Event("H")] public partial Task {|ESG007:MakeH|}();
            [Event("J")] public partial ValueTask<int> {|ESG007:MakeJ|}(int a, CancellationToken cancellationToken = default);
            [Event("K")] public partial bool {|ESG007:MakeK|}(int? a, List<string> b);
            [Discard] public static partial void {|ESG007:Close|}();
        }
        """,
        [
            "'Order' can't make an event: its parameter 'numbers' is params; remove 'params', and pass the array.",
            "'MakeB' can't make an event: it returns a value; make it void, and call it in a method of yours that answers.",
            "'MakeC' can't make an event: it is static, and an event belongs to one entity; remove 'static'.",
            "'MakeD' can't make an event: it is generic, and an event's fields have fixed types; remove the type parameters.",
            "'MakeE' can't make an event: its parameter 'value' is passed by reference; pass a value.",
            "'MakeF' can't make an event: its parameter 'value' is passed by reference; pass a value.",
            "'MakeG' can't make an event: its parameter 'value' is passed by reference; pass a value.",
            "'MakeH' can't make an event: it returns Task, and an event happens at once; make it void, await what it needs in a method of yours that calls it, and store it by SaveAsync of the repository.",
            "'MakeJ' can't make an event: it returns ValueTask<int>, and an event happens at once; make it void without the CancellationToken, await what it needs in a method of yours that calls it, and store it by SaveAsync of the repository.",
            "'MakeK' can't make an event: it returns bool, and what has happened isn't asked; make it void, and throw in 'partial void GuardK(int? a, List<string> b)' where it must not happen, or answer in a method of yours that calls it.",
            "'Close' can't make an event: it is static, and an event belongs to one entity; remove 'static'.",
        ]);

    [Fact]
    public Task An_async_method_is_reported() => Rule.IsReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            [Event("Paid")] public async partial void {|ESG007:Pay|}();
        }
        """,
        "'Pay' can't make an event: it is async; await before the command.", "CS1994");

    [Fact]
    public Task Accessors_operators_and_finalizers_are_reported() => Rule.AreReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            public int Count { [Event("Read")] {|ESG007:get|}; set; }
            [Event("Added")] public static Order operator {|ESG007:+|}(Order a, Order b) => a;
            [Event("Converted")] public static implicit {|ESG007:operator|} string(Order a) => "";
            [Event("Ended")] ~{|ESG007:Order|}() { }
        }
        """,
        [
            "'Order.Count.get' can't make an event: it is not an ordinary method; put the attribute on one.",
            "'Order.operator +(Order, Order)' can't make an event: it is not an ordinary method; put the attribute on one.",
            "'Order.implicit operator string(Order)' can't make an event: it is not an ordinary method; put the attribute on one.",
            "'Order.~Order()' can't make an event: it is not an ordinary method; put the attribute on one.",
        ]);

    [Fact]
    public Task Plain_methods_are_not_reported() => Rule.IsNotReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order(int[] numbers, Guid id);
            private int[] Numbers { get; set; }
            [Event("Paid")] protected internal virtual partial void Pay(decimal amount = 1m, string? note = null);
            private partial void WhenPaid(decimal amount, string? note, EventContext context) { }
            public static async Task<int> CountAsync<T>(params T[] values) => await Task.FromResult(values.Length);
        }
        """);
}
