[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event] public sealed partial record {|ESG017:Shipped|}<T>(T To);
}
