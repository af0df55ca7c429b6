namespace EsGen;

/// <summary>The base of every exception that EsGen and its stores declare.</summary>
public abstract class EventSourcingException : Exception
{
    /// <summary>Creates the exception; EsGen and its stores derive their own from it.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">What it came from, if it is not the first.</param>
    protected EventSourcingException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
