[Aggregate]
public partial class Account
{
    [Event] public partial Account();

    public decimal Balance { get; private set; }

    [Event("Deposited")] public partial void Deposit(decimal amount);

    private partial void WhenDeposited(decimal amount) => Balance += amount;
}

public sealed class Desk(EventSourcedRepository<Account> accounts)
{
    public void Pay(Account account) { {|ESG081:accounts.SaveAsync(account).ConfigureAwait(false)|}; }
}
