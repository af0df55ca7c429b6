using System;
using EsGen;

namespace QuickStart;

/// <summary>An aggregate: it collects events, and saving writes them in one atomic append.</summary>
[Aggregate]
public partial class Account
{
    /// <summary>Opens an account.</summary>
    /// <param name="owner">Whose it is.</param>
    [Event("Opened")] public partial Account(string owner);

    /// <summary>Whose it is.</summary>
    public string Owner { get; private set; }

    /// <summary>What is in it.</summary>
    public decimal Balance { get; private set; }

    /// <summary>Pays money in.</summary>
    /// <param name="amount">How much, more than nothing.</param>
    [Event("Deposited")] public partial void Deposit(decimal amount);

    partial void GuardDeposited(decimal amount) => ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);

    private partial void WhenDeposited(decimal amount) => Balance += amount;

    /// <summary>Pays money out, or records that it was refused.</summary>
    /// <param name="amount">How much.</param>
    public void Withdraw(decimal amount)
    {
        if (Balance < amount)
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
    /// <param name="Amount">How much was asked for.</param>
    /// <param name="Balance">How much there was.</param>
    [Event] public sealed partial record WithdrawalRefused(decimal Amount, decimal Balance);

    private partial void When(WithdrawalRefused e)
    {
    }

    /// <summary>Closes the account.</summary>
    [Discard("Closed")] public partial void Close();
}
