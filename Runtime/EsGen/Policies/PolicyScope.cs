using EsGen.CompilerServices;

namespace EsGen;

/// <summary>
/// While a policy's <c>On</c> runs: what its repositories load is kept, so that what happens to it waits for the commit of what <c>On</c> returns, and nothing is
/// stored by hand.
/// </summary>
internal sealed class PolicyScope
{
    private static readonly AsyncLocal<PolicyScope?> s_current = new();

    private readonly EventStore _eventStore;
    private readonly Func<Guid, IEventSourced?> _findReturned;

    // Also the lock for those who load several at once.
    private readonly OrderedDictionary<Guid, IEventSourced> _loaded = [];
    private bool _isOver;

    private PolicyScope(EventStore eventStore, Func<Guid, IEventSourced?> findReturned)
    {
        _eventStore = eventStore;
        _findReturned = findReturned;
    }

    public IReadOnlyCollection<IEventSourced> Loaded
    {
        get
        {
            lock (_loaded)
            {
                return [.. _loaded.Values];
            }
        }
    }

    /// <summary>Begins one for what runs from here on in the calling method and in what that calls.</summary>
    /// <param name="eventStore">The store of the application whose repositories it is about.</param>
    /// <param name="findReturned">Finds what was returned for earlier events, and isn't stored yet.</param>
    public static PolicyScope Begin(EventStore eventStore, Func<Guid, IEventSourced?> findReturned)
    {
        // What On makes with new belongs to no application before it is returned.
        AmbientClock.Set(eventStore.Options.TimeProvider);
        return s_current.Value = new PolicyScope(eventStore, findReturned);
    }

    /// <summary>The one that the caller runs in; null outside, and for another application than the policy's.</summary>
    public static PolicyScope? Of(EventStore eventStore) =>
        s_current.Value is { } current && current._eventStore == eventStore && !Volatile.Read(ref current._isOver) ? current : null;

    /// <exception cref="InvalidOperationException">The caller runs in a policy's <c>On</c>.</exception>
    public static void ThrowIfIn(EventStore eventStore)
    {
        if (Of(eventStore) is not null)
        {
            throw new InvalidOperationException(
                "A policy's On stores nothing itself: return it instead. What On returns is stored in one commit with the policy's position, and so exactly once.");
        }
    }

    /// <summary>What was loaded before, or returned for an earlier event; null if there is nothing of the kind under the id.</summary>
    public T? Find<T>(Guid id)
        where T : class, IEventSourced<T>
    {
        lock (_loaded)
        {
            if (!_loaded.TryGetValue(id, out IEventSourced? found) && _findReturned(id) is { } returned)
            {
                _loaded.Add(id, found = returned);
            }

            return found as T;
        }
    }

    /// <summary>Keeps what was loaded; the instance that somebody else was faster with, if so.</summary>
    public T Keep<T>(T entity)
        where T : class, IEventSourced<T>
    {
        lock (_loaded)
        {
            if (!_loaded.TryAdd(entity.Id, entity))
            {
                return _loaded[entity.Id] as T ?? entity;
            }

            entity.Recorder.IsInUpdate = true;
            return entity;
        }
    }

    public void End() => Volatile.Write(ref _isOver, true);
}
