[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    private int _count;

    public void Read(string text) => int.TryParse(text, null, {|ESG020:out _count|});
}
