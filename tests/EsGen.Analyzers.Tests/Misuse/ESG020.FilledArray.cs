[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    private readonly int[] _counts = new int[3];

    public void Fill() => {|ESG020:Array.Fill(_counts, 1)|};
}
