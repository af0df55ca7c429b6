[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped()
    {
        (int width, int height) = new Box(1);
        Value = width * height;
    }
}

public sealed class Box(int width)
{
    public void Deconstruct(out int first, out int second) => (first, second) = (width, {|ESG021:Environment.ProcessorCount|});
}
