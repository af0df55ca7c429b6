[Entity]
public partial class Ent
{
    [Event] public partial Ent();

    public string All { get; private set; } = "";

    [Event("Done")] public partial void Do(string[] names);

    private partial void WhenDone(string[] names) { var list = names.ToList(); {|ESG021:list.Sort()|}; All = string.Concat(list); }
}
