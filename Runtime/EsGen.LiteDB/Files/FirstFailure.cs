namespace EsGen.LiteDB;

/// <summary>What first went wrong with the files of a store. From then on they stay as they are.</summary>
internal sealed class FirstFailure
{
    private Failure? _first;

    public Exception? Exception => Volatile.Read(ref _first)?.Exception;

    /// <summary>Whether the files aren't what was written, and not that they couldn't be read or written.</summary>
    public bool IsDamage => Volatile.Read(ref _first) is { IsDamage: true };

    /// <summary>Something couldn't be read, written or waited for; or a page isn't what was written.</summary>
    public void Record(Exception exception) => Record(exception, isDamage: exception is UnreadablePageException { InnerException: null });

    /// <summary>
    /// LiteDB threw something. If nothing happened to the files before, and every page had its checksum, then somebody has changed them and
    /// put the checksums right: in normal operation LiteDB throws nothing.
    /// </summary>
    public void RecordThrown(Exception exception) =>
        Record(
            exception,
            isDamage: exception is not (IOException
                or TimeoutException
                or OutOfMemoryException
                or UnreadablePageException { InnerException: not null }));

    private void Record(Exception exception, bool isDamage) =>
        Interlocked.CompareExchange(ref _first, new Failure(exception, isDamage), null);

    private sealed record Failure(Exception Exception, bool IsDamage);
}
