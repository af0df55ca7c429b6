[Entity]
public partial class Order
{
    [Event] public partial Order();

    [Event] public sealed partial record Refused
    {
        public required string Reason { get; init => field = {|ESG028:$"Refused: {value}"|}; }
    }

    private partial void When(Refused e)
    {
    }
}
