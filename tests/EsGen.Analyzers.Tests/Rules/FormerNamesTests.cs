using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG073: former names do something, or are reported.</summary>
public sealed class FormerNamesTests
{
    [Fact]
    public Task It_is_not_reported_where_a_name_is_stored() => Rule.IsNotReported(
        """
        using System.Text.Json.Serialization;
        public sealed record Address([FormerNames("road")] string Street, [property: FormerNames("town")] string City)
        {
            [FormerNames("land")] public string? Country { get; init; }
            [FormerNames("hint"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Note { get; init; }
        }
        public readonly record struct Point([FormerNames("left")] int X, int Y);
        [JsonDerivedType(typeof(Metre), "metre")] public interface ILength;
        public readonly record struct Metre([FormerNames("number")] decimal Value) : ILength;
        public sealed class Box
        {
            public Box([FormerNames("w")] int width) => Width = width;
            [FormerNames("h")] public int Height { get; init; }
            public int Width { get; }
        }
        [Entity] public partial class Order
        {
            [Event] public partial Order([FormerNames("customer")] string owner, Address home, Point at, ILength length, Box box);
            public string Owner { get; private set; }
            public Address Home { get; private set; }
            public Point At { get; private set; }
            public ILength Length { get; private set; }
            public Box Box { get; private set; }
            [Event, FormerNames("text")] public partial string? Note { get; set; }
            [Event] public sealed partial record Moved([FormerNames("a")] int X, [property: FormerNames("b")] int Y) { [FormerNames("c")] public int Z { get; init; } }
            private partial void When(Moved e) => At = new Point(e.X, e.Y);
        }
        """);

    [Theory]
    [InlineData("public sealed class C { public void M([{|ESG073:FormerNames(\"a\")|}] int b) { } }", "'b' does nothing: 'M' is no event, so that nothing is stored of its parameters; put it on the parameter of the event.")]
    [InlineData("public sealed class C { public void M() { System.Func<int, int> f = ([{|ESG073:FormerNames(\"a\")|}] int b) => b; f(1); } }", "'b' does nothing: this function is no event, so that nothing is stored of its parameters; put it on the parameter of the event.")]
    [InlineData("public delegate void D([{|ESG073:FormerNames(\"a\")|}] int b);", "'b' does nothing: 'Invoke' is no event, so that nothing is stored of its parameters; put it on the parameter of the event.")]
    [InlineData("public sealed class C { [{|ESG073:FormerNames(\"a\")|}] public static int B { get; set; } }", "'B' does nothing: what is static is not stored; remove it.")]
    [InlineData("public sealed class C { [{|ESG073:FormerNames(\"a\")|}] public int this[int i] => i; }", "'this' does nothing: an indexer is not stored; remove it.")]
    [InlineData("public sealed class C { public int B { get; [param: {|ESG073:FormerNames(\"a\")|}] init; } }", "'value' does nothing: it is on an accessor; put it on the property.")]
    [InlineData("public sealed class C { public C([{|ESG073:EsGen.FormerNames(\"a\")|}] int b) => _ = b; }", "'b' does nothing: C has no property of that name, so that nothing is stored of it; remove it.")]
    [InlineData(
        "[Entity] public partial class C { [Event] public partial C(); [Event] public sealed partial record E(int X) { [{|ESG073:FormerNames(\"a\")|}] public int Y { get; } } public int X { get; private set; } }",
        "'Y' does nothing: it is no field of the event, because it can't be set from outside; remove it.")]
    public Task Elsewhere_it_is_reported_with_the_reason(string code, string message) => Rule.IsReported(code, "[FormerNames] of " + message);
}
