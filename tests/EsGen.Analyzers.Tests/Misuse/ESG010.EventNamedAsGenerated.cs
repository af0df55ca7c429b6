[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event("Version")] public partial void {|ESG010:Ship|}();

    private partial void WhenVersion()
    {
    }
}
