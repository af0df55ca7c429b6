[Entity]
public partial class Ent
{
    [Event] public partial Ent();

    public string All { get; private set; } = "";

    private readonly SortedSet<string> _sorted = {|ESG021:[]|};

    [Event("Done")] public partial void Do(string[] names);

    private partial void WhenDone(string[] names) { _sorted.UnionWith(names); All = string.Concat(_sorted); }
}
