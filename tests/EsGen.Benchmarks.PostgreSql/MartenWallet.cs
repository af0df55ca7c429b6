namespace EsGen.Benchmarks.PostgreSql;

/// <summary>The wallet as Marten's users write it.</summary>
public sealed class MartenWallet
{
    public Guid Id { get; set; }

    public int Payments { get; set; }

    public decimal Balance { get; set; }

    public void Apply(Opened e) => Payments = e.Payments;

    public void Apply(Paid e)
    {
        Payments++;
        Balance += e.Amount;
    }

    public sealed record Opened(int Payments);

    public sealed record Paid(Guid PaymentId, string Reference, decimal Amount, int Attempt, DateTimeOffset Due);
}
