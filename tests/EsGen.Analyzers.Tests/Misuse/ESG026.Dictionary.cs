[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public Dictionary<string, int> {|ESG026:Lines|} { get; } = [];
}
