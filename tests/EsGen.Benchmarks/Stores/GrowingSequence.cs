using System.Text;

namespace EsGen.Benchmarks.Stores;

/// <summary>A sequence that grows: its next events, about 160 bytes of JSON each.</summary>
internal sealed class GrowingSequence
{
    private readonly Guid _id = Guid.NewGuid();
    private long _position;

    public Guid Id => _id;

    public SequencedItem[] Next(int count)
    {
        var items = new SequencedItem[count];
        for (var index = 0; index < count; index++)
        {
            items[index] = Next();
        }

        return items;
    }

    public SequencedItem Next()
    {
        var position = _position++;
        var data = $$"""{"paymentId":"{{_id}}","reference":"reference-{{position:D10}}","amount":{{position}}.34,"attempt":{{position % 5}},"due":"2026-01-01T00:00:00+00:00"}""";
        return new SequencedItem(_id, position, position == 0 ? "Wallet.Opened" : "Wallet.Paid", Encoding.UTF8.GetBytes(data))
        {
            Timestamp = DateTimeOffset.UnixEpoch.AddSeconds(position),
        };
    }
}
