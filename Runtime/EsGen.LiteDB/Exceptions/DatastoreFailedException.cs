namespace EsGen.LiteDB;

/// <summary>
/// A file of the datastore couldn't be opened, written or read, or the database engine failed. The datastore has stopped: it writes nothing
/// more and refuses every call. Dispose it and open it again; everything that was acknowledged is there.
/// </summary>
public sealed class DatastoreFailedException : EventSourcingException
{
    internal DatastoreFailedException(string store, Exception cause, bool isOutcomeUnknown)
        : this(
            $"The datastore '{store}' has failed and takes no more calls; dispose it and open it again. "
            + (isOutcomeUnknown ? "Whether this append was stored is known only then. " : "")
            + cause.Message,
            cause) =>
        IsOutcomeUnknown = isOutcomeUnknown;

    private DatastoreFailedException(string message, Exception? cause)
        : base(message, cause)
    {
    }

    /// <summary>
    /// Whether the call was an append that may have been stored or not, which only opening the database again tells. False: nothing was
    /// stored.
    /// </summary>
    public bool IsOutcomeUnknown { get; }

    internal static DatastoreFailedException WhenOpening(string store, Exception cause) => new(
        $"The datastore '{store}' can't be opened now: {cause.Message} What it holds is not damaged by that. Open it again when its "
        + $"files can be written; until then it can be read if {nameof(LiteDbSettings)}.{nameof(LiteDbSettings.ReadOnly)} is set.",
        cause);

    internal static DatastoreFailedException OfReadModels(string file, Exception cause) => new(
        $"The file of the read models, '{file}', can't be read or written: {cause.Message} The events are not touched by that, and "
            + "nothing is lost: "
        + "what made documents has stopped and goes on when it is started again.",
        cause);

    internal static DatastoreFailedException OfDeletedFile(string store) => new(
        $"A file of the datastore '{store}' was deleted or replaced while it was open, so that what is appended now would be gone with "
            + "the process. "
        + $"Nothing was stored. All that was can still be read, and saved with {nameof(LiteDbDatastore.Backup)}.",
        cause: null);
}
