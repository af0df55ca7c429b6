[Entity]
public partial class Stock
{
    [Event] public partial Stock();

    private readonly List<int> _list = [1];

    private readonly Dictionary<string, int> _counts = [];

    public void Change() => {|ESG020:System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_list)[0] = 9|};

    public void Count() => {|ESG020:System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts, "a", out _)++|};
}
