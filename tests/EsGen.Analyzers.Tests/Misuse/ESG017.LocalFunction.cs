[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public void Ship()
    {
        Do();

        [Event("Shipped")] void {|ESG017:Do|}()
        {
        }
    }
}
