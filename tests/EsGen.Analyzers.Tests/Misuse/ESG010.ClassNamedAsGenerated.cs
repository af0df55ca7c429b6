[Entity]
public partial class {|ESG010:Version|}
{
    [Event] public partial Version(string customer);

    public string Customer { get; private set; }
}
