// CS0260
[Aggregate]
public partial class Order
{
    [Event("Placed")] public partial Order(string customer, decimal total);

    public string Customer { get; private set; }

    public decimal Total { get; private set; }
}

[ReadModel]
public class {|ESG050:OrderLine|}
{
    public string Customer { get; private set; } = "";

    private void On(Order.Placed e) => Customer = e.Customer;
}
