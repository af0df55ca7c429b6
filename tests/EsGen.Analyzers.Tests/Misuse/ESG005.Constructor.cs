[Entity]
public partial class Order
{
    [Event] public {|ESG005:Order|}(string customer) => Customer = customer;

    public string Customer { get; private set; }
}
