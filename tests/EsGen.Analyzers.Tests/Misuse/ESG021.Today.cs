[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public DateTime Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => Value = {|ESG021:DateTime.Today|};
}
