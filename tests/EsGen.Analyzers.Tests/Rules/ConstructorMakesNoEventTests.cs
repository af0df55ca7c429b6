using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>ESG011.</summary>
public sealed class ConstructorMakesNoEventTests
{
    [Fact]
    public Task A_constructor_without_the_attribute_is_reported() => Rule.AreReported(
        """
        [Entity] public partial class Order
        {
            [Event] public partial Order(int number);
            public int Number { get; private set; }
            public {|ESG011:Order|}() { _recorder = null!; }
            private partial {|ESG011:Order|}(string text);
        }
        [Entity] public partial class Line
        {
            [Event] public partial Line(int number);
            public int Number { get; private set; }
            private {|ESG011:Line|}() { }
        }
        """,
        [
            "This constructor of 'Order' makes no event, so what it makes could never be loaded; declare it as [Event] and partial",
            "This constructor of 'Order' makes no event, so what it makes could never be loaded; declare it as [Event] and partial",
            "This constructor of 'Line' makes no event, so what it makes could never be loaded; remove it: loading needs no constructor of yours",
        ]);

    [Fact]
    public Task Constructors_that_call_one_with_an_event_static_ones_and_those_of_other_classes_are_not_reported() => Rule.IsNotReported(
        """
        [Entity] public partial class Order
        {
            static Order() { }
            [Event] public partial Order(int number);
            public Order() : this(1) { }
            public int Number { get; private set; }
            public class Note { public Note() { } }
        }
        """);
}
