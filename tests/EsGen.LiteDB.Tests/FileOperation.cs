namespace EsGen.LiteDB.Tests;

internal enum FileOperationKind
{
    Read,
    Write,
    SetLength,
    Sync,
}

/// <summary>Something that a store does to one of its files.</summary>
/// <param name="Kind">What.</param>
/// <param name="IsLog">Whether to the log; otherwise to the data file.</param>
/// <param name="Position">Where; of <see cref="FileOperationKind.SetLength"/> the new length.</param>
/// <param name="Bytes">What was written.</param>
internal sealed record FileOperation(FileOperationKind Kind, bool IsLog, long Position = 0, byte[]? Bytes = null)
{
    public bool IsWrite => Kind == FileOperationKind.Write;
}
