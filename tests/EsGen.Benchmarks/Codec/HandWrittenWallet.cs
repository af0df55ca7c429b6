using System.Text.Json;
using System.Text.Json.Serialization;
using MemoryPack;

namespace EsGen.Benchmarks;

/// <summary>What one writes without EsGen: records, a switch, and a System.Text.Json context that is kept by hand.</summary>
internal sealed partial class HandWrittenWallet
{
    public int Payments { get; private set; }

    public decimal Balance { get; private set; }

    public void Apply(string topic, ReadOnlySpan<byte> data)
    {
        switch (topic)
        {
            case "Wallet.Opened":
                Payments = JsonSerializer.Deserialize(data, HandWrittenContext.Default.Opened)!.Payments;
                break;
            case "Wallet.Paid":
                Paid paid = JsonSerializer.Deserialize(data, HandWrittenContext.Default.Paid)!;
                Payments++;
                Balance += paid.Amount;
                break;
            case "Wallet.Charged":
                Charged charged = JsonSerializer.Deserialize(data, HandWrittenContext.Default.Charged)!;
                Payments++;
                Balance -= charged.Amount;
                break;
            case "Wallet.Ordered":
                Ordered ordered = JsonSerializer.Deserialize(data, HandWrittenContext.Default.Ordered)!;
                Balance -= ordered.Lines[^1].Price;
                break;
            default:
                throw new InvalidOperationException(topic);
        }
    }

    internal sealed record Opened(int Payments);

    [MemoryPackable]
    internal sealed partial record Paid(Guid PaymentId, string Reference, decimal Amount, int Attempt, DateTimeOffset Due);

    internal sealed record Charged(Guid PaymentId, decimal Amount, int Attempt, DateTimeOffset Due);

    [MemoryPackable]
    internal sealed partial record Ordered(Guid OrderId, string Customer, IReadOnlyList<OrderLine> Lines);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HandWrittenWallet.Opened))]
[JsonSerializable(typeof(HandWrittenWallet.Paid))]
[JsonSerializable(typeof(HandWrittenWallet.Charged))]
[JsonSerializable(typeof(HandWrittenWallet.Ordered))]
internal sealed partial class HandWrittenContext : JsonSerializerContext;
