#pragma warning disable CA1822 // Generated code calls On of an instance.
namespace EsGen.Benchmarks.Policies;

/// <summary>What the compared policies react to.</summary>
[Aggregate]
public partial class Sale
{
    [Event("Made")] public partial Sale(string customer, decimal total);

    public string Customer { get; private set; }

    public decimal Total { get; private set; }
}

/// <summary>What they make of each.</summary>
[Aggregate]
public partial class Receipt
{
    [Event("Issued")] public partial Receipt(Guid id, string recipient, decimal amount);

    public string Recipient { get; private set; }

    public decimal Amount { get; private set; }
}

/// <summary>One aggregate an event.</summary>
[Policy("receipts")]
public partial class Receipts
{
    private Receipt On(Sale.Made e, EventContext context) => new(context.NewId("receipt"), e.Customer, e.Total);
}
