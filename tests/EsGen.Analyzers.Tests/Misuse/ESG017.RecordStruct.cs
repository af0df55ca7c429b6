// CS0592
[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event] public partial record struct {|ESG017:Shipped|}(string To);
}
