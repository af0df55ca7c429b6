namespace EsGen;

/// <summary>
/// A policy that is made for a batch of events, and what is disposed of behind the batch: a scope of services for example.
/// </summary>
/// <typeparam name="T">The policy's class.</typeparam>
/// <param name="policy">The policy.</param>
/// <param name="owner">What is disposed of when the batch is over; nothing if null.</param>
public sealed class PolicyLease<T>(T policy, IAsyncDisposable? owner = null) : IAsyncDisposable
    where T : class, IPolicy<T>
{
    /// <summary>The policy.</summary>
    public T Policy { get; } = policy ?? throw new ArgumentNullException(nameof(policy));

    /// <summary>Disposes of what the policy was made with.</summary>
    public ValueTask DisposeAsync() => owner?.DisposeAsync() ?? ValueTask.CompletedTask;
}
