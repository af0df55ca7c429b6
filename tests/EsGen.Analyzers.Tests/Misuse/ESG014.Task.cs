[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event("Shipped")] public partial void Ship(Task<int> {|ESG014:with|});

    private partial void WhenShipped(Task<int> with)
    {
    }
}
