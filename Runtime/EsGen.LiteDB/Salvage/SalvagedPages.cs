namespace EsGen.LiteDB;

/// <summary>
/// The pages of a damaged store: of each the newest whole version, from the log or from the data file; without one, what is left of it.
/// </summary>
internal sealed class SalvagedPages
{
    private readonly IBlockFile _data;
    private readonly IBlockFile? _log;

    // Of each page the newest frame of the log that counts.
    private readonly Dictionary<uint, long> _newest = [];

    // The same of what the log had before it was last copied to the data file.
    private readonly Dictionary<uint, (long Epoch, long Index)> _copied = [];
    private readonly byte[] _frame = new byte[LogFrame.Length];

    /// <param name="store">What to call the store in messages.</param>
    /// <param name="data">The data file, which is only read.</param>
    /// <param name="log">The log, if there is one, which is only read.</param>
    /// <exception cref="InvalidDataException">The files are of another format, or don't belong together.</exception>
    public SalvagedPages(string store, IBlockFile data, IBlockFile? log)
    {
        _data = data;
        Count = (data.Length + DataPage.Length - 1) / DataPage.Length;
        var header = new byte[DataPage.Length];
        data.Read(0, header);
        if (OpeningCheck.StampOf(data) is not { } stamp)
        {
            // Whether it was closed isn't known, so neither is whether it needs a log.
            IsAnythingLost = true;
            _log = log;
            ReadLog(store, stamp: null, opening: 0);
        }
        else if (!FileStamp.IsReadable(FileStamp.VersionIn(header)))
        {
            throw new InvalidDataException(
                $"The file '{store}' has format {FileStamp.VersionIn(header)}; this version of EsGen reads format {FileStamp.Version}.");
        }
        else if (FileStamp.IsOpenIn(header))
        {
            _log = log;
            ReadLog(store, stamp, FileStamp.OpeningIn(header));
        }
        else
        {
            WasClosed = true;
        }

        IsAnythingLost |= !TryRead(0, header) || DataPage.LastId(header) >= Count;
    }

    /// <summary>How many pages there can be.</summary>
    public long Count { get; private set; }

    /// <summary>Whether the store was closed, so that what is noted then is of its last state.</summary>
    public bool WasClosed { get; }

    /// <summary>
    /// Whether something isn't as it was written last: a page of those that were read so far, or something in the log. What was at the end
    /// of the log, and left no trace there, isn't known.
    /// </summary>
    public bool IsAnythingLost { get; private set; }

    /// <summary>The frames of the log that had been synced, and are damaged now.</summary>
    public List<long> DamagedFrames { get; } = [];

    /// <summary>Reads the newest whole version of a page; false if there is none: then what the data file has in its place.</summary>
    public bool TryRead(uint id, byte[] page)
    {
        if (_newest.TryGetValue(id, out var newest) && TryReadFrame(newest, page))
        {
            return true;
        }

        var position = id * (long)DataPage.Length;
        page.AsSpan(_data.Read(position, page)..).Clear();
        if (DataPage.TryUnseal(position, page))
        {
            IsAnythingLost |= _newest.ContainsKey(id);
            return true;
        }

        // The log may have had a later version that is overwritten by now.
        IsAnythingLost = true;
        if (_copied.TryGetValue(id, out var copied) && TryReadFrame(copied.Index, page))
        {
            return true;
        }

        page.AsSpan(_data.Read(position, page)..).Clear();
        return false;
    }

    /// <summary>Reads the page of a frame of the log; false if the frame isn't whole.</summary>
    public bool TryReadFrame(long index, byte[] page)
    {
        _frame.AsSpan(_log!.Read(LogFrame.OffsetOf(index), _frame)..).Clear();
        LogFrame.Page(_frame).CopyTo(page);
        return LogFrame.Read(_frame) is { } frame && frame.Index == index;
    }

    private void ReadLog(string store, FileStamp? stamp, long opening)
    {
        if (_log is null)
        {
            IsAnythingLost = true;
            return;
        }

        var start = _log.Read(LogFrame.OffsetOf(LogFrame.Start), _frame) == _frame.Length ? LogFrame.Read(_frame) : null;
        List<Frame?> frames = [];
        var (end, isRestEmpty) = (0, true);
        for (var index = 0L; _log.Read(LogFrame.OffsetOf(index), _frame) is > 0 and var length; index++)
        {
            _frame.AsSpan(length..).Clear();
            var page = LogFrame.Page(_frame);
            frames.Add(LogFrame.Read(_frame) is { } frame && frame.Index == index
                ? new Frame(frame.Stamp, frame.Synced, DataPage.Id(page), DataPage.EndsTransaction(page))
                : null);

            // Behind what was ever written are zeros: the log keeps space ahead.
            (end, isRestEmpty) = frames[^1] is null
                ? (end, isRestEmpty && !_frame.AsSpan().ContainsAnyExcept((byte)0))
                : (frames.Count, true);
        }

        var newest = frames.MaxBy(static frame => frame?.Stamp.Epoch)?.Stamp;
        var current = stamp ?? start?.Stamp ?? newest;
        if (newest is { } found && (found.StoreId != current!.Value.StoreId || found.Epoch > current.Value.Epoch))
        {
            throw Foreign(store);
        }

        if (start is { } begun
            && (begun.Stamp.StoreId != current!.Value.StoreId || (opening != 0 && begun.Synced != 0 && begun.Synced != opening)))
        {
            throw Foreign(store);
        }

        var dataPages = Count;
        var counting = Counting(frames, current, out var synced);
        var written = frames.FindLastIndex(frame => frame?.Stamp == current) + 1;
        IsAnythingLost |= start is null || !isRestEmpty || counting < written || frames[..end].Contains(null)
            || frames[..(int)synced].Exists(frame => frame?.Stamp != current);
        for (var index = 0; index < frames.Count; index++)
        {
            if (frames[index] is not { } frame)
            {
                if (index < synced)
                {
                    DamagedFrames.Add(index);
                }
            }
            else if (frame.Stamp != current)
            {
                if (!_copied.TryGetValue(frame.PageId, out var known) || known.Epoch <= frame.Stamp.Epoch)
                {
                    _copied[frame.PageId] = (frame.Stamp.Epoch, index);
                }
            }
            else if (index < counting && frame.PageId < dataPages + frames.Count)
            {
                _newest[frame.PageId] = index;
                Count = Math.Max(Count, frame.PageId + 1L);
            }
        }
    }

    /// <summary>
    /// How many frames of the log count: those that had been synced when a later one was written, whatever became of the others; and behind
    /// them whole transactions, as far as no frame is damaged: what comes after that may never have been acknowledged.
    /// </summary>
    private static long Counting(List<Frame?> frames, FileStamp? current, out long synced)
    {
        synced = Math.Min(frames.Max(frame => frame?.Stamp == current ? frame?.Synced : null) ?? 0, frames.Count);
        var counting = synced;
        for (var index = (int)synced; index < frames.Count && frames[index] is { } frame && frame.Stamp == current; index++)
        {
            counting = frame.EndsTransaction ? index + 1 : counting;
        }

        return counting;
    }

    private static InvalidDataException Foreign(string store) => new(
        $"The log beside '{store}' belongs to another store, or to another time or copy of it. Move it away to salvage the file "
        + "without it.");

    private readonly record struct Frame(FileStamp Stamp, long Synced, uint PageId, bool EndsTransaction);
}
