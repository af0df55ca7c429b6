[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Discard] public void {|ESG005:Close|}()
    {
    }
}
