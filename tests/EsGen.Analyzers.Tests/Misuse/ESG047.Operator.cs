public sealed record Money(int Amount)
{
    public static Money operator +(Money left, Money right) => new(left.Amount + right.Amount);
}

[Aggregate, Snapshot]
public partial class Order
{
    [Event] public partial Order();
    public Money Sum { get; private set; } = new(0);

    [Event("Done")] public partial void Do(Money n);
    private partial void WhenDone(Money n) => Sum = {|ESG047:Sum + n|};
}
