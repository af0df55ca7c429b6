// CS0260
[Aggregate]
public sealed class {|ESG001:Order|}
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }
}
