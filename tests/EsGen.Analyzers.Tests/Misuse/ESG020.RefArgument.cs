[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    private int _count;

    public void Add() => Interlocked.Increment({|ESG020:ref _count|});
}
