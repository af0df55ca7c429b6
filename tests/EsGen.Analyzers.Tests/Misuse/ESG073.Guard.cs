[Entity]
public partial class Account
{
    [Event] public partial Account();

    public decimal Balance { get; private set; }

    [Event("Deposited")] public partial void Deposit(decimal sum);

    private partial void WhenDeposited(decimal sum) => Balance += sum;

    partial void GuardDeposited([{|ESG073:FormerNames("amount")|}] decimal sum) => ArgumentOutOfRangeException.ThrowIfNegative(sum);
}
