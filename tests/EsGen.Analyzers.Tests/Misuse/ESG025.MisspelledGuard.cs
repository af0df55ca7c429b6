[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => Customer = "";

    partial void {|ESG025:GuardShiped|}() => ArgumentNullException.ThrowIfNull(Customer);
}
