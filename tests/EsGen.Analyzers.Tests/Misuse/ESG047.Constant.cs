public static class Limits
{
    public const int Most = 100;
}

[Aggregate, Snapshot]
public partial class Order
{
    [Event] public partial Order();
    public int Sum { get; private set; }

    [Event("Done")] public partial void Do(int n);
    private partial void WhenDone(int n) => Sum = Add(n);
    private int Add(int n) => Math.Min(Sum + n, {|ESG047:Limits.Most|});
}
