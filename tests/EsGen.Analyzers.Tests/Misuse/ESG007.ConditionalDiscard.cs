using System.Diagnostics;

[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Discard, Conditional("AUDIT")] public partial void {|ESG007:Close|}();
}
