[Aggregate]
public partial class Order
{
    [Event] public partial Order();

    public int Count { get; private set; }

    private partial void {|ESG025:When|}(Counted e) => Count = e.Count;
}

public sealed record Counted(int Count);
