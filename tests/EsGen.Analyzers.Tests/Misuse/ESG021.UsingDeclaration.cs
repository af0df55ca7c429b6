[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped()
    {
        using Scope scope = new();
        Value++;
    }
}

public sealed class Scope : IDisposable
{
    public void Dispose() => {|ESG021:Console.WriteLine()|};
}
