[Entity]
public partial class Ent
{
    [Event] public partial Ent();

    public string All { get; private set; } = "";

    [Event("Done")] public partial void Do(string[] names);

    private partial void WhenDone(string[] names) => All = {|ESG021:StringComparer.Ordinal.GetHashCode(names[0])|} == 1 ? "a" : "b";
}
