using EsGen.CompilerServices;

namespace EsGen;

/// <summary>A runner's work on a policy, of whatever class.</summary>
internal interface IPolicyTask : IRunnerTask
{
    PolicyDescription Description { get; }

    int CausationDepth { get; }

    int Parked { get; }

    /// <summary>Whether another process may have the work, so that it isn't known here how far it is.</summary>
    bool IsElsewhere { get; }

    Task PrepareAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<ParkedEvent>> GetParkedAsync(long after, int limit, CancellationToken cancellationToken);

    Task<int> RetryParkedAsync(long? notificationId, CancellationToken cancellationToken);

    Task DropParkedAsync(long notificationId, CancellationToken cancellationToken);
}
