[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped()
    {
        IRate<int> rate = new Express();
        Value = rate.Of(2);
    }
}

public interface IRate<T>
{
    T Of(T days);
}

public sealed class Express : IRate<int>
{
    int IRate<int>.Of(int days) => days + {|ESG021:Environment.ProcessorCount|};
}
