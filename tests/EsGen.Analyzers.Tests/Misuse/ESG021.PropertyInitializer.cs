[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public Guid Key { get; private set; } = {|ESG021:Guid.NewGuid()|};
}
