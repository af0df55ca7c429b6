namespace EsGen.LiteDB;

/// <summary>A file that is read and written at positions: on disk, in memory, or in a test one that fails or remembers.</summary>
internal interface IBlockFile : IDisposable
{
    long Length { get; }

    /// <summary>Whether it wasn't there before it was opened.</summary>
    bool IsNew { get; }

    /// <summary>Whether it was deleted, or replaced by another, since it was opened: nobody will find it once it is closed.</summary>
    bool IsDeleted { get; }

    /// <summary>Reads as many bytes as asked for, fewer only at the end of the file; returns how many.</summary>
    int Read(long position, Span<byte> bytes);

    void Write(long position, ReadOnlySpan<byte> bytes);

    void SetLength(long length);

    /// <summary>Returns when everything written before is on the medium, so that it survives a power failure.</summary>
    void Sync();

    /// <summary>Closes it and deletes it; if its name is that of another file by now, empties it instead.</summary>
    void Delete();
}
