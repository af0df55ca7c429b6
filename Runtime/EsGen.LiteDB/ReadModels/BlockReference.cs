namespace EsGen.LiteDB;

/// <summary>
/// One version of a block: where it is, from which key on it covers its tree, and its bytes as long as the cache has them.
/// </summary>
/// <param name="id">The id of its document.</param>
/// <param name="version">The commit that wrote it.</param>
/// <param name="firstKey">Its first key.</param>
internal sealed class BlockReference(long id, long version, byte[] firstKey)
{
    private volatile byte[]? _data;

    public long Id => id;

    public long Version => version;

    public byte[] FirstKey => firstKey;

    /// <summary>The bytes; null if the cache has given them up.</summary>
    public byte[]? Data
    {
        get => _data;
        set => _data = value;
    }

    /// <summary>Whether it was read since the cache looked for something to give up.</summary>
    public bool WasRead { get; set; }
}
