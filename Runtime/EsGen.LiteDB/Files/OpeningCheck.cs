using System.Globalization;

namespace EsGen.LiteDB;

/// <summary>What must hold of the two files before LiteDB may have them: it believes everything that it finds.</summary>
internal static class OpeningCheck
{
    private const int SignatureOffset = 32;
    private const int LiteDbVersionOffset = 59;
    private const byte LiteDbVersion = 8;
    private const int SectorLength = 512;

    private static ReadOnlySpan<byte> LiteDbSignature => "** This is a LiteDB file **"u8;

    /// <summary>The stamp to go on with: that of the data file, or a new one for a new file.</summary>
    /// <exception cref="InvalidDataException">The files are somebody else's, of another version, or don't belong together.</exception>
    /// <exception cref="StoreCorruptException">The files are damaged.</exception>
    public static FileStamp Check(string store, IBlockFile data, IBlockFile log, in LogScan scan)
    {
        if (WasBeingCreated(data, scan))
        {
            data.SetLength(0);
        }

        if (data.Length == 0)
        {
            // The file has a header before its log has any page.
            return log.Length <= LogFrame.Length && scan.Start is null or { Epoch: 0 }
                ? new FileStamp(Guid.CreateVersion7(), Epoch: 0)
                : throw new StoreCorruptException(
                    $"The file '{store}' is empty, but its log has {log.Length} bytes: it was emptied or replaced. "
                    + "Both were left as they are.");
        }

        var header = new byte[DataPage.Length];
        var length = data.Read(0, header);
        ThrowIfForeign(store, header);
        var stamp = FileStamp.ReadFrom(header);
        ThrowIfNoLog(store, header, log, scan);
        ThrowIfLogOfAnother(store, stamp, scan);
        if (length < header.Length || !DataPage.TryUnseal(0, header))
        {
            stamp = MendHeader(store, data, log, scan);
        }

        if (scan.Committed == 0)
        {
            ThrowIfTruncated(store, data);
        }

        return stamp;
    }

    /// <summary>The stamp of a data file; null if it has none, or a header that isn't what was written.</summary>
    public static FileStamp? StampOf(IBlockFile data)
    {
        var header = new byte[DataPage.Length];
        data.Read(0, header);
        return FileStamp.IsIn(header) && DataPage.TryUnseal(0, header) ? FileStamp.ReadFrom(header) : null;
    }

    /// <summary>Whether a data file hasn't been closed, and so needs its log, even an empty one.</summary>
    public static bool IsOpen(IBlockFile data)
    {
        var header = new byte[DataPage.Length];
        data.Read(0, header);
        return FileStamp.IsIn(header) && FileStamp.IsOpenIn(header);
    }

    /// <summary>Throws if pages are missing that the header counts. Right only when no log is left to bring them.</summary>
    public static void ThrowIfTruncated(string store, IBlockFile data)
    {
        var header = new byte[DataPage.Length];
        data.Read(0, header);
        var expected = (DataPage.LastId(header) + 1L) * DataPage.Length;
        if (data.Length < expected || data.Length % DataPage.Length != 0)
        {
            throw new StoreCorruptException(
                $"The file '{store}' has {data.Length} bytes, expected were {expected} at least, in pages of {DataPage.Length}: "
                + "it was truncated.");
        }
    }

    /// <summary>
    /// Whether the process ended before the first header was on the medium, when only the begin of the log was, so that nothing can have been stored.
    /// </summary>
    private static bool WasBeingCreated(IBlockFile data, in LogScan scan)
    {
        var header = new byte[DataPage.Length];
        data.Read(0, header);
        return scan is { Start: { Epoch: 0 } begun, Newest: null }
            && data.Length <= header.Length
            && (FileStamp.IsIn(header) ? FileStamp.ReadFrom(header).StoreId == begun.StoreId : !header.AsSpan(0, SectorLength).ContainsAnyExcept((byte)0))
            && (data.Length < header.Length || !DataPage.TryUnseal(0, header));
    }

