[Entity]
public partial class Order
{
    [Event] public partial Order(IEnumerable<string> {|ESG014:lines|});

    public IEnumerable<string> Lines { get; private set; }
}
