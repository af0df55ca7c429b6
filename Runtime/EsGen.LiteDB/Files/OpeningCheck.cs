using System.Globalization;

namespace EsGen.LiteDB;

/// <summary>What must hold of the two files before LiteDB may have them: it believes everything that it finds.</summary>
internal static class OpeningCheck
{
    private const int SignatureOffset = 32;
    private const int LiteDbVersionOffset = 59;
    private const byte LiteDbVersion = 8;
    private const int CollectionsOffset = 192;
    private const int SectorLength = 512;

    private static ReadOnlySpan<byte> LiteDbSignature => "** This is a LiteDB file **"u8;

    /// <summary>The stamp to go on with: that of the data file, or a new one for a new file.</summary>
    /// <param name="store">What to call the store in messages.</param>
    /// <param name="mustExist">Whether no store may be created.</param>
    /// <param name="data">The data file.</param>
    /// <param name="log">The log.</param>
    /// <param name="scan">What the log holds.</param>
    /// <exception cref="InvalidDataException">The files are somebody else's, of another version, or don't belong together.</exception>
    /// <exception cref="StoreCorruptException">The files are damaged.</exception>
    public static FileStamp Check(string store, bool mustExist, IBlockFile data, IBlockFile log, in LogScan scan)
    {
        if (WasBeingCreated(data, scan))
        {
            ThrowIfMustExist(store, mustExist);
            data.SetLength(0);
        }

        if (data.Length == 0)
        {
            ThrowIfForeignLog(store, log, scan, storeId: null);

            // The file has a header before its log has any page.
            if (log.Length > LogFrame.Length || scan.Start is not (null or { Epoch: 0 }))
            {
                throw new StoreCorruptException(
                    $"The file '{store}' is empty, but its log has {log.Length} bytes: it was emptied or replaced. "
                    + "Both were left as they are.");
            }

            ThrowIfMustExist(store, mustExist);
            return new FileStamp(Guid.CreateVersion7(), Epoch: 0);
        }

        var header = new byte[DataPage.Length];
        var length = data.Read(0, header);
        ThrowIfForeign(store, header);
        var stamp = FileStamp.ReadFrom(header);
        ThrowIfNoLog(store, header, log, scan);
        ThrowIfLogOfAnother(store, stamp, scan);
        ThrowIfLogOfACopy(store, header, scan);
        var isByLiteDb = length == header.Length && DataPage.IsByLiteDb(0, header);
        if (length < header.Length || !DataPage.TryUnseal(0, header))
        {
            ThrowIfWrittenByLiteDb(store, isByLiteDb);
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
        var header = HeaderOf(data);
        return FileStamp.IsIn(header) && DataPage.TryUnseal(0, header) ? FileStamp.ReadFrom(header) : null;
    }

    /// <summary>Whether a data file hasn't been closed, and so needs its log, even an empty one.</summary>
    public static bool IsOpen(IBlockFile data)
    {
        var header = HeaderOf(data);
        return FileStamp.IsIn(header) && FileStamp.IsOpenIn(header);
    }

    /// <summary>The format of a data file that was checked.</summary>
    public static int FormatOf(IBlockFile data) => FileStamp.VersionIn(HeaderOf(data));

    /// <summary>Throws if pages are missing that the header counts. Right only when no log is left to bring them.</summary>
    public static void ThrowIfTruncated(string store, IBlockFile data)
    {
        var header = HeaderOf(data);
        var expected = (DataPage.LastId(header) + 1L) * DataPage.Length;
        if (data.Length < expected || data.Length % DataPage.Length != 0)
        {
            throw new StoreCorruptException(
                $"The file '{store}' has {data.Length} bytes, expected were {expected} at least, in pages of {DataPage.Length}: "
                + "it was truncated.");
        }
    }

    private static byte[] HeaderOf(IBlockFile data)
    {
        var header = new byte[DataPage.Length];
        data.Read(0, header);
        return header;
    }

    /// <summary>
    /// Whether the process ended before the first header was on the medium, when only the begin of the log was, so that nothing can have
    /// been stored.
    /// </summary>
    private static bool WasBeingCreated(IBlockFile data, in LogScan scan)
    {
        var header = HeaderOf(data);
        return scan is { Start: { Epoch: 0 } begun, Newest: null }
            && data.Length <= header.Length
            && (FileStamp.IsIn(header)
                ? FileStamp.ReadFrom(header).StoreId == begun.StoreId
                : !header.AsSpan(0, SectorLength).ContainsAnyExcept((byte)0))
            && (data.Length < header.Length || !DataPage.TryUnseal(0, header));
    }

    private static void ThrowIfForeign(string store, ReadOnlySpan<byte> header)
    {
        if (!header[SignatureOffset..].StartsWith(LiteDbSignature) || header[LiteDbVersionOffset] != LiteDbVersion)
        {
            throw new InvalidDataException($"The file '{store}' isn't a LiteDB 5 database without a password; it was left as it is.");
        }

        if (!FileStamp.IsIn(header) && HasCollectionsOfAStore(header))
        {
            throw new StoreCorruptException(
                $"The file '{store}' is a store that LiteDB has rebuilt without EsGen; it was left as it is. LiteDB kept the store as it "
                    + "was before "
                + "in a file with '-backup' in its name: put that in its place, or restore a backup.");
        }

        if (!FileStamp.IsIn(header))
        {
            throw new InvalidDataException($"The file '{store}' is a LiteDB database, but not a store of EsGen's; it was left as it is.");
        }

        if (!FileStamp.IsReadable(FileStamp.VersionIn(header)))
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

    private static void ThrowIfWrittenByLiteDb(string store, bool isByLiteDb)
    {
        if (isByLiteDb)
        {
            throw new StoreCorruptException($"The first page of '{store}' {DataPage.Describe(isByLiteDb)} The file was left as it is.");
        }
    }

    /// <summary>Whether the header of a database lists collections as a store has them, by their names.</summary>
    private static bool HasCollectionsOfAStore(ReadOnlySpan<byte> header) =>
        header[CollectionsOffset..].IndexOf("events\0"u8) >= 0 && header[CollectionsOffset..].IndexOf("meta\0"u8) >= 0;

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

        if (log.Length > LogFrame.Length)
        {
            throw ForeignLog(store);
        }

        ThrowIfForeignLog(store, log, scan, FileStamp.ReadFrom(header).StoreId);
    }

    /// <summary>
    /// Throws if something small has the name of the log, and isn't what a process leaves that ended while it began one: no more than the
    /// first frame.
    /// </summary>
    private static void ThrowIfForeignLog(string store, IBlockFile log, in LogScan scan, Guid? storeId)
    {
        if (scan.Start is null && log.Length <= LogFrame.Length)
        {
            var bytes = new byte[log.Length];
            log.Read(0, bytes);
            if (!LogFrame.IsRestOfStart(bytes, storeId))
            {
                throw ForeignLog(store);
            }
        }
    }

    private static InvalidDataException ForeignLog(string store) =>
        new($"The file '{store}' is closed or new, and needs no log; but there is something else beside it that has the name of its log. "
            + "It was left as it is; move it away.");

    private static void ThrowIfMustExist(string store, bool mustExist)
    {
        if (mustExist)
        {
            throw new InvalidDataException(
                $"The file '{store}' is empty or was never completed, and the settings say that no store is created.");
        }
    }

    /// <summary>Throws if the log isn't that of the opening since which the file hasn't been closed, but of a copy's.</summary>
    private static void ThrowIfLogOfACopy(string store, ReadOnlySpan<byte> header, in LogScan scan)
    {
        var opening = FileStamp.OpeningIn(header);
        var isOfACopy = FileStamp.IsOpenIn(header)
            ? opening != 0 && scan.Opening != 0 && opening != scan.Opening
            : scan.Committed > 0;
        if (isOfACopy)
        {
            throw new InvalidDataException(
                $"The log beside '{store}' was written by another opening of this store or of a copy of it: file and log were copied or "
                    + "restored "
                + "separately. Both were left as they are.");
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
    /// The log's stamp. That of the header may be the next one already, if writing that was what was interrupted; until it is on the medium
    /// nothing is written over the log.
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
        stamp.WriteTo(header, scan.Opening);
        DataPage.Seal(header);
        data.Write(0, header);
        return stamp;
    }
}
