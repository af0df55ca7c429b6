[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship(Flag flag);

    private partial void WhenShipped(Flag flag)
    {
        if (flag)
        {
            Value = 1;
        }
    }
}

public readonly record struct Flag(bool On)
{
    public static bool operator true(Flag flag) => flag.On && {|ESG021:Environment.ProcessorCount|} > 1;

    public static bool operator false(Flag flag) => !flag.On;

    public static Flag operator &(Flag left, Flag right) => new(left.On & right.On);
}
