namespace EsGen.Tests.Policies;

/// <summary>A process manager: what has become of a purchase that is to be paid and sent.</summary>
[Aggregate]
public partial class Fulfilment
{
    [Event("Begun")] public partial Fulfilment(Guid id, Guid purchase, decimal total);

    public Guid Purchase { get; private set; }

    public decimal Total { get; private set; }

    public string Stage { get; private set; } = "begun";

    [Event("Paid")] public partial void Pay();

    partial void GuardPaid() => Expect("begun");

    private partial void WhenPaid() => Stage = "paid";

    [Event("Declined")] public partial void Decline();

    partial void GuardDeclined() => Expect("begun");

    private partial void WhenDeclined() => Stage = "declined";

    [Event("Shipped")] public partial void Ship();

    partial void GuardShipped() => Expect("paid");

    private partial void WhenShipped() => Stage = "shipped";

    [Event("Lost")] public partial void Lose();

    partial void GuardLost() => Expect("paid");

    private partial void WhenLost() => Stage = "lost";

    [Event("Refunded")] public partial void Refund();

    partial void GuardRefunded() => Expect("lost");

    private partial void WhenRefunded() => Stage = "refunded";

    private void Expect(string stage)
    {
        if (Stage != stage)
        {
            throw new InvalidOperationException($"It is {Stage}, not {stage}.");
        }
    }
}

/// <summary>Payment, shipment, and a refund where the shipment is lost.</summary>
[Policy]
public partial class Fulfilling(EventSourcedRepository<Fulfilment> fulfilments)
{
    public static string EndOf(decimal total) => total % 5 == 0 ? "declined" : total % 3 == 0 ? "refunded" : "shipped";

    private Fulfilment On(Purchase.Placed e, EventContext context) => new(context.NewId("fulfilment"), context.Id, e.Total);

    private Task<Fulfilment> On(Fulfilment.Begun e, EventContext context, CancellationToken cancellationToken) =>
        ChangeAsync(context.Id, e.Total % 5 == 0 ? static fulfilment => fulfilment.Decline() : static fulfilment => fulfilment.Pay(), cancellationToken);

    private Task<Fulfilment> On(Fulfilment.Paid e, EventContext context, CancellationToken cancellationToken) =>
        ChangeAsync(context.Id, static fulfilment => (fulfilment.Total % 3 == 0 ? (Action)fulfilment.Lose : fulfilment.Ship)(), cancellationToken);

    private Task<Fulfilment> On(Fulfilment.Lost e, EventContext context, CancellationToken cancellationToken) =>
        ChangeAsync(context.Id, static fulfilment => fulfilment.Refund(), cancellationToken);

    private async Task<Fulfilment> ChangeAsync(Guid id, Action<Fulfilment> change, CancellationToken cancellationToken)
    {
        Fulfilment fulfilment = await fulfilments.GetAsync(id, cancellationToken);
        change(fulfilment);
        return fulfilment;
    }
}
