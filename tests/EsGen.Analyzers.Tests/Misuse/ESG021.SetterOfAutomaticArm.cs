[Entity]
public partial class Order
{
    private string _customer = "";

    [Event] public partial Order(string customer);

    public string Customer
    {
        get => _customer;
        private set => _customer = value + {|ESG021:Environment.MachineName|};
    }
}
