[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event] public sealed partial record {|ESG017:Shipped|}(string To)
    {
        private readonly int _hidden = 1;
    }

    private partial void When(Shipped e)
    {
    }
}
