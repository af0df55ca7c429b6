[Entity]
public partial class Ent
{
    [Event] public partial Ent();

    public string All { get; private set; } = "";

    [Event("Done")] public partial void Do(decimal amount);

    private partial void WhenDone(decimal amount) { var text = new System.Text.StringBuilder(); {|ESG021:text.AppendFormat("{0}", amount)|}; All = text.ToString(); }
}
