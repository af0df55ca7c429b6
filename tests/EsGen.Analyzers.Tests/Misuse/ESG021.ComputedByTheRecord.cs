[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public DateTime Value { get; private set; }

    [Event] public sealed partial record Shipped(string To)
    {
        public DateTime Now => {|ESG021:DateTime.UtcNow|};
    }

    private partial void When(Shipped e) => Value = e.Now;
}
