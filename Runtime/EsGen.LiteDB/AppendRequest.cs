namespace EsGen.LiteDB;

/// <summary>Items to store, all or none.</summary>
internal sealed class AppendRequest(SequencedItem[] items) : WriteRequest
{
    public SequencedItem[] Items { get; } = items;

    /// <summary>About how much there is to write.</summary>
    public long Length { get; } = items.Sum(static item => (long)item.Data.Length + item.Metadata.Length);
}
