[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private async partial void WhenShipped() => {|ESG021:await {|ESG021:Task.Yield()|}|};
}
