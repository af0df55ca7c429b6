[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public string? Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => Value = $"<{new Label():x}>";
}

public sealed class Label : IFormattable
{
    public string ToString(string? format, IFormatProvider? provider) => {|ESG021:Environment.MachineName|};
}
