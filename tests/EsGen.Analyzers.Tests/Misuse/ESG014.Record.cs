[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event] public sealed partial record Shipped(Action {|ESG014:With|});

    private partial void When(Shipped e)
    {
    }
}
