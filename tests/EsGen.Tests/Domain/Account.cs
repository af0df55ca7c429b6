namespace EsGen.Tests.Domain;

/// <summary>An aggregate: it collects events, and saving writes them in one atomic append.</summary>
[Aggregate]
public partial class Account
{
    [Event("Opened")] public partial Account(string owner, decimal overdraftLimit = 0m);

    public string Owner { get; private set; }

    public decimal OverdraftLimit { get; private set; }

    public decimal Balance { get; private set; }

    /// <summary>Pays money in.</summary>
    /// <param name="amount">How much, more than nothing.</param>
    [Event("Deposited")] public partial void Deposit(decimal amount);

    partial void GuardDeposited(decimal amount) => ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);

    private partial void WhenDeposited(decimal amount) => Balance += amount;

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
