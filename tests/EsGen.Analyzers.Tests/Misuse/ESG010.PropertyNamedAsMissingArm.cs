[Entity]
public partial class Order
{
    [Event] public partial Order();

    public DateTimeOffset? {|ESG010:WhenPaid|} { get; private set; }

    [Event("Paid")] public partial void Pay(decimal amount);
}
