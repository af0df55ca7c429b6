using EsGen;

namespace EsGenWeb;

/// <summary>What follows from a paid order.</summary>
[Aggregate]
public partial class Shipment
{
    [Event("Prepared")] public partial Shipment(Guid id, Guid order);

    public Guid Order { get; private set; }
}

/// <summary>Whenever an order is paid, then a shipment is prepared: exactly once.</summary>
[Policy("shipping")]
public partial class Shipping
{
    private Shipment On(Order.Paid e, EventContext context) => new(context.NewId("shipment"), context.Id);
}
