[Aggregate]
public partial class Order
{
    [Event("Placed")] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event] public partial string? Note { get; set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() { }

    public bool TryShip() { Ship(); return true; }

    [Discard] public partial void End();
}

public sealed class Desk(EventSourcedRepository<Order> orders)
{
    public async Task Annotate(Guid id, string note) { Order order = await orders.GetAsync(id); {|ESG080:order.Note = note|}; }
}
