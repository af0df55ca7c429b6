namespace EsGen.LiteDB;

/// <summary>The log as LiteDB sees it: pages that are appended, now and then emptied after they were copied to the data file.</summary>
/// <remarks>
/// LiteDB queues its pages and returns; the last page of a transaction, when it gets here, is what ends the commit. Until then its pages
/// are collected, because one write of all takes a third of the time of as many writes. LiteDB asks for a flush after every page, too,
/// which is ignored: the store syncs once for a whole commit. When LiteDB empties the log the file keeps its length, and frames of the next
/// epoch are written over those of this one: a sync takes half the time when the file doesn't grow.
/// </remarks>
internal sealed class LogStream : PageStream
{
    // More than the log has before it is copied, unless a single transaction is that large.
    private const long MaxKeptLength = 32 << 20;

    // Of most transactions all.
    private const int CollectedFrames = 16;

    private static readonly TimeSpan CommitTimeout = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly IBlockFile _file;
    private readonly FirstFailure _failure;
    private readonly byte[] _collected = new byte[CollectedFrames * LogFrame.Length];
    private readonly byte[] _read = new byte[LogFrame.Length];
    private readonly byte[] _reserve;
    private long _frames;
    private long _firstCollected;
    private int _collectedCount;

    // How many frames are in the file, and how many of them on the medium.
    private long _written;
    private long _synced;
    private long _commits;
    private long _reserved;

    // Whether what is in the log is in the data file, too, on the medium.
    private bool _isCopied;

    /// <param name="file">The file.</param>
    /// <param name="failure">Where what goes wrong is recorded.</param>
    /// <param name="stamp">The stamp to go on with.</param>
    /// <param name="opening">The number of the opening; see <see cref="FileStamp.OpeningIn"/>.</param>
    /// <param name="frames">How many frames the file has that count.</param>
    /// <param name="reservedFrames">For how many more the file grows at a time.</param>
    public LogStream(IBlockFile file, FirstFailure failure, FileStamp stamp, long opening, long frames, int reservedFrames)
    {
        _reserve = new byte[reservedFrames * LogFrame.Length];
        _failure = failure;
        _file = file;
        Stamp = stamp;
        Opening = opening;
        _frames = frames;
        _written = frames;
        _reserved = LogFrame.OffsetOf(frames);
        WriteStart();
        if (file.Length != _reserved)
        {
            Cut(frames);
        }
    }

    /// <summary>The stamp that goes into the data file's header and the log's frames.</summary>
    public FileStamp Stamp { get; private set; }

    /// <summary>The number that the data file's header and the log's first frame have while the store is open.</summary>
    public long Opening { get; private set; }

    /// <summary>How many transactions have been written since opening.</summary>
    public long Commits
    {
        get
        {
            lock (_gate)
            {
                return _commits;
            }
        }
    }

    /// <summary>What has been written since the log was begun by this process; what was in the log before isn't counted.</summary>
    public PageVersions Versions { get; } = new();

    public override long Length => Volatile.Read(ref _frames) * DataPage.Length;

    /// <summary>From now on all frames that have been written count no more: the data file has what is in them.</summary>
    public void AdvanceEpoch()
    {
        Stamp = Stamp with { Epoch = Stamp.Epoch + 1 };
        _isCopied = true;
    }

    /// <summary>
    /// Gives the log the number of another opening. The data file needs no log meanwhile, and nothing in this one counts.
    /// </summary>
    public void BeginOpening(long opening)
    {
        Opening = opening;
        WriteStart();
        _file.Sync();
    }

    /// <summary>Writes the first frame, which says the epoch that the data file has by now.</summary>
    /// <remarks>Not synced: what is written behind it needs a sync, too.</remarks>
    public void WriteStart()
    {
        var start = new byte[LogFrame.Length];
        new LogFrame(Stamp, LogFrame.Start, Synced: Opening).WriteTo(start, start.AsSpan(0, DataPage.Length));
        _file.Write(LogFrame.OffsetOf(LogFrame.Start), start);
    }

