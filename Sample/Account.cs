using EsGen;

namespace Sample;

/// <summary>An aggregate: it collects events, and saving writes them in one atomic append.</summary>
[Aggregate]
public partial class Account
{
    [Event("Opened")] public partial Account(string owner, decimal overdraftLimit = 0m);

    public string Owner { get; private set; }

    public decimal OverdraftLimit { get; private set; }

    public decimal Balance { get; private set; }

    public string Currency { get; private set; } = "EUR";

    /// <summary>Pays money in.</summary>
    /// <param name="amount">How much, more than nothing.</param>
    /// <param name="currency">Of what; version 1 of the event, which events.lock remembers, didn't know.</param>
    [Event("Deposited", Version = 2)] public partial void Deposit(decimal amount, string currency);

    // What was stored as version 1 is read as version 2.
    private static partial Deposited Upcast(DepositedV1 old) => new(old.Amount, "EUR");

    partial void GuardDeposited(decimal amount, string currency) => ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);

    private partial void WhenDeposited(decimal amount, string currency) => (Balance, Currency) = (Balance + amount, currency);

    /// <summary>Pays money out, or records that it was refused.</summary>
    public void Withdraw(decimal amount)
    {
        if (Balance + OverdraftLimit < amount)
        {
            Raise(new WithdrawalRefused(amount, Balance));
        }
        else
        {
            RecordWithdrawn(amount);
        }
    }

    [Event("Withdrawn")] private partial void RecordWithdrawn(decimal amount);

    private partial void WhenWithdrawn(decimal amount) => Balance -= amount;

    /// <summary>A withdrawal that the balance didn't allow.</summary>
    [Event] public sealed partial record WithdrawalRefused(decimal Amount, decimal Balance);

    private partial void When(WithdrawalRefused e)
    {
    }

    [Discard("Closed")] public partial void Close();
}
