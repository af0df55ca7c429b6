using static System.Array;

[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    private readonly int[] _counts = [3, 1];

    public void Order3() => {|ESG020:Sort(_counts)|};
}
