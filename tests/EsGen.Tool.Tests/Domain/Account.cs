namespace EsGen.Tool.Tests.Domain;

[Aggregate, Snapshot(Every = 1000)]
public partial class Account
{
    [Event("Opened")] public partial Account(string owner, Guid id);

    public string Owner { get; private set; } = "";

    public decimal Balance { get; private set; }

    public IReadOnlyList<string> Notes { get; private set; } = [];

    [Event("Deposited")] public partial void Deposit(decimal amount, string? note = null);

    [Event("Withdrawn")] public partial void Withdraw(decimal amount);

    [Discard("Closed")] public partial void Close();

    private partial void WhenOpened(string owner) => Owner = owner;

    private partial void WhenDeposited(decimal amount, string? note)
    {
        Balance += amount;
        Notes = note is null ? Notes : [.. Notes, note];
    }

    private partial void WhenWithdrawn(decimal amount) => Balance -= amount;
}
