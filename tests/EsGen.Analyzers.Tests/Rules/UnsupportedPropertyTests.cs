using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG006.</summary>
public sealed class UnsupportedPropertyTests
{
    [Fact]
    public Task Everything_but_a_getter_and_a_setter_is_reported() => Rule.AreReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            [Event] public partial string {|ESG006:A|} { get; }
            [Event] public partial string {|ESG006:B|} { set; }
            [Event] public partial string {|ESG006:C|} { get; init; }
            [Event] public partial string {|ESG006:D|} { get; set; } = "";
            [Event] public static partial string {|ESG006:E|} { get; set; }
            [Event] public partial ref int {|ESG006:F|} { get; }
            [Event] public partial string {|ESG006:this|}[int i] { get; set; }
            [Event] public string {|ESG006:this|}[string i] => i;
        }
        """,
        [
            "'A' can't be an event property: it has no setter; add 'set'.",
            "'B' can't be an event property: it has no getter; add 'get'.",
            "'C' can't be an event property: it has 'init'; make it 'set'.",
            "'D' can't be an event property: it has an initializer; give the value in the creation event.",
            "'E' can't be an event property: it is static, and an event belongs to one entity; remove 'static'.",
            "'F' can't be an event property: it returns a reference, through which it could be changed without an event; return the value.",
            "'this[]' can't be an event property: it is an indexer; make it a method.",
            "'this[]' can't be an event property: it is an indexer; make it a method.",
        ]);

    [Fact]
    public Task A_getter_and_a_setter_are_not_reported() => Rule.IsNotReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order();
            [Event] public partial string? Note { get; private set; }
            [Event] internal partial int Count { private get; set; }
            public string Text { get; init; } = "";
        }
        """);
}
