[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event] public static partial int {|ESG006:Count|} { get; set; }
}
