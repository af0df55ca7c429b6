[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    private Counter _value = new(0);

    public int Count => _value.Count;

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => _value++;
}

public record struct Counter(int Count)
{
    public void operator ++() => Count += {|ESG021:Environment.ProcessorCount|};
}
