[Entity]
public partial class Ent
{
    [Event] public partial Ent();

    public string All { get; private set; } = "";

    [Event("Done")] public partial void Do(string[] names);

    private partial void WhenDone(string[] names) => All = {|ESG021:Config.Instance.Name|};
}

public sealed class Config { public static readonly Config Instance = new(); public string Name { get; set; } = ""; }
