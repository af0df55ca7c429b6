// CS1002, CS1525
[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    private partial void WhenCreated(string customer)
    {
        Customer =
    }

    public string Customer { get; private set; }
}
