[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    private int _count;

    public int Count
    {
        get => _count;
        set => {|ESG020:_count = value|};
    }
}
