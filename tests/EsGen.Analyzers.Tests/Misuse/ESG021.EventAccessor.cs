[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => new Bell().Rung += static () => { };
}

public sealed class Bell
{
    public event Action Rung
    {
        add => {|ESG021:Console.WriteLine()|};
        remove => value();
    }
}
