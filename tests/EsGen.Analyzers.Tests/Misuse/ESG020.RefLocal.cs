[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    private int _count;

    public void Add()
    {
        ref int {|ESG020:count = ref _count|};
        count = 2;
    }
}
