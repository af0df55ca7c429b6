// CS0260
[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);
}

public class {|ESG001:Order|}
{
    public string Customer { get; private set; }
}
