// CS1994
[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event("Shipped")] public async partial void {|ESG007:Ship|}();
}
