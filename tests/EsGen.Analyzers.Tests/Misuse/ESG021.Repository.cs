[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    private readonly EventSourcedRepository<Order>? _orders = null;

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => Customer = {|ESG021:_orders![Id]|}.Customer;
}
