// CS8795
[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event] public sealed partial record {|ESG027:Shipped|}(string To);
}
