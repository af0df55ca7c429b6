using EsGen;

namespace EsGenWeb;

/// <summary>What is stored: each change of it is an event.</summary>
[Aggregate]
public partial class Order
{
    [Event("Placed")] public partial Order(string customer, decimal total);

    public string Customer { get; private set; }

    public decimal Total { get; private set; }

    public bool IsPaid { get; private set; }

    partial void GuardPlaced(string customer, decimal total)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(customer);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(total);
    }

    /// <summary>Pays it, once.</summary>
    public void Pay()
    {
        if (!IsPaid)
        {
            RecordPaid();
        }
    }

    [Event("Paid")] private partial void RecordPaid();

    private partial void WhenPaid() => IsPaid = true;
}
