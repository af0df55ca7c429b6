using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>A value becomes a union without being asked, by a constructor that may be the user's.</summary>
public sealed class UnionConversionTests
{
    [Theory]
    [InlineData("Price price = cents; Text = price.Value as string;")]
    [InlineData("Text = Show(cents);")]
    [InlineData("_price = cents;")]
    public Task A_constructor_that_a_conversion_calls_is_followed(string arm) => Rule.IsOnly(
        $$"""
        [System.Runtime.CompilerServices.Union]
        public readonly struct Price : System.Runtime.CompilerServices.IUnion
        {
            public Price(int cents) => Value = cents + {|ESG021:Environment.ProcessorCount|};
            public Price(string text) => Value = text;
            public object? Value { get; }
        }

        [Entity]
        public partial class Thing
        {
            private Price _price;
            [Event] public partial Thing();
            public string? Text { get; private set; }
            public object? Price => _price.Value;
            [Event("Done")] public partial void Do(int cents);
            private partial void WhenDone(int cents) { _price = "a"; {{arm}} }
            private static string? Show(Price price) => price.Value as string;
        }
        """);

    [Fact]
    public Task What_the_compiler_writes_of_a_union_is_quiet() => Rule.IsNotReported(
        """
        public sealed record Card(string Number);
        public sealed record Cash(decimal Amount);
        public union Payment(Card, Cash);

        [Entity]
        public partial class Thing
        {
            [Event] public partial Thing();
            public Payment? Last { get; private set; }
            [Event("Paid")] public partial void Pay(decimal amount);
            private partial void WhenPaid(decimal amount) { Payment payment = new Cash(amount); Last = payment; Last = new Card("x"); }
        }
        """);
}
