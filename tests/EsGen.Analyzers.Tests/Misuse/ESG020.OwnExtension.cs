[Entity]
public partial class Stock
{
    [Event] public partial Stock();

    private readonly List<int> _list = [1];

    public void Change() => {|ESG020:_list.Put(5)|};
}

public static class Extensions { public static void Put(this ICollection<int> all, int i) => all.Add(i); }
