using System.Text.Json.Serialization;

namespace EsGen.Benchmarks;

/// <summary>What one writes without EsGen: records, a switch, and a System.Text.Json context that is kept by hand.</summary>
internal sealed class HandWrittenWallet
{
    public int Payments { get; private set; }

    public decimal Balance { get; private set; }

    public void Apply(string topic, ReadOnlySpan<byte> data)
    {
        switch (topic)
        {
            case "Wallet.Opened":
                Payments = System.Text.Json.JsonSerializer.Deserialize(data, HandWrittenContext.Default.Opened)!.Payments;
                break;
            case "Wallet.Paid":
                Paid paid = System.Text.Json.JsonSerializer.Deserialize(data, HandWrittenContext.Default.Paid)!;
                Payments++;
                Balance += paid.Amount;
                break;
            default:
                throw new InvalidOperationException(topic);
        }
    }

    internal sealed record Opened(int Payments);

    internal sealed record Paid(Guid PaymentId, string Reference, decimal Amount, int Attempt, DateTimeOffset Due);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HandWrittenWallet.Opened))]
[JsonSerializable(typeof(HandWrittenWallet.Paid))]
internal sealed partial class HandWrittenContext : JsonSerializerContext;
