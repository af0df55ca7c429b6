[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public Guid Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => Value = Keys.Next();
}

public static class Keys
{
    public static Guid Next() => Source.Make();
}

public static class Source
{
    public static Guid Make() => {|ESG021:Guid.NewGuid()|};
}
