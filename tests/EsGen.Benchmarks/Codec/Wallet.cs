namespace EsGen.Benchmarks;

/// <summary>The aggregate that is replayed: an event with five fields, one without a string, and one with a list of records.</summary>
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

    [Event("Charged")]
    public partial void Charge(Guid paymentId, decimal amount, int attempt, DateTimeOffset due);

    private partial void WhenCharged(Guid paymentId, decimal amount, int attempt, DateTimeOffset due)
    {
        Payments++;
        Balance -= amount;
    }

    [Event("Ordered")]
    public partial void Order(Guid orderId, string customer, IReadOnlyList<OrderLine> lines);

    private partial void WhenOrdered(Guid orderId, string customer, IReadOnlyList<OrderLine> lines) => Balance -= lines[^1].Price;
}
