using System.Text;

namespace EsGen.Benchmarks.Stores;

/// <summary>A sequence that grows: its next events, about 160 bytes of JSON each.</summary>
/// <param name="isHard">Whether every event has a GUID, 32 digits, an amount and a time that nothing tells in advance, so that little of it can be compressed.</param>
internal sealed class GrowingSequence(bool isHard = false)
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
        var data = isHard ? HardData() : $$"""{"paymentId":"{{_id}}","reference":"reference-{{position:D10}}","amount":{{position}}.34,"attempt":{{position % 5}},"due":"2026-01-01T00:00:00+00:00"}""";
        return new SequencedItem(_id, position, position == 0 ? "Wallet.Opened" : "Wallet.Paid", Encoding.UTF8.GetBytes(data))
        {
            Timestamp = DateTimeOffset.UnixEpoch.AddSeconds(position),
        };
    }

    private static string HardData()
    {
        var random = Random.Shared;
        var digits = string.Concat(Enumerable.Range(0, 32).Select(_ => (char)('0' + random.Next(10))));
        var due = DateTimeOffset.UnixEpoch.AddSeconds(random.Next());
        return $$"""{"paymentId":"{{Guid.NewGuid()}}","reference":"{{digits}}","amount":{{random.Next(1_000_000)}}.34,"attempt":1,"due":"{{due:O}}"}""";
    }
}
