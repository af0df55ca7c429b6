[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    private int _x;

    public int Move(int x, int y)
    {
        {|ESG020:(_x, int z) = (x, y)|};
        return z;
    }
}
