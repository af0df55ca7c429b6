namespace EsGen;

/// <summary>What is waited for needs a runner, and none in this process is at work on it.</summary>
public sealed class RunnerNotStartedException : EventSourcingException
{
    internal RunnerNotStartedException(string name)
        : base(
            $"Nobody works on {name}, so that waiting would never end: add it to an EventSourcedRunner over this store, and start that. A "
                + "runner that has stopped has to be made anew.") =>
        Name = name;

    /// <summary>The name of what needs a runner.</summary>
    public string Name { get; }
}
