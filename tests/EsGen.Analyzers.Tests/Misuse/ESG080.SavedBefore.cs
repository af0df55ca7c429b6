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
    public void Pay(Guid id) { var account = accounts.Get(id); account.Deposit(1); accounts.Save(account); {|ESG080:account.Deposit(2)|}; }
}
