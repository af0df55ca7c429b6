[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event] public partial ref int {|ESG006:Count|} { get; }
}
