[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    private partial void {|ESG025:WhenSomethingElseHappened|}() => Customer = "";
}
