[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event("Shipped")] public partial void Ship(string place, string {|ESG015:Place|});

    private partial void WhenShipped(string place, string Place)
    {
    }
}
