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
    public void Ship(Guid first, Guid second) { Order order = orders[first]; {|ESG080:order.Ship()|}; order = orders[second]; order.Ship(); orders.Save(order); }
}
