[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event] public sealed partial record Shipped(string To);

    private void {|ESG019:When|}(Shipped e) => Customer = e.To;
}
