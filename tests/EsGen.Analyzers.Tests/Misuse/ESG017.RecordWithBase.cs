[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public record Base(string To);

    [Event] public sealed partial record {|ESG017:Shipped|}(string To) : Base(To);
}
