namespace EsGen;

/// <summary>An asynchronous call of what has only a blocking one: it blocks, but whatever goes wrong is in the task.</summary>
internal static class BlockingCall
{
    public static ValueTask<T> Run<T>(Func<T> call, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(cancellationToken);
        }

        try
        {
            return new ValueTask<T>(call());
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<T>(exception);
        }
    }

    public static ValueTask Run(Action call, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        try
        {
            call();
            return ValueTask.CompletedTask;
        }
        catch (Exception exception)
        {
            return ValueTask.FromException(exception);
        }
    }
}
