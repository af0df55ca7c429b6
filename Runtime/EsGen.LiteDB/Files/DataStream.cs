namespace EsGen.LiteDB;

/// <summary>The data file as LiteDB sees it. LiteDB writes to it only when it copies the log: page by page, then one flush.</summary>
internal sealed class DataStream(IBlockFile file, LogStream log, FirstFailure failure) : PageStream
{
    private readonly byte[] _page = new byte[DataPage.Length];
    private bool _isCopying;

    /// <remarks>
    /// Without the last page if only a part of it is there, which is in the log, too: LiteDB would cut that off, and sync, as at the end of
    /// copying the log.
    /// </remarks>
    public override long Length => file.Length / DataPage.Length * DataPage.Length;

    public override void SetLength(long value) => file.SetLength(value);

    /// <summary>The copy is complete: LiteDB empties the log when this returns.</summary>
    public override void Flush()
    {
        if (!log.Versions.AreCopied || (log.Length > 0 && !_isCopying))
        {
            // So the log stays, and is copied whole when the store is opened again.
            failure.Record(new InvalidOperationException("LiteDB hasn't copied all of the log to the data file."));
        }

        _isCopying = false;

        // First the pages: once the header has the next epoch, nothing reads the frames of this one any more, and others are written over
        // them.
        file.Sync();
        log.AdvanceEpoch();
        Mark(isOpen: true);
        log.WriteStart();
    }

    /// <summary>Writes into the header which log goes with the file and whether it still needs it, and syncs.</summary>
    public void Mark(bool isOpen)
    {
        if (file.Read(0, _page) == DataPage.Length && DataPage.TryUnseal(0, _page))
        {
            log.Stamp.WriteTo(_page, isOpen ? log.Opening : null);
            DataPage.Seal(_page);
            file.Write(0, _page);
        }
        else
        {
            // Not sealed again, which would hide the damage; and without the next epoch in the header the log goes with it as it is.
            failure.Record(new UnreadablePageException("Page 0 of the data file isn't what was written there."));
        }

        file.Sync();
    }

    /// <summary>Reads some pages and checks them; false if there are none so far behind.</summary>
    public bool TryVerify(long first, int count)
    {
        var page = new byte[DataPage.Length];
        var end = Math.Min(file.Length, (first + count) * DataPage.Length);
        for (var position = first * DataPage.Length; position < end; position += page.Length)
        {
            ReadPage(position, page);
        }

        return file.Length > first * DataPage.Length;
    }

    protected override void ReadPage(Span<byte> page) => ReadPage(Position, page);

    protected override void WritePage(ReadOnlySpan<byte> page)
    {
        _isCopying = true;
        if (log.Versions.IsFollowed(DataPage.Id(page)))
        {
            return;
        }

        // Write-ahead: a page may replace an older one only when the log that it comes from can't get lost any more.
        log.Sync();
        page.CopyTo(_page);
        if (Position == 0)
        {
            log.Stamp.WriteTo(_page, log.Opening);
        }

        DataPage.Seal(_page);
        file.Write(Position, _page);
    }

    private void ReadPage(long position, Span<byte> page)
    {
        var isWhole = file.Read(position, page) == page.Length;
        var isByLiteDb = isWhole && DataPage.IsByLiteDb(position, page);
        if (!isWhole || !DataPage.TryUnseal(position, page))
        {
            UnreadablePageException exception = new($"Page {position / DataPage.Length} of the data file {DataPage.Describe(isByLiteDb)}");
            failure.Record(exception);
            throw exception;
        }
    }
}
