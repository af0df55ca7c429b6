namespace EsGen;

/// <summary>
/// A read model's documents are being made, for the first time or because its code has changed, and don't answer half made.
/// </summary>
public sealed class ReadModelNotReadyException : EventSourcingException
{
    internal ReadModelNotReadyException(string readModel, long position, long goal, bool isRunning)
        : base($"The documents of {readModel} are being made and answer when all is in them: they are at notification "
            + $"{position} of {goal}. "
            + (isRunning
                ? "Try again later, or await WaitUntilCaughtUpAsync."
                : "No runner in this process works on it; add it to one and start that."))
    {
        ReadModel = readModel;
        Position = position;
        Goal = goal;
    }

    /// <summary>The name of the read model.</summary>
    public string ReadModel { get; }

    /// <summary>The id of the last notification that is in the documents.</summary>
    public long Position { get; }

    /// <summary>The id of the notification that has to be in them before they answer.</summary>
    public long Goal { get; }
}
