namespace Bank;

[EsGen.Aggregate]
public partial class Account
{
    private decimal _balance;

    [EsGen.Event("Opened")] public partial Account(string owner);

    public string Owner { get; }

    public decimal Balance => _balance;

    [EsGen.Event("Deposited")] public partial void Deposit(decimal amount);

    private partial void WhenDeposited(decimal amount) => _balance += amount;
}
