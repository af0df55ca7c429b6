[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public string? Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => Value = Customer.Shout();
}

public static class Text
{
    public static string Shout(this string text) => {|ESG021:text.ToUpper()|};
}
