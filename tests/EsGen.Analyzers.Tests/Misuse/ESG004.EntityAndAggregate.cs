[Entity]
[{|ESG004:Aggregate|}]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }
}
