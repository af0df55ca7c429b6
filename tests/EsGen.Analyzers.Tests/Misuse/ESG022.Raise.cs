[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => {|ESG022:Raise(new Billed("x"))|};

    [Event] public sealed partial record Billed(string Customer);
}
