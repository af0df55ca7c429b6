[Aggregate]
public partial class Doc
{
    [Event] public partial Doc();

    public int Open { get; private set; }

    [Event("Added")] public partial void Add();

    private partial void WhenAdded() => Open = {|ESG021:PendingEvents|}.Count;
}
