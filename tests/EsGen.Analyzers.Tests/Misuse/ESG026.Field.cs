[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    internal readonly List<string> {|ESG026:Lines|} = [];
}
