namespace EsGen.LiteDB;

/// <summary>
/// A file whose writing never throws: the first failure is recorded, and what follows is dropped, in the other file of the store too.
/// </summary>
/// <remarks>
/// LiteDB doesn't survive an exception while it writes: it leaves a transaction behind whose finalizer ends the process. And a write that
/// follows a failed one could be a commit without its pages.
/// </remarks>
internal sealed class FailStopFile(IBlockFile file, FirstFailure failure) : IBlockFile
{
    public long Length => file.Length;

    public bool IsNew => file.IsNew;

    public bool IsDeleted => file.IsDeleted;

    public int Read(long position, Span<byte> bytes)
    {
        try
        {
            return file.Read(position, bytes);
        }
        catch (Exception exception)
        {
            failure.Record(exception);

            // Not the IOException itself: that one closes LiteDB's engine in the middle of a call.
            throw new UnreadablePageException($"Reading at byte {position} failed: {exception.Message}", exception);
        }
    }

    public void Write(long position, ReadOnlySpan<byte> bytes)
    {
        if (failure.Exception is null)
        {
            try
            {
                file.Write(position, bytes);
            }
            catch (Exception exception)
            {
                failure.Record(exception);
            }
        }
    }

    public void SetLength(long length)
    {
        if (failure.Exception is null)
        {
            try
            {
                file.SetLength(length);
            }
            catch (Exception exception)
            {
                failure.Record(exception);
            }
        }
    }

    public void Sync()
    {
        if (failure.Exception is null)
        {
            try
            {
                file.Sync();
            }
            catch (Exception exception)
            {
                failure.Record(exception);
            }
        }
    }

    public void Delete() => file.Delete();

    public void Dispose() => file.Dispose();
}
