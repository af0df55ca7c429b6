using System.Diagnostics;

[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Count { get; private set; }

    [Event("Audited")] public partial void Audit(int count);

    [Conditional("AUDIT")]
    private partial void {|ESG025:WhenAudited|}(int count) => Count += count;
}