    private static void ThrowIfForeign(string store, ReadOnlySpan<byte> header)
    {
        if (!header[SignatureOffset..].StartsWith(LiteDbSignature) || header[LiteDbVersionOffset] != LiteDbVersion)
        {
            throw new InvalidDataException($"The file '{store}' isn't a LiteDB 5 database without a password; it was left as it is.");
        }

        if (!FileStamp.IsIn(header))
        {
            throw new InvalidDataException($"The file '{store}' is a LiteDB database, but not a store of EsGen's; it was left as it is.");
        }

        if (FileStamp.VersionIn(header) != FileStamp.Version)
        {
            throw new InvalidDataException(
                $"The file '{store}' has format {FileStamp.VersionIn(header)}; this version of EsGen reads format {FileStamp.Version}. "
                + "It was left as it is.");
        }

        if (DataPage.SortOptions(header) != CompareOptions.Ordinal)
        {
            throw new InvalidDataException(
                $"The file '{store}' compares strings by {DataPage.SortOptions(header)}, expected was {CompareOptions.Ordinal}: "
                + "something else than EsGen rebuilt it. It was left as it is.");
        }
    }

    private static void ThrowIfNoLog(string store, ReadOnlySpan<byte> header, IBlockFile log, in LogScan scan)
    {
        if (scan.Start is not null)
        {
            return;
        }

        if (FileStamp.IsOpenIn(header))
        {
            throw new StoreCorruptException(
                $"The file '{store}' wasn't closed, so that its newest events are in its log; but its log, of {log.Length} bytes, "
                + "doesn't begin with the first page of one: it was emptied or replaced. Both were left as they are.");
        }

        // A log that was being begun when the process ended is no longer than this, whatever has got to the medium of it.
        if (log.Length > LogFrame.Length)
        {
            throw new InvalidDataException(
                $"The file '{store}' was closed, and needs no log; but there is something else beside it that has the name of its log. "
                + "Both were left as they are.");
        }
    }

    private static void ThrowIfLogOfAnother(string store, FileStamp stamp, in LogScan scan)
    {
        if (scan.Start is { } start && start.StoreId != stamp.StoreId)
        {
            throw new InvalidDataException(
                $"The log beside '{store}' belongs to store {start.StoreId}, the file is store {stamp.StoreId}. "
                + "Both were left as they are.");
        }

        // One less: it had just been copied when the process ended.
        var (begun, newest) = (scan.Start?.Epoch ?? stamp.Epoch, scan.Newest?.Epoch ?? stamp.Epoch);
        if ((begun != stamp.Epoch && begun != stamp.Epoch - 1) || newest > stamp.Epoch)
        {
            throw new InvalidDataException(
                $"The log beside '{store}' is of another time: it has epoch {Math.Max(begun, newest)}, expected was {stamp.Epoch}. "
                + "File and log were copied or restored separately. Both were left as they are.");
        }
    }

    /// <summary>
    /// Takes the header from the log, because LiteDB reads the one in the data file first, even if the log has a newer one.
    /// </summary>
    /// <returns>
    /// The log's stamp. That of the header may be the next one already, if writing that was what was interrupted; until it is on the medium nothing is written over the log.
    /// </returns>
    private static FileStamp MendHeader(string store, IBlockFile data, IBlockFile log, in LogScan scan)
    {
        if (scan is not { HeaderFrame: { } index, Start: { } stamp } || scan.Newest != stamp)
        {
            throw new StoreCorruptException($"The first page of '{store}' is damaged.");
        }

        var frame = new byte[LogFrame.Length];
        log.Read(LogFrame.OffsetOf(index), frame);
        var header = frame.AsSpan(0, DataPage.Length);
        stamp.WriteTo(header, isOpen: true);
        DataPage.Seal(header);
        data.Write(0, header);
        return stamp;
    }
}
