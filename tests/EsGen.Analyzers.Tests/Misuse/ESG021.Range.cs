[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => Value = new Row()[1..].Length;
}

public sealed class Row
{
    public int Length => 1;

    public int this[int index] => index;

    public Row Slice(int start, int length) => {|ESG021:Environment.ProcessorCount|} > start ? this : new Row();
}
