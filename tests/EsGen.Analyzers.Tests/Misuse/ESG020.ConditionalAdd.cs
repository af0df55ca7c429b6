[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    private List<string>? _lines;

    public void Add(string line) => _lines?{|ESG020:.Add(line)|};
}
