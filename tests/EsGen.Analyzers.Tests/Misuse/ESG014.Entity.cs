[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event("Shipped")] public partial void Ship(Order {|ESG014:with|});

    private partial void WhenShipped(Order with)
    {
    }
}
