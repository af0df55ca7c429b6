using System.Buffers.Binary;

namespace EsGen.LiteDB;

/// <summary>
/// Which store a data file is, and which log goes with it, in bytes of the file's header page that LiteDB doesn't use. The header also has
/// whether the file is open, and which opening of it that was.
/// </summary>
/// <param name="StoreId">Given to the store when it was created.</param>
/// <param name="Epoch">
/// How many times a log has been copied to the data file. The pages of a log have the epoch that followed when they were written, so that
/// a log of another time isn't taken for this one.
/// </param>
internal readonly record struct FileStamp(Guid StoreId, long Epoch)
{
    /// <summary>The format of files that are written.</summary>
    public const int Version = 4;

    /// <summary>
    /// The oldest format of files that are read; opening one makes it one of <see cref="Version"/>, block by block as they are written
    /// anew.
    /// </summary>
    public const int OldestVersion = 3;

    private const int Offset = 112;
    private const int VersionOffset = 8;
    private const int IdOffset = 12;
    private const int EpochOffset = 28;
    private const int OpenOffset = 36;
    private const int OpeningOffset = 37;
    private const int Length = 45;

    private static ReadOnlySpan<byte> Signature => "EsGen.DB"u8;

    public static bool IsIn(ReadOnlySpan<byte> header) => header.Slice(Offset, Length).StartsWith(Signature);

    public static int VersionIn(ReadOnlySpan<byte> header) =>
        BinaryPrimitives.ReadInt32LittleEndian(header.Slice(Offset, Length)[VersionOffset..]);

    /// <summary>Whether files of a format can be read.</summary>
    public static bool IsReadable(long version) => version is >= OldestVersion and <= Version;

    public static FileStamp ReadFrom(ReadOnlySpan<byte> header)
    {
        var stamp = header.Slice(Offset, Length);
        return new FileStamp(
            new Guid(stamp.Slice(IdOffset, 16), bigEndian: true), BinaryPrimitives.ReadInt64LittleEndian(stamp[EpochOffset..]));
    }

    /// <summary>Whether the file hasn't been closed, and so needs its log.</summary>
    public static bool IsOpenIn(ReadOnlySpan<byte> header) => header[Offset + OpenOffset] != 0;

    /// <summary>
    /// The random number of the opening since which the file hasn't been closed; its log has the same. Of two copies of a store, which have
    /// their id and soon the same epoch, too, it tells the logs apart. 0 if it isn't known: versions that had no such number leave those
    /// bytes as they are.
    /// </summary>
    public static long OpeningIn(ReadOnlySpan<byte> header) =>
        BinaryPrimitives.ReadInt64LittleEndian(header.Slice(Offset, Length)[OpeningOffset..]);

    /// <param name="header">The header page.</param>
    /// <param name="opening">The number of the opening; null if the file is closed, and needs no log.</param>
    public void WriteTo(Span<byte> header, long? opening)
    {
        var stamp = header.Slice(Offset, Length);
        Signature.CopyTo(stamp);
        BinaryPrimitives.WriteInt32LittleEndian(stamp[VersionOffset..], Version);
        StoreId.TryWriteBytes(stamp[IdOffset..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(stamp[EpochOffset..], Epoch);
        stamp[OpenOffset] = opening is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteInt64LittleEndian(stamp[OpeningOffset..], opening ?? 0);
    }
}
