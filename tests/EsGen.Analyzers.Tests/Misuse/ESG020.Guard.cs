[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    private int _tries;

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => Customer = "";

    partial void GuardShipped() => {|ESG020:_tries++|};
}
