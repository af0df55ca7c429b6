[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event("Order")] public partial void {|ESG010:Ship|}();

    private partial void WhenOrder()
    {
    }
}
