[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [{|ESG018:Event("Shipped", Version = 0)|}] public partial void Ship();

    private partial void WhenShipped() => Customer = "";
}
