[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public string {|ESG010:GuardCreated|} => Customer;
}
