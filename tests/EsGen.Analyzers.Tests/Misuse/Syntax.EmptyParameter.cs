// CS1001, CS1031, CS9275
[Entity]
public partial class Order
{
    [Event] public partial Order(string customer, );

    public string Customer { get; private set; }
}
