namespace EsGen.Benchmarks;

/// <summary>The aggregate that is replayed: one event with five fields, and state that keeps none of its strings.</summary>
[Aggregate]
public partial class Wallet
{
    [Event("Opened")]
    public partial Wallet(int payments);

    public int Payments { get; private set; }

    public decimal Balance { get; private set; }

    [Event("Paid")]
    public partial void Pay(Guid paymentId, string reference, decimal amount, int attempt, DateTimeOffset due);

    private partial void WhenPaid(Guid paymentId, string reference, decimal amount, int attempt, DateTimeOffset due)
    {
        Payments++;
        Balance += amount;
    }
}
