namespace EsGen.PostgreSql;

/// <summary>
/// The database couldn't do what was asked for, for as long as the settings say to try. The datastore goes on: a later call may succeed.
/// </summary>
/// <remarks>The inner exception is the database's. Messages have no connection string and nothing of what is stored.</remarks>
public sealed class DatastoreUnavailableException : StoreUnavailableException
{
    internal DatastoreUnavailableException(string message, Exception? innerException = null, bool isOutcomeUnknown = false)
        : base(message, innerException) => IsOutcomeUnknown = isOutcomeUnknown;

    /// <summary>
    /// Whether the call was an append that may have been stored or not: the connection was lost before its answer came, and the server
    /// couldn't be asked since. False: nothing was stored.
    /// </summary>
    public bool IsOutcomeUnknown { get; }
}
