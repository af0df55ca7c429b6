// CS0260
[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event] public sealed record {|ESG005:Shipped|}(string To);

    private partial void When(Shipped e)
    {
    }
}
