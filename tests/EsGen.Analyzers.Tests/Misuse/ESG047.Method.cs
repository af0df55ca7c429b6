public static class Fees
{
    public static int Of(int n) => n / 100;
}

[Aggregate, Snapshot]
public partial class Order
{
    [Event] public partial Order();
    public int Sum { get; private set; }

    [Event("Done")] public partial void Do(int n);
    private partial void WhenDone(int n) => Sum += n + {|ESG047:Fees.Of(n)|} + Fees.Of(Sum);
}
