using System.Diagnostics;

[Entity]
public partial class Order
{
    [Event] public partial Order();

    public int Count { get; private set; }

    [Event("Audited")] public partial void Audit(int count);

    [Conditional("AUDIT")]
    partial void {|ESG025:GuardAudited|}(int count) => ArgumentOutOfRangeException.ThrowIfNegative(count);

    private partial void WhenAudited(int count) => Count += count;
}
