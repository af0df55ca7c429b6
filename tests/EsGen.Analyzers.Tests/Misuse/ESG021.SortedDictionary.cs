[Entity]
public partial class Ent
{
    [Event] public partial Ent();

    public string All { get; private set; } = "";

    private readonly SortedDictionary<string, int> _sorted = {|ESG021:new()|};

    [Event("Done")] public partial void Do(string[] names);

    private partial void WhenDone(string[] names) { _sorted[names[0]] = 1; All = _sorted.First().Key; }
}
