public sealed class Customer(string name)
{
    public string Name { get; } = {|ESG028:$"Customer {name}"|};
}

[Entity]
public partial class Order
{
    [Event] public partial Order(Customer customer);

    public Customer Customer { get; private set; }
}
