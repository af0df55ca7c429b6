[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    private Part? _part;

    public void Set(int value) => _part?{|ESG020:.Value = value|};

    public sealed class Part
    {
        public int Value { get; set; }
    }
}
