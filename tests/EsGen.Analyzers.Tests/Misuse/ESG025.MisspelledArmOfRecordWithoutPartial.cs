[Entity]
public partial class Order
{
    [Event] public partial Order();

    [Event] public sealed partial record Refused(int Reason);

    private void {|ESG025:WhenRefused|}(Refused e)
    {
    }
}
