namespace EsGen;

/// <summary>The base of every exception that EsGen declares.</summary>
public abstract class EventSourcingException : Exception
{
    private protected EventSourcingException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