    /// <summary>Waits until so many transactions have been written.</summary>
    public void WaitForCommit(long count)
    {
        lock (_gate)
        {
            while (_commits < count)
            {
                if (!Monitor.Wait(_gate, CommitTimeout))
                {
                    throw new TimeoutException("LiteDB hasn't written the end of a transaction.");
                }
            }
        }
    }

    /// <summary>Returns when all that has been written is on the medium.</summary>
    public void Sync()
    {
        var written = Volatile.Read(ref _written);
        if (written > _synced)
        {
            _file.Sync();
            _synced = written;
        }
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value)
    {
        if (value != 0 || !_isCopied)
        {
            // So the log stays, and is copied when the store is opened again.
            _failure.Record(new InvalidOperationException($"LiteDB cuts the log to {value} bytes without having copied all of it."));
        }

        Versions.Clear();
        _collectedCount = 0;
        if (_reserve.Length > 0 && _reserved <= MaxKeptLength)
        {
            Begin(0);
        }
        else
        {
            Cut(0);
        }
    }

    /// <summary>Reads some frames and checks them; false if there are none so far behind.</summary>
    public bool TryVerify(long first, int count)
    {
        var frames = Volatile.Read(ref _written);
        var bytes = new byte[LogFrame.Length];
        for (var index = first; index < Math.Min(frames, first + count); index++)
        {
            ReadFrame(index, bytes);
        }

        return first < frames;
    }

    protected override void ReadPage(Span<byte> page)
    {
        WriteCollected();
        ReadFrame(Position / DataPage.Length, _read);
        LogFrame.Page(_read).CopyTo(page);
    }

    protected override void WritePage(ReadOnlySpan<byte> page)
    {
        var index = Position / DataPage.Length;
        if (_collectedCount == CollectedFrames || index != _firstCollected + _collectedCount)
        {
            WriteCollected();
        }

        if (_collectedCount == 0)
        {
            _firstCollected = index;
        }

        new LogFrame(Stamp, index, _synced).WriteTo(_collected.AsSpan(_collectedCount * LogFrame.Length), page);
        _collectedCount++;
        _isCopied = false;
        Versions.Add(DataPage.Id(page));
        Volatile.Write(ref _frames, Math.Max(_frames, index + 1));
        if (DataPage.EndsTransaction(page))
        {
            WriteCollected();
            Versions.Commit();
            lock (_gate)
            {
                _commits++;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void WriteCollected()
    {
        if (_collectedCount > 0)
        {
            var end = _firstCollected + _collectedCount;
            Reserve(LogFrame.OffsetOf(end));
            _file.Write(LogFrame.OffsetOf(_firstCollected), _collected.AsSpan(0, _collectedCount * LogFrame.Length));
            _collectedCount = 0;
            Volatile.Write(ref _written, Math.Max(_written, end));
        }
    }

    /// <remarks>
    /// With zeros, which are no frame: a length that is only set reserves nothing.
    /// </remarks>
    private void Reserve(long length)
    {
        if (length > _reserved)
        {
            _file.Write(length, _reserve);
            _reserved = length + _reserve.Length;
        }
    }

    private void ReadFrame(long index, byte[] bytes)
    {
        if (_file.Read(LogFrame.OffsetOf(index), bytes) != bytes.Length
            || LogFrame.Read(bytes) is not { } frame
            || frame.Index != index
            || frame.Stamp != Stamp)
        {
            UnreadablePageException exception = new($"Page {index} of the log isn't what was written there.");
            _failure.Record(exception);
            throw exception;
        }
    }

    /// <remarks>Synced, so that after a power failure old frames can't be found behind newer ones.</remarks>
    private void Cut(long frames)
    {
        _reserved = LogFrame.OffsetOf(frames);
        _file.SetLength(_reserved);
        _file.Sync();
        Begin(frames);
    }

    private void Begin(long frames)
    {
        Volatile.Write(ref _frames, frames);
        Volatile.Write(ref _written, frames);
        _synced = frames;
    }
}
