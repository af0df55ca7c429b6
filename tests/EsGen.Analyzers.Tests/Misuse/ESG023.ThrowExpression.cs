[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event("Shipped")] public partial void Ship(string? to);

    private partial void WhenShipped(string? to) => Customer = to ?? {|ESG023:throw new ArgumentNullException(nameof(to))|};
}
