public static class Limits
{
    public static int Most => 100;
}

[Aggregate, Snapshot]
public partial class Order
{
    [Event] public partial Order();
    public int Sum { get; private set; } = {|ESG047:Limits.Most|};

    [Event("Done")] public partial void Do(int sum);
}
