namespace EsGen.Hosting;

/// <summary>The host can't start, because the datastore can't be opened for example; what it came from says why and what to do.</summary>
public sealed class StartFailedException : EventSourcingException
{
    internal StartFailedException(string what, Exception cause)
        : base($"{what}: {cause.Message}", cause)
    {
    }
}
