[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [{|ESG018:Event("Was shipped")|}] public partial void Ship();
}
