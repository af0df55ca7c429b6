using System.Buffers.Binary;

namespace EsGen.LiteDB;

/// <summary>
/// Which store a data file is, and which log goes with it, in bytes of the file's header page that LiteDB doesn't use.
/// </summary>
/// <param name="StoreId">Given to the store when it was created.</param>
/// <param name="Epoch">
/// How many times a log has been copied to the data file. The pages of a log have the epoch that followed when they were written, so that
/// a log of another time isn't taken for this one.
/// </param>
internal readonly record struct FileStamp(Guid StoreId, long Epoch)
{
    public const int Version = 3;

    private const int Offset = 112;
    private const int VersionOffset = 8;
    private const int IdOffset = 12;
    private const int EpochOffset = 28;
    private const int OpenOffset = 36;
    private const int Length = 37;

    private static ReadOnlySpan<byte> Signature => "EsGen.DB"u8;

    public static bool IsIn(ReadOnlySpan<byte> header) => header.Slice(Offset, Length).StartsWith(Signature);

    public static int VersionIn(ReadOnlySpan<byte> header) =>
        BinaryPrimitives.ReadInt32LittleEndian(header.Slice(Offset, Length)[VersionOffset..]);

    public static FileStamp ReadFrom(ReadOnlySpan<byte> header)
    {
        var stamp = header.Slice(Offset, Length);
        return new FileStamp(
            new Guid(stamp.Slice(IdOffset, 16), bigEndian: true), BinaryPrimitives.ReadInt64LittleEndian(stamp[EpochOffset..]));
    }

    /// <summary>Whether the file hasn't been closed, and so needs its log.</summary>
    public static bool IsOpenIn(ReadOnlySpan<byte> header) => header[Offset + OpenOffset] != 0;

    public void WriteTo(Span<byte> header, bool isOpen)
    {
        var stamp = header.Slice(Offset, Length);
        Signature.CopyTo(stamp);
        BinaryPrimitives.WriteInt32LittleEndian(stamp[VersionOffset..], Version);
        StoreId.TryWriteBytes(stamp[IdOffset..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(stamp[EpochOffset..], Epoch);
        stamp[OpenOffset] = isOpen ? (byte)1 : (byte)0;
    }
}
