namespace EsGen.LiteDB;

/// <summary>What a log holds that a store left behind without closing.</summary>
/// <param name="Start">The store whose log it is, and the epoch when it was begun; null if it doesn't begin as a log does.</param>
/// <param name="Opening">The number of the opening that began it; see <see cref="FileStamp.OpeningIn"/>.</param>
/// <param name="Newest">The store and the highest epoch of its frames; null if none is whole.</param>
/// <param name="Committed">How many of its frames count: those of the data file's epoch up to the end of the last whole commit.</param>
/// <param name="HeaderFrame">The last of them that has the data file's header page, if one has.</param>
internal readonly record struct LogScan(FileStamp? Start, long Opening, FileStamp? Newest, long Committed, long? HeaderFrame)
{
    /// <param name="file">The log.</param>
    /// <param name="current">
    /// The stamp of the data file. Frames of an earlier epoch are in there; new ones would have been written over them. Null if its header
    /// is damaged: then that of the log's start, which is on the medium before any of its pages is copied.
    /// </param>
    /// <exception cref="UnreadablePageException">
    /// A frame is damaged that had been synced: not the torn end of the last write, but damage to what was safely stored.
    /// </exception>
    public static LogScan Read(IBlockFile file, FileStamp? current)
    {
        FileStamp? start = null;
        var opening = 0L;
        FileStamp? newest = null;
        var committed = 0L;
        long? header = null;
        long? damaged = null;
        var bytes = new byte[LogFrame.Length];
        if (file.Read(LogFrame.OffsetOf(LogFrame.Start), bytes) == bytes.Length && LogFrame.Read(bytes) is { Index: LogFrame.Start } first)
        {
            start = first.Stamp;
            opening = first.Synced;
            current ??= start;
        }

        for (var index = 0L; file.Read(LogFrame.OffsetOf(index), bytes) == bytes.Length; index++)
        {
            if (LogFrame.Read(bytes) is not { } frame || frame.Index != index)
            {
                damaged ??= index;
                continue;
            }

            newest = newest is { } known && known.Epoch >= frame.Stamp.Epoch ? newest : frame.Stamp;
            if (frame.Stamp != current)
            {
                damaged ??= index;
            }
            else if (damaged is null)
            {
                var page = LogFrame.Page(bytes);
                if (DataPage.EndsTransaction(page))
                {
                    committed = index + 1;
                    header = DataPage.IsHeader(page) ? index : header;
                }
            }
            else if (frame.Synced > damaged)
            {
                throw new UnreadablePageException(
                    $"page {damaged} of the log is damaged; page {index}, written after that one was safely stored, is not. "
                    + "So this isn't the torn end of a last write, and commits would be lost");
            }
        }

        return new LogScan(start, opening, newest, committed, header);
    }
}
