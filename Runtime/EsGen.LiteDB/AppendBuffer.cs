namespace EsGen.LiteDB;

/// <summary>Collects items that are appended many at a time.</summary>
internal sealed class AppendBuffer(IActiveRecordStrategy strategy)
{
    private const int MaxItems = 1000;
    private const long MaxLength = 4 << 20;

    private readonly List<SequencedItem> _items = [];
    private long _length;

    public void Add(in SequencedItem item)
    {
        _items.Add(item);
        _length += PackedEvent.LengthOf(item);
        if (_items.Count >= MaxItems || _length >= MaxLength)
        {
            Flush();
        }
    }

    /// <summary>Appends what is left.</summary>
    public void Flush()
    {
        strategy.Append(_items);
        _items.Clear();
        _length = 0;
    }
}
