// CS0102, CS0759
[Entity]
public partial class Order
{
    [Event] public partial Order();

    [Event("Paid")] public partial void Pay();

    private partial void WhenPaid()
    {
    }

    private DateTimeOffset? {|ESG010:WhenPaid|};
}
