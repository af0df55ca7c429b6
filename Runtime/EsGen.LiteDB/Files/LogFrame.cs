using System.Buffers.Binary;

namespace EsGen.LiteDB;

/// <summary>A page of the log, as the file has it: LiteDB's page and what tells whether it is whole and where it belongs.</summary>
/// <param name="Stamp">The store and the epoch of its log.</param>
/// <param name="Index">Its place in the log; <see cref="Start"/> for the first one, which has no page and tells an empty log from one that
/// was emptied.</param>
/// <param name="Synced">
/// How many frames of this log were known to be on the medium when this one was written. In the first one, which needs no such number, that
/// of the opening; see <see cref="FileStamp.OpeningIn"/>.
/// </param>
internal readonly record struct LogFrame(FileStamp Stamp, long Index, long Synced)
{
    public const int Length = DataPage.Length + TrailerLength;
    public const long Start = -1;

    // Of the frames, which are as those of format 3 were; the header says which format the file has.
    private const int Version = 3;

    private const int TrailerLength = 48;
    private const int EpochOffset = 16;
    private const int IndexOffset = 24;
    private const int SyncedOffset = 32;
    private const int VersionOffset = 40;
    private const int ChecksumOffset = 44;

    /// <summary>Where a frame is in the file; that of the count is where the file ends.</summary>
    public static long OffsetOf(long index) => (index - Start) * Length;

    public static ReadOnlySpan<byte> Page(ReadOnlySpan<byte> frame) => frame[..DataPage.Length];

    /// <summary>What the trailer says, or null if the frame isn't what was written.</summary>
    public static LogFrame? Read(ReadOnlySpan<byte> frame)
    {
        var trailer = frame[DataPage.Length..];
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer[ChecksumOffset..]) != Crc.Of(frame[..(DataPage.Length + ChecksumOffset)])
            || BinaryPrimitives.ReadInt32LittleEndian(trailer[VersionOffset..]) != Version)
        {
            return null;
        }

        FileStamp stamp = new(
            new Guid(trailer[..EpochOffset], bigEndian: true), BinaryPrimitives.ReadInt64LittleEndian(trailer[EpochOffset..]));
        return new LogFrame(
            stamp,
            BinaryPrimitives.ReadInt64LittleEndian(trailer[IndexOffset..]),
            BinaryPrimitives.ReadInt64LittleEndian(trailer[SyncedOffset..]));
    }

    /// <summary>
    /// Whether bytes can be what a power failure or a full disk leaves of a first frame, and not something of somebody else's: zeros, and
    /// of what comes behind the page the beginning.
    /// </summary>
    /// <param name="bytes">No more than a frame.</param>
    /// <param name="storeId">The store, if it is known.</param>
    public static bool IsRestOfStart(ReadOnlySpan<byte> bytes, Guid? storeId)
    {
        var page = bytes[..Math.Min(bytes.Length, DataPage.Length)];
        var trailer = bytes[page.Length..];
        if (!bytes.ContainsAnyExcept((byte)0))
        {
            return true;
        }

        Span<byte> padded = stackalloc byte[TrailerLength];
        trailer.CopyTo(padded);
        Span<byte> expected = stackalloc byte[Length];
        FileStamp stamp = new(storeId ?? new Guid(padded[..EpochOffset], bigEndian: true), Epoch: 0);
        new LogFrame(stamp, Start, Synced: 0).WriteTo(expected, new byte[DataPage.Length]);
        expected = expected[DataPage.Length..];
        return !page.ContainsAnyExcept((byte)0)
            && IsSameAsFarAsThere(trailer, expected, ..EpochOffset)
            && IsSameAsFarAsThere(trailer, expected, IndexOffset..SyncedOffset)
            && IsSameAsFarAsThere(trailer, expected, VersionOffset..ChecksumOffset);
    }

    public void WriteTo(Span<byte> frame, ReadOnlySpan<byte> page)
    {
        page.CopyTo(frame);
        var trailer = frame[DataPage.Length..];
        Stamp.StoreId.TryWriteBytes(trailer, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(trailer[EpochOffset..], Stamp.Epoch);
        BinaryPrimitives.WriteInt64LittleEndian(trailer[IndexOffset..], Index);
        BinaryPrimitives.WriteInt64LittleEndian(trailer[SyncedOffset..], Synced);
        BinaryPrimitives.WriteInt32LittleEndian(trailer[VersionOffset..], Version);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[ChecksumOffset..], Crc.Of(frame[..(DataPage.Length + ChecksumOffset)]));
    }

    private static bool IsSameAsFarAsThere(ReadOnlySpan<byte> trailer, ReadOnlySpan<byte> expected, Range field)
    {
        var (offset, length) = field.GetOffsetAndLength(TrailerLength);
        var there = trailer[Math.Min(offset, trailer.Length)..Math.Min(offset + length, trailer.Length)];
        return expected[offset..].StartsWith(there);
    }
}
