[Entity]
public partial class Stock
{
    [Event] public partial Stock();

    private readonly List<int> _list = [1];

    public void Change() { var list = _list; {|ESG020:list.Add(1)|}; }
}
