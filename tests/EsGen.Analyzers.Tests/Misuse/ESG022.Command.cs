[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => {|ESG022:Bill()|};

    [Event("Billed")] public partial void Bill();

    private partial void WhenBilled() => Customer = "";
}
