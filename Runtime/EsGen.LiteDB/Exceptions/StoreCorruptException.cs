namespace EsGen.LiteDB;

/// <summary>What is stored isn't what was written: the file was damaged, cut or changed by something else. Restore a backup.</summary>
public sealed class StoreCorruptException : StoreDamagedException
{
    internal StoreCorruptException(string message, Guid? sequenceId = null, long? position = null, Exception? innerException = null)
        : base(message, sequenceId, position, innerException)
    {
    }

    internal static StoreCorruptException OfStore(string store, Exception cause, Guid? sequenceId = null) => new(
        $"The store '{store}' is damaged: "
        + (cause is UnreadablePageException
            ? cause.Message
            : $"LiteDB can't make sense of its pages ({cause.GetType().Name}: {cause.Message})."),
        sequenceId,
        innerException: cause);
}
