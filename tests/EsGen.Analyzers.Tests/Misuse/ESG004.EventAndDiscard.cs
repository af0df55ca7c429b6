[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event("Closed")]
    [{|ESG004:Discard|}]
    public partial void Close();

    private partial void WhenClosed()
    {
    }
}
