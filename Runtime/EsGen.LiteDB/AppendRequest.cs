namespace EsGen.LiteDB;

/// <summary>Items and a tracking to store, all or nothing.</summary>
internal sealed class AppendRequest(SequencedItem[] items, Tracking? tracking) : WriteRequest
{
    public SequencedItem[] Items { get; } = items;

    public Tracking? Tracking { get; } = tracking;

    /// <summary>Whether the tracking is stored also where it isn't ahead of what is stored.</summary>
    public bool ReplacesTracking { get; init; }

    public bool IsEmpty => Items.Length == 0 && Tracking is null;

    /// <summary>About how much there is to write.</summary>
    public long Length { get; } = items.Sum(static item => (long)item.Data.Length + item.Metadata.Length);

    /// <summary>The notification id of its last item, once it is stored; 0 without items.</summary>
    public long LastId { get; set; }
}
