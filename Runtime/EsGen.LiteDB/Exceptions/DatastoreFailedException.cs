namespace EsGen.LiteDB;

/// <summary>
/// A file of the datastore couldn't be written or read, or the database engine failed. The datastore has stopped: it writes nothing more
/// and refuses every call. Dispose it and open it again; everything that was acknowledged is there.
/// </summary>
public sealed class DatastoreFailedException : EventSourcingException
{
    internal DatastoreFailedException(string store, Exception cause, bool isOutcomeUnknown)
        : base(
            $"The datastore '{store}' has failed and takes no more calls; dispose it and open it again. "
            + (isOutcomeUnknown ? "Whether this append was stored is known only then. " : "")
            + cause.Message,
            cause) =>
        IsOutcomeUnknown = isOutcomeUnknown;

    /// <summary>
    /// Whether the call was an append that may have been stored or not, which only opening the database again tells. False: nothing was
    /// stored.
    /// </summary>
    public bool IsOutcomeUnknown { get; }
}
