#pragma warning disable ESG061 // What this is about.
namespace EsGen.Testing.Tests.Domain;

/// <summary>By the entity's id.</summary>
[ReadModel]
public partial class PurseView
{
    public string Owner { get; private set; } = "";

    [Indexed] public decimal Balance { get; private set; }

    public DateTimeOffset Changed { get; private set; }

    private void On(Purse.Opened e) => Owner = e.Owner == "nobody" ? throw new InvalidOperationException("Nobody has a purse.") : e.Owner;

    private void On(Purse.Filled e, EventContext context) => (Balance, Changed) = (Balance + e.Amount, context.Timestamp);

    private void On(Purse.Lost e) => Remove();
}

/// <summary>By a key of its own, with state that isn't the document's: it is gone when the document is stored and read.</summary>
[ReadModel]
public partial class OwnerView
{
    private static int s_seen;

    public int Purses { get; private set; }

    public int Seen { get; private set; }

    private static string KeyOf(Purse.Opened e) => e.Owner;

    private void On(Purse.Opened e)
    {
        Purses++;
        Seen = e.Owner == "Zoe" ? ++s_seen : 0;
    }
}
