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
    public void Move(Guid from, Guid to) => accounts.Update(from, _ => {|ESG080:accounts.Get(to).Deposit(1)|});
}
