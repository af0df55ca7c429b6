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

[Policy(StartsAt = PolicyStart.Beginning)]
public partial class Invoicing(EventSourcedRepository<Invoice> invoices)
{
    private async Task On(Order.Placed e, EventContext context) =>
        await {|ESG083:invoices.SaveAsync(new Invoice(context.NewId("invoice"), e.Customer, e.Total))|};
}
