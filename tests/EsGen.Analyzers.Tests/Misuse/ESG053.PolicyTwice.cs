[Aggregate]
public partial class Order
{
    [Event("Placed")] public partial Order(string customer, decimal total);

    public string Customer { get; private set; }

    public decimal Total { get; private set; }
}

[Aggregate]
public partial class Invoice
{
    [Event("Issued")] public partial Invoice(Guid id, string recipient, decimal amount);

    public string Recipient { get; private set; }

    public decimal Amount { get; private set; }
}

[Policy]
public partial class Invoicing
{
    private Invoice On(Order.Placed e, EventContext context) => new(context.NewId("invoice"), e.Customer, e.Total);

    private Invoice? {|ESG053:On|}(Order.Placed e) => null;
}
