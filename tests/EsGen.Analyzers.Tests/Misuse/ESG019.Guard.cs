[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event] public partial int Count { get; set; }

    private void {|ESG019:GuardCountChanged|}(int count) => ArgumentOutOfRangeException.ThrowIfNegative(count);
}
