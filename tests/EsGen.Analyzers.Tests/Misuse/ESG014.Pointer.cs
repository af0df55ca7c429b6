[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event("Shipped")] public unsafe partial void Ship(int* {|ESG014:with|});

    private unsafe partial void WhenShipped(int* with)
    {
    }
}
