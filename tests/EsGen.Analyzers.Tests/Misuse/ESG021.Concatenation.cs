[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public string? Value { get; private set; }

    [Event("Shipped")] public partial void Ship(double weight);

    private partial void WhenShipped(double weight) => Value = {|ESG021:weight|} + " kg";
}
