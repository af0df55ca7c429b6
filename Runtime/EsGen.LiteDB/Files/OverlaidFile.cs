namespace EsGen.LiteDB;

/// <summary>A file that is only read: what is written over it stays in memory, and is gone when it is closed.</summary>
/// <remarks>So a store that is only read does all that others do, such as copying the log that a killed process left.</remarks>
/// <param name="file">The file underneath; null if there is none.</param>
internal sealed class OverlaidFile(IBlockFile? file) : IBlockFile
{
    private readonly Lock _lock = new();

    // Pages of the file as they were changed.
    private readonly Dictionary<long, byte[]> _pages = [];
    private long _length = file?.Length ?? 0;

    // What is behind it is zeros, unless it was written over.
    private long _lengthUnderneath = file?.Length ?? 0;

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

    public bool IsNew => false;

    public bool IsDeleted => false;

    public int Read(long position, Span<byte> bytes)
    {
        lock (_lock)
        {
            var count = (int)Math.Clamp(_length - position, 0, bytes.Length);
            foreach (var (page, offset, part) in PartsOf(position, count))
            {
                var into = bytes[part];
                if (_pages.TryGetValue(page, out var changed))
                {
                    changed.AsSpan(offset, into.Length).CopyTo(into);
                }
                else
                {
                    ReadUnderneath((page * DataPage.Length) + offset, into);
                }
            }

            return count;
        }
    }

    public void Write(long position, ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            foreach (var (page, offset, part) in PartsOf(position, bytes.Length))
            {
                if (!_pages.TryGetValue(page, out var changed))
                {
                    _pages.Add(page, changed = new byte[DataPage.Length]);
                    ReadUnderneath(page * DataPage.Length, changed);
                }

                bytes[part].CopyTo(changed.AsSpan(offset));
            }

            _length = Math.Max(_length, position + bytes.Length);
        }
    }

    public void SetLength(long length)
    {
        lock (_lock)
        {
            _length = length;
            _lengthUnderneath = Math.Min(_lengthUnderneath, length);
            foreach (var page in _pages.Keys.Where(page => (page + 1) * DataPage.Length > length).ToList())
            {
                var kept = (int)(length - (page * DataPage.Length));
                if (kept <= 0)
                {
                    _pages.Remove(page);
                }
                else
                {
                    _pages[page].AsSpan(kept).Clear();
                }
            }
        }
    }

    public void Sync()
    {
    }

    public void Delete() => Dispose();

    public void Dispose() => file?.Dispose();

    private void ReadUnderneath(long position, Span<byte> bytes)
    {
        var count = (int)Math.Clamp(_lengthUnderneath - position, 0, bytes.Length);
        var read = count == 0 ? 0 : file!.Read(position, bytes[..count]);
        bytes[read..].Clear();
    }

    /// <summary>The pages that a range of bytes lies in, where in each, and which part of the range.</summary>
    private static IEnumerable<(long Page, int Offset, Range Part)> PartsOf(long position, int count)
    {
        for (int done = 0, length; done < count; done += length)
        {
            var offset = (int)((position + done) % DataPage.Length);
            length = Math.Min(count - done, DataPage.Length - offset);
            yield return ((position + done) / DataPage.Length, offset, done..(done + length));
        }
    }
}
