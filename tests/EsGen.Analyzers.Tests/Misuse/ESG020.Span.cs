[Entity]
public partial class Stock
{
    [Event] public partial Stock();

    private readonly int[] _cells = new int[2];

    public void Change() { Span<int> cells = _cells; {|ESG020:cells[0] = 5|}; }
}
