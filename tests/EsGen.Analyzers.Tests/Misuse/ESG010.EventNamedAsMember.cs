[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public bool Shipped { get; private set; }

    [Event("Shipped")] public partial void {|ESG010:Ship|}();

    private partial void WhenShipped()
    {
    }
}
