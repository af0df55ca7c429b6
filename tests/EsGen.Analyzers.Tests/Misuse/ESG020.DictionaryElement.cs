[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    private readonly Dictionary<string, int> _counts = [];

    public void Add(string line) => {|ESG020:_counts[line] = 1|};
}
