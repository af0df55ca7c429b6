[Aggregate]
public partial class Order
{
    [Event] public partial Order(int count);

    public int Count { get; private set; }

    [Event("Shipped")]
    public void {|ESG005:Ship|}(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count > Count) throw new InvalidOperationException("There are not so many.");
        Count -= count;
    }
}
