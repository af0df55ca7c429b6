#pragma warning disable ESG030 // Nothing of it is stored.
namespace EsGen.Testing.Tests.Domain;

/// <summary>An aggregate without faults, for scenarios.</summary>
[Aggregate]
public partial class Purse
{
    [Event("Opened")] public partial Purse(string owner);

    public string Owner { get; private set; }

    public decimal Balance { get; private set; }

    public IReadOnlyList<string> Notes { get; private set; } = [];

    [Event("Filled")] public partial void Fill(decimal amount);

    partial void GuardFilled(decimal amount) => ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);

    private partial void WhenFilled(decimal amount) => Balance += amount;

    [Event("Spent")] private partial void RecordSpent(decimal amount, string[] notes);

    private partial void WhenSpent(decimal amount, string[] notes)
    {
        Balance -= amount;
        Notes = [.. Notes, .. notes];
    }

    public void Spend(decimal amount, params string[] notes)
    {
        if (amount > Balance)
        {
            throw new InvalidOperationException($"There are only {Balance} in it.");
        }

        if (amount > 0)
        {
            RecordSpent(amount, notes);
        }
    }

    public async Task SpendAsync(decimal amount)
    {
        await Task.Yield();
        Spend(amount);
    }

    public async ValueTask SpendSoonAsync(decimal amount)
    {
        await Task.Yield();
        Spend(amount);
    }

    [Discard("Lost")] public partial void Lose();
}
