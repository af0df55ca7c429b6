[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    private readonly List<string> _lines = [];

    public void Add(string line) => {|ESG020:_lines.Add(line)|};
}
