namespace EsGen.LiteDB;

/// <summary>What a log holds that a store left behind without closing.</summary>
/// <param name="Stamp">The store and epoch that it belongs to; null if it has no whole frame.</param>
/// <param name="Committed">How many of its frames count: those up to the end of the last whole commit.</param>
/// <param name="HeaderFrame">The last of them that has the data file's header page, if one has.</param>
internal readonly record struct LogScan(FileStamp? Stamp, long Committed, long? HeaderFrame)
{
    /// <exception cref="UnreadablePageException">
    /// A frame is damaged that had been synced: not the torn end of the last write, but damage to what was safely stored.
    /// </exception>
    public static LogScan Read(IBlockFile file)
    {
        FileStamp? stamp = null;
        var committed = 0L;
        long? header = null;
        long? damaged = null;
        var bytes = new byte[LogFrame.Length];
        for (var index = 0L; file.Read(index * LogFrame.Length, bytes) == bytes.Length; index++)
        {
            if (LogFrame.Read(bytes) is not { } frame || frame.Index != index || (stamp is { } known && frame.Stamp != known))
            {
                damaged ??= index;
                continue;
            }

            stamp = frame.Stamp;
            if (damaged is null)
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

        return new LogScan(stamp, committed, header);
    }
}
