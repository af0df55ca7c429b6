using EsGen;

namespace Sample;

/// <summary>
/// A policy: whenever money is withdrawn and the account is below zero then, a letter is written. What it returns is stored exactly once.
/// </summary>
[Policy("reminding")]
public partial class Reminding(EventSourcedRepository<Account> accounts)
{
    private async Task<ReminderLetter?> On(Account.Withdrawn e, EventContext context, CancellationToken cancellationToken)
    {
        Account account = await accounts.GetAsync(context.Id, cancellationToken);
        return account.Balance < 0m ? new ReminderLetter(context.NewId("letter"), account.Owner, -account.Balance) : null;
    }
}
