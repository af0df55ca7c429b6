[Entity]
public partial class Account
{
    [Event] public partial Account();

    public decimal Balance { get; private set; }

    [Event("Deposited")] public partial void Deposit(decimal sum);

    private partial void WhenDeposited([{|ESG073:FormerNames("amount")|}] decimal sum) => Balance += sum;
}
