namespace EsGen.Tests.Domain;

/// <summary>An aggregate whose event has got a second version; a record goes on reading the first one.</summary>
[Aggregate]
public partial class Wallet
{
    [Event("Opened")] public partial Wallet();

    public decimal Balance { get; private set; }

    public string Currency { get; private set; } = "EUR";

    [Event("Deposited", Version = 2)] public partial void Deposit(decimal amount, string currency);

    private partial void WhenDeposited(decimal amount, string currency) => (Balance, Currency) = (Balance + amount, currency);

    [Event("Deposited")] public sealed partial record DepositedV1(decimal Amount);

    private partial void When(DepositedV1 e) => Balance += e.Amount;
}
