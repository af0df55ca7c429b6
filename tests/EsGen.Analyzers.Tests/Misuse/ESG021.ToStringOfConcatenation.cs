[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public string? Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => Value = "<" + new Label();
}

public sealed class Label
{
    public override string ToString() => {|ESG021:Environment.MachineName|};
}
