[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event] public abstract partial record {|ESG017:Shipped|}(string To);
}
