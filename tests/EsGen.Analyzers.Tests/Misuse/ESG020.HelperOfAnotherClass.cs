[Entity]
public partial class Stock
{
    [Event] public partial Stock();

    private readonly List<int> _list = [1];

    public void Change() => {|ESG020:Filler.Fill(5, _list)|};
}

public static class Filler
{
    public static void Fill(int count, List<int> all) => Fill(all, count);

    private static void Fill(List<int> all, int count) { for (int i = 0; i < count; i++) { all.Add(i); } }
}
