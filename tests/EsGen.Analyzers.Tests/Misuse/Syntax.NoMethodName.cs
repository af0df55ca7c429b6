// CS1519, CS1519, CS1519, CS8124
[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event("Shipped")] public partial void (string to);
}
