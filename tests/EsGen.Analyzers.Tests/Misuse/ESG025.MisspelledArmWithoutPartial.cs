[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private void {|ESG025:WhenShiped|}()
    {
    }
}
