namespace EsGen.Tests.Policies;

/// <summary>A policy that makes one aggregate an event, and changes it later.</summary>
[Policy("billing")]
public partial class Billing(EventSourcedRepository<Bill> bills)
{
    private static Guid IdOf(Guid purchase) => new EventContext(purchase, 0, default).NewId("bill");

    private Bill On(Purchase.Placed e, EventContext context) => new(IdOf(context.Id), e.Customer, e.Total);

    private async Task<Bill> On(Purchase.Paid e, EventContext context, CancellationToken cancellationToken)
    {
        Bill bill = await bills.GetAsync(IdOf(context.Id), cancellationToken);
        bill.Settle();
        return bill;
    }
}

/// <summary>Two policies of one shape, to tell their ids apart.</summary>
[Policy]
public partial class Left
{
    private Bill On(Purchase.Placed e, EventContext context) => new(context.NewId("bill"), "left", e.Total);
}

[Policy]
public partial class Right
{
    private Bill On(Purchase.Placed e, EventContext context) => new(context.NewId("bill"), "right", e.Total);
}

#pragma warning disable ESG084 // In the next version of the program, where Right is gone.
/// <summary>A policy under another name than before.</summary>
[Policy("right again", FormerNames = [nameof(Right)])]
public partial class RightAgain
#pragma warning restore ESG084
{
    private Bill On(Purchase.Placed e, EventContext context) => new(context.NewId("bill"), "again", e.Total);
}

/// <summary>Every event changes the one tally.</summary>
[Policy]
public partial class Counting(EventSourcedRepository<Tally> tallies)
{
    public static readonly Guid TallyId = Guid.Parse("0190c0de-0000-7000-8000-00000000c0de");

    private Tally On(Purchase.Placed e)
    {
        Tally tally = tallies.TryGet(TallyId, out Tally? found) ? found : new Tally(TallyId);
        tally.Add();
        return tally;
    }
}

/// <summary>Does what a test says, and returns what it makes.</summary>
[Policy("scripted")]
public partial class Scripted(Func<Purchase.Noted, EventContext, CancellationToken, Task<IEventSourced?>> script)
{
    private async ValueTask<IEventSourced?> On(Purchase.Noted e, EventContext context, CancellationToken cancellationToken) =>
        await script(e, context, cancellationToken);
}

/// <summary>The same, which keeps the order of an entity's events.</summary>
[Policy("ordered", KeepsOrder = true)]
public partial class Ordered(Func<Purchase.Noted, EventContext, Task<IEventSourced?>> script)
{
    private async Task<IEventSourced?> On(Purchase.Noted e, EventContext context) => await script(e, context);
}

/// <summary>An effect outside.</summary>
[Policy("mailing", StartsAt = PolicyStart.End)]
public partial class Mailing(Func<Purchase.Noted, EventContext, Task> send)
{
    private Task On(Purchase.Noted e, EventContext context) => send(e, context);
}

/// <summary>Effects outside, several at once.</summary>
[Policy("parallel", StartsAt = PolicyStart.Beginning, Parallelism = 8, KeepsOrder = true)]
public partial class InParallel(Func<Purchase.Noted, EventContext, Task> send)
{
    private Task On(Purchase.Noted e, EventContext context) => send(e, context);
}

/// <summary>Effects outside, several at once, which know when the runner stops.</summary>
[Policy("stoppable", StartsAt = PolicyStart.Beginning, Parallelism = 8)]
public partial class Stoppable(Func<Purchase.Noted, CancellationToken, Task> send)
{
    private Task On(Purchase.Noted e, CancellationToken cancellationToken) => send(e, cancellationToken);
}

/// <summary>Reacts to what it makes itself.</summary>
[Policy("endless")]
public partial class Endless(EventSourcedRepository<Tally> tallies)
{
    private Tally On(Tally.Begun e, EventContext context) => Add(context.Id);

    private Tally On(Tally.Counted e, EventContext context) => Add(context.Id);

    private Tally Add(Guid id)
    {
        Tally tally = tallies[id];
        tally.Add();
        return tally;
    }
}
