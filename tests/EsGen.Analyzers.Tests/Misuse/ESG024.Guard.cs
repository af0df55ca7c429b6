[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event] public partial int Count { get; set; }

    partial void GuardCountChanged(int count) => ArgumentOutOfRangeException.ThrowIfNegative(count);

    public void Check() => {|ESG024:GuardCountChanged(1)|};
}
