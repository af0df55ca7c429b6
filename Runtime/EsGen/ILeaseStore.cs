namespace EsGen;

/// <summary>
/// Lets one process at a time work on something, over all processes that use a store. For stores that many may have open; this is their
/// whole contract.
/// </summary>
/// <remarks>
/// Time is the store's. Whoever takes a lease over makes sure that nothing more is stored of what its holder before it has begun: neither
/// documents of a read model, whose lease is called <c>model:NAME:FINGERPRINT</c>, nor items with the tracking that is called like the
/// lease.
/// </remarks>
public interface ILeaseStore
{
    /// <summary>Takes a lease if nobody has it, or extends one's own.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="epoch">0 for taking it; for extending it the epoch that it was taken with.</param>
    /// <param name="report">What its holder has to say; of no account when it is taken.</param>
    /// <param name="time">For how long, from now on.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>The lease: one's own, or somebody else's.</returns>
    ValueTask<Lease> TakeAsync(string name, long epoch, LeaseReport report, TimeSpan time, CancellationToken cancellationToken = default);

    /// <summary>Gives one's own lease back, so that others may take it at once; nothing happens if it is no longer one's own.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="epoch">The epoch that it was taken with.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    ValueTask ReleaseAsync(string name, long epoch, CancellationToken cancellationToken = default);

    /// <summary>Asks a lease's holder to make its documents again.</summary>
    /// <param name="name">The lease's name.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>The request's number, each one higher than those before it.</returns>
    ValueTask<long> RequestAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Says that requests up to a number are carried out.</summary>
    /// <param name="name">The lease's name.</param>
    /// <param name="request">The number.</param>
    /// <param name="failure">Why it couldn't be done; null if it was.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    ValueTask AnswerAsync(string name, long request, string? failure, CancellationToken cancellationToken = default);
}
