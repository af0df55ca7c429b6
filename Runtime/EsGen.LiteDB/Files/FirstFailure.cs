namespace EsGen.LiteDB;

/// <summary>What first went wrong with the files of a store. From then on they stay as they are.</summary>
internal sealed class FirstFailure
{
    private Exception? _exception;

    public Exception? Exception => Volatile.Read(ref _exception);

    public void Record(Exception exception) => Interlocked.CompareExchange(ref _exception, exception, null);
}
