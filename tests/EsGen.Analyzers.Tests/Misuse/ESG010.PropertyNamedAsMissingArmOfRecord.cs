[Entity]
public partial class Order
{
    [Event] public partial Order();

    public DateTimeOffset {|ESG010:When|} { get; private set; }

    [Event] public sealed partial record Refused(int Reason);
}
