namespace EsGen.LiteDB;

/// <summary>Keeps the bytes of blocks up to a limit; those that nobody read for longest go first, about.</summary>
/// <param name="limit">How many bytes.</param>
internal sealed class BlockCache(long limit)
{
    private readonly Lock _lock = new();
    private readonly Queue<BlockReference> _kept = new();
    private long _length;

    /// <summary>Keeps a block's bytes, and gives others up for it.</summary>
    public void Add(BlockReference block, byte[] data)
    {
        lock (_lock)
        {
            if (block.Data is not null)
            {
                return;
            }

            block.Data = data;
            _kept.Enqueue(block);
            _length += data.Length;
            while (_length > limit && _kept.Count > 1)
            {
                var next = _kept.Dequeue();
                if (next.WasRead && next.Data is not null)
                {
                    next.WasRead = false;
                    _kept.Enqueue(next);
                }
                else
                {
                    GiveUp(next);
                }
            }
        }
    }

    /// <summary>Gives up the bytes of a version that another one has replaced.</summary>
    public void Remove(BlockReference block)
    {
        lock (_lock)
        {
            GiveUp(block);
        }
    }

    private void GiveUp(BlockReference block)
    {
        if (block.Data is { } data)
        {
            _length -= data.Length;
            block.Data = null;
        }
    }
}
