[Entity]
public partial class Doc
{
    [Event] public partial Doc();

    public bool Bad { get; private set; }

    [Event("Added")] public partial void Add();

    private partial void WhenAdded() => Bad = {|ESG021:IsFaulted|};
}
