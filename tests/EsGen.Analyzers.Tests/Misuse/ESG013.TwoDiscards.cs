[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Discard] public partial void Close();

    [Discard("Cancelled")] public partial void {|ESG013:Cancel|}();
}
