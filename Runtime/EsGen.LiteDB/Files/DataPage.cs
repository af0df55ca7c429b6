using System.Buffers.Binary;
using System.Globalization;

namespace EsGen.LiteDB;

/// <summary>A page of the data file, which LiteDB gives no checksum.</summary>
/// <remarks>
/// The id of the transaction that wrote a page means something in LiteDB's log only; in the data file it is <see cref="NoTransaction"/>.
/// So the checksum is kept there. LiteDB never sees it, except when it opens the file without EsGen, and then doesn't mind.
/// </remarks>
internal static class DataPage
{
    public const int Length = 8192;

    private const int TypeOffset = 4;
    private const byte HeaderType = 1;
    private const byte DataType = 4;
    private const int TransactionOffset = 14;
    private const int ConfirmedOffset = 18;
    private const int LastIdOffset = 64;
    private const int SortOptionsOffset = 84;
    private const uint NoTransaction = uint.MaxValue;

    public static uint Id(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadUInt32LittleEndian(page);

    public static bool IsHeader(ReadOnlySpan<byte> page) => Id(page) == 0 && page[TypeOffset] == HeaderType;

    /// <summary>Whether it has parts of documents.</summary>
    public static bool IsData(ReadOnlySpan<byte> page) => page[TypeOffset] == DataType;

    /// <summary>Whether a page of the log is the last one of a transaction, which makes it count.</summary>
    public static bool EndsTransaction(ReadOnlySpan<byte> page) => page[ConfirmedOffset] != 0;

    /// <summary>The id of the last page of the file, as its header says.</summary>
    public static uint LastId(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt32LittleEndian(header[LastIdOffset..]);

    /// <summary>How the database compares strings, as its header says.</summary>
    public static CompareOptions SortOptions(ReadOnlySpan<byte> header) =>
        (CompareOptions)BinaryPrimitives.ReadInt32LittleEndian(header[SortOptionsOffset..]);

    /// <summary>Puts the checksum in.</summary>
    public static void Seal(Span<byte> page)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(page[TransactionOffset..], NoTransaction);
        page[ConfirmedOffset] = 0;
        BinaryPrimitives.WriteUInt32LittleEndian(page[TransactionOffset..], Crc.Of(page));
    }

    /// <summary>What to say of a page that <see cref="TryUnseal"/> has refused: the end of a sentence that begins with the page.</summary>
    public static string Describe(bool isByLiteDb) => isByLiteDb
        ? "was written by LiteDB without EsGen: a store may be read with LiteDB, but not written. Put the file back as it was before, or "
            + "restore a backup."
        : "isn't what was written there.";

    /// <summary>Whether a page has no checksum, and so is as LiteDB writes it without EsGen.</summary>
    public static bool IsByLiteDb(long position, ReadOnlySpan<byte> page) =>
        BinaryPrimitives.ReadUInt32LittleEndian(page[TransactionOffset..]) == NoTransaction && Id(page) == position / Length;

    /// <summary>Takes the checksum out again; false if the page isn't what was written at this position.</summary>
    public static bool TryUnseal(long position, Span<byte> page)
    {
        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(page[TransactionOffset..]);
        BinaryPrimitives.WriteUInt32LittleEndian(page[TransactionOffset..], NoTransaction);
        return checksum == Crc.Of(page) && Id(page) == position / Length;
    }
}
