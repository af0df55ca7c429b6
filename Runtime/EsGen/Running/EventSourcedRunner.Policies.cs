namespace EsGen;

/// <content>Policies.</content>
public sealed partial class EventSourcedRunner
{
    /// <summary>Gives the runner a policy to work on.</summary>
    /// <typeparam name="T">The policy's class.</typeparam>
    /// <param name="policy">The policy. With <see cref="PolicyAttribute.Parallelism"/> it is called by several threads at once.</param>
    /// <exception cref="InvalidOperationException">The runner is started, or has a policy of that name already.</exception>
    public void Add<T>(T policy)
        where T : class, IPolicy<T>
    {
        ArgumentNullException.ThrowIfNull(policy);
        Add(() => ValueTask.FromResult(new PolicyLease<T>(policy)));
    }

    /// <summary>Gives the runner a policy that is made for each batch of events, with a scope of services for example.</summary>
    /// <typeparam name="T">The policy's class.</typeparam>
    /// <param name="lease">Makes the policy, and says what to dispose of behind the batch.</param>
    /// <exception cref="InvalidOperationException">The runner is started, or has a policy of that name already.</exception>
    public void Add<T>(Func<ValueTask<PolicyLease<T>>> lease)
        where T : class, IPolicy<T>
    {
        ArgumentNullException.ThrowIfNull(lease);
        lock (_lock)
        {
            EnsureNotStarted(typeof(T));
            foreach (IPolicyTask other in _tasks.OfType<IPolicyTask>())
            {
                if (other.Description.Names.Intersect(T.Description.Names, StringComparer.Ordinal).FirstOrDefault() is { } name)
                {
                    throw new InvalidOperationException(
                        $"The runner has a policy with the name '{name}' already. Add each once, and give {typeof(T)} another name if it "
                            + "is another one: [Policy(\"name\")].");
                }
            }

            _tasks.Add(new PolicyTask<T>(_application, lease, _options));
        }
    }

    /// <summary>The events that a policy has parked, in the order of their notifications.</summary>
    /// <param name="policy">The policy's name.</param>
    /// <param name="after">The notification of the last one of the page before; 0 for the first page.</param>
    /// <param name="limit">How many at most, at least 1.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <exception cref="InvalidOperationException">The runner has no policy of that name.</exception>
    public Task<IReadOnlyList<ParkedEvent>> GetParkedAsync(
        string policy,
        long after = 0,
        int limit = 100,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return FindPolicy(policy).GetParkedAsync(after, limit, cancellationToken);
    }

    /// <summary>
    /// Tries parked events again, in the order of their notifications. What is handled is stored, and isn't parked any more, in one commit.
    /// </summary>
    /// <param name="policy">The policy's name.</param>
    /// <param name="notificationId">Which one; null for all.</param>
    /// <param name="cancellationToken">Ends it behind the event that is being tried.</param>
    /// <returns>How many aren't parked any more. The others have an attempt more.</returns>
    /// <exception cref="InvalidOperationException">
    /// The runner has no policy of that name, the event isn't parked, or one of its entity is parked before it and the policy keeps their
    /// order.
    /// </exception>
    /// <exception cref="RunnerNotStartedException">The runner was stopped meanwhile.</exception>
    public async Task<int> RetryParkedAsync(string policy, long? notificationId, CancellationToken cancellationToken = default)
    {
        IPolicyTask task = FindPolicy(policy);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        try
        {
            return await task.RetryParkedAsync(notificationId, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RunnerNotStartedException(task.Name);
        }
    }

    /// <summary>Forgets a parked event: it won't be handled.</summary>
    /// <param name="policy">The policy's name.</param>
    /// <param name="notificationId">Which one.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <exception cref="InvalidOperationException">The runner has no policy of that name, or the event isn't parked.</exception>
    public Task DropParkedAsync(string policy, long notificationId, CancellationToken cancellationToken = default) =>
        FindPolicy(policy).DropParkedAsync(notificationId, cancellationToken);

    private IPolicyTask FindPolicy(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return GetTasks().OfType<IPolicyTask>().FirstOrDefault(task => task.Name == name)
            ?? throw new InvalidOperationException($"The runner has no policy with the name '{name}'; add it before the start.");
    }
}
