[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    private readonly DateTime _since = {|ESG021:DateTime.UtcNow|};

    public DateTime Since => _since;
}
