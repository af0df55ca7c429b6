namespace EsGen;

/// <summary>One of the things that a runner works on, at its own pace.</summary>
internal interface IRunnerTask
{
    string Name { get; }

    RunnerKind Kind { get; }

    RunnerState State { get; }

    long Position { get; }

    /// <summary>What stopped it; null if nothing did.</summary>
    Exception? Exception { get; }

    /// <summary>Says that somebody works on it from now on, so that it can be waited for.</summary>
    void Begin();

    /// <summary>Works until it is cancelled or can't go on. It throws nothing.</summary>
    Task RunAsync(CancellationToken cancellationToken);

    /// <summary>Lets nothing be stored any more, and nobody wait for it.</summary>
    void End();

    /// <summary>Waits until all up to a notification is handled.</summary>
    ValueTask WaitAsync(long notificationId, CancellationToken cancellationToken);
}
