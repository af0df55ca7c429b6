[Aggregate]
public partial class Order
{
    [Event("Placed")] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() { }
}

public sealed class Desk(EventSourcedRepository<Order> orders)
{
    public void Ship(Guid id) { var (order, count) = (orders[id], 2); if (count > 1) { {|ESG080:order.Ship()|}; } }
}
