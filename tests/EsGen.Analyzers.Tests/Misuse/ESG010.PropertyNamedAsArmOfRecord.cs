// CS0102, CS0759
[Entity]
public partial class Order
{
    [Event] public partial Order();

    [Event] public sealed partial record Refused(int Reason);

    private partial void When(Refused e)
    {
    }

    public DateTimeOffset {|ESG010:When|} { get; private set; }
}
