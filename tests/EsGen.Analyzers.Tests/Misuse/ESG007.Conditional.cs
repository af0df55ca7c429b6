using System.Diagnostics;

[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Count { get; private set; }

    [Conditional("AUDIT")]
    [Event("Audited")] public partial void {|ESG007:Audit|}(int count);

    private partial void WhenAudited(int count) => Count += count;
}
