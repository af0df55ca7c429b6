namespace EsGen.LiteDB;

/// <summary>A file in memory, in chunks, so that growing copies nothing.</summary>
internal sealed class FileInMemory : IBlockFile
{
    private const int ChunkLength = 1 << 16;

    private readonly Lock _lock = new();
    private readonly List<byte[]> _chunks = [];
    private long _length;

    public long Length
    {
        get
        {
            lock (_lock)
            {
                return _length;
            }
        }
    }

    public bool IsNew => true;

    public bool IsDeleted => false;

    public int Read(long position, Span<byte> bytes)
    {
        lock (_lock)
        {
            var count = (int)Math.Clamp(_length - position, 0, bytes.Length);
            for (var done = 0; done < count;)
            {
                var part = ChunkAt(position + done);
                part = part[..Math.Min(part.Length, count - done)];
                part.CopyTo(bytes[done..]);
                done += part.Length;
            }

            return count;
        }
    }

    public void Write(long position, ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            // As on disk, writing nothing behind the end doesn't move it.
            if (!bytes.IsEmpty && position + bytes.Length > _length)
            {
                Resize(position + bytes.Length);
            }

            while (!bytes.IsEmpty)
            {
                var part = ChunkAt(position);
                part = part[..Math.Min(part.Length, bytes.Length)];
                bytes[..part.Length].CopyTo(part);
                bytes = bytes[part.Length..];
                position += part.Length;
            }
        }
    }

    public void SetLength(long length)
    {
        lock (_lock)
        {
            Resize(length);
        }
    }

    public void Sync()
    {
    }

    public void Delete()
    {
    }

    public void Dispose()
    {
    }

    private void Resize(long length)
    {
        var chunks = (int)((length + ChunkLength - 1) / ChunkLength);
        if (chunks < _chunks.Count)
        {
            _chunks.RemoveRange(chunks, _chunks.Count - chunks);
        }

        if (length < _length && length % ChunkLength != 0)
        {
            // Growing again must find zeros there.
            ChunkAt(length).Clear();
        }

        while (_chunks.Count < chunks)
        {
            _chunks.Add(new byte[ChunkLength]);
        }

        _length = length;
    }

    /// <summary>From a position to the end of its chunk.</summary>
    private Span<byte> ChunkAt(long position) => _chunks[(int)(position / ChunkLength)].AsSpan((int)(position % ChunkLength));
}
