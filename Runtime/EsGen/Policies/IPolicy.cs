using System.ComponentModel;
using EsGen.CompilerServices;

namespace EsGen;

/// <summary>A policy as the runtime sees it: the entry points of its generated code. Implemented by generated code.</summary>
/// <typeparam name="TSelf">The policy's class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IPolicy<TSelf>
    where TSelf : class, IPolicy<TSelf>
{
    /// <summary>The policy, with the events that it handles.</summary>
    static abstract PolicyDescription Description { get; }

    /// <summary>Lets the policy's <c>On</c> handle an event.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="e">The event.</param>
    /// <param name="context">What surrounds it.</param>
    /// <param name="results">Takes what <c>On</c> returns.</param>
    /// <param name="cancellationToken">Cancelled when the runner stops.</param>
    static abstract ValueTask HandleAsync(
        TSelf policy,
        IDomainEvent e,
        EventContext context,
        PolicyResults results,
        CancellationToken cancellationToken);
}
