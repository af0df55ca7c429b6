[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event(null)] public partial void {|ESG008:Ship|}();

    private partial void WhenShipped() => Customer = "";
}
