[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Count
    {
        get;
        set => {|ESG020:field = value|};
    }
}
