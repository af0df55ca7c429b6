namespace EsGen.Tool.Tests.Domain;

/// <summary>Makes an account for each withdrawal, as long as the shop is open.</summary>
[Policy("gifting")]
public partial class Gifting(GiftShop shop)
{
    private Account On(Account.Withdrawn e, EventContext context)
    {
        shop.Order();
        return new Account($"Gift for {e.Amount}", context.NewId("gift"));
    }
}
