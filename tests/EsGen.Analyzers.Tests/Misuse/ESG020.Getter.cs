[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    private int _reads;

    public int Reads => {|ESG020:++_reads|};
}
