[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event] public sealed partial record Shipped(string To);

    private partial void When(Shipped e) => Customer = e.To;

    public void Ship(string to) => {|ESG024:When(new Shipped(to))|};
}
