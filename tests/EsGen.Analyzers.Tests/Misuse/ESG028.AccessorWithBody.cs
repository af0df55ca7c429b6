[Entity]
public partial class Order
{
    [Event] public partial Order();

    [Event] public sealed partial record Refused
    {
        public required int Count
        {
            get;
            init
            {
                ArgumentOutOfRangeException.ThrowIfNegative(value);
                field = {|ESG028:(value + 1)|};
            }
        }
    }

    private partial void When(Refused e)
    {
    }
}
