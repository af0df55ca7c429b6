namespace EsGen.PostgreSql.Tests.Leases;

/// <summary>One bill for each purchase.</summary>
[Policy]
public partial class Invoicing
{
    private Bill On(Purchase.Placed e, EventContext context) => new(context.NewId("bill"), e.Customer, e.Total);
}

/// <summary>Fails with each purchase.</summary>
[Policy("refusing")]
public partial class Refusing
{
    private Bill On(Purchase.Placed e) => throw new InvalidOperationException($"Not for {e.Customer}.");
}

/// <summary>What an event that is handled twice would be seen in.</summary>
[ReadModel]
public partial class CustomerTotal
{
    public int Purchases { get; private set; }

    [Indexed] public decimal Total { get; private set; }

    private static string KeyOf(Purchase.Placed e) => e.Customer;

    private void On(Purchase.Placed e)
    {
        Purchases++;
        Total += e.Total;
    }
}
