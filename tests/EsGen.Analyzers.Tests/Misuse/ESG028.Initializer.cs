[Entity]
public partial class Order
{
    [Event] public partial Order();

    [Event] public sealed partial record Refused(decimal Fee)
    {
        public decimal Fee { get; init; } = {|ESG028:Fee * 100|};
    }

    private partial void When(Refused e)
    {
    }
}
