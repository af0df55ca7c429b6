using EsGen;

namespace Sample;

/// <summary>A line of the list of accounts: a read model, found by owner or by balance.</summary>
[ReadModel]
public partial class AccountLine
{
    [Indexed] public string Owner { get; private set; } = "";

    [Indexed] public decimal Balance { get; private set; }

    private void On(Account.Opened e) => Owner = e.Owner;

    private void On(Account.Deposited e) => Balance += e.Amount;

    private void On(Account.Withdrawn e) => Balance -= e.Amount;

    private void On(Account.Closed e) => Remove();
}
