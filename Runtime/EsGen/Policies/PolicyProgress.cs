using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace EsGen;

/// <summary>What all runners of this process that have one policy on one store share: how far it is.</summary>
internal sealed class PolicyProgress
{
    private static readonly ConditionalWeakTable<IActiveRecordStrategy, ConcurrentDictionary<string, PolicyProgress>> s_all = [];

    private readonly Lock _lock = new();
    private readonly NotificationSignal _changed = new();
    private readonly string _name;
    private int _runners;
    private long _position;
    private int _depth;
    private int _parked;
    private PolicyStoppedException? _failure;

    private PolicyProgress(string name) => _name = name;

    /// <summary>Held by the one runner that works on the policy; others stand by.</summary>
    public SemaphoreSlim Ownership { get; } = new(1, 1);

    /// <summary>Whether anybody waits for it.</summary>
    public bool IsWaitedFor => _changed.IsWaitedFor;

    /// <summary>The id of the last notification that is dealt with.</summary>
    public long Position => Volatile.Read(ref _position);

    public int Depth
    {
        get => Volatile.Read(ref _depth);
        set => Volatile.Write(ref _depth, value);
    }

    public int Parked
    {
        get => Volatile.Read(ref _parked);
        set => Volatile.Write(ref _parked, value);
    }

    public PolicyStoppedException? Failure
    {
        get
        {
            lock (_lock)
            {
                return _failure;
            }
        }
    }

    public static PolicyProgress Of(IActiveRecordStrategy strategy, string name) => s_all
        .GetValue(strategy, static _ => [])
        .GetOrAdd(name, static name => new PolicyProgress(name));

    public void Set(long position)
    {
        lock (_lock)
        {
            _position = Math.Max(position, _position);
        }

        _changed.Set();
    }

    public void AddRunner()
    {
        lock (_lock)
        {
            _runners++;
        }
    }

    /// <summary>Forgets what stopped the one that worked on it before.</summary>
    public void TakeOver()
    {
        lock (_lock)
        {
            _failure = null;
        }
    }

    public void RemoveRunner()
    {
        lock (_lock)
        {
            _runners--;
        }

        _changed.Set();
    }

    public void Fail(PolicyStoppedException failure)
    {
        lock (_lock)
        {
            _failure = failure;
        }

        _changed.Set();
    }

    /// <summary>Waits until all up to a notification is dealt with.</summary>
    /// <exception cref="PolicyStoppedException">The policy stands before that.</exception>
    /// <exception cref="RunnerNotStartedException">Nobody works on it.</exception>
    public ValueTask WaitAsync(long notificationId, CancellationToken cancellationToken) =>
        _changed.WaitUntilAsync(() => HasReached(notificationId), cancellationToken);

    private bool HasReached(long notificationId)
    {
        lock (_lock)
        {
            return _position >= notificationId ? true
                : _failure is { } failure ? throw new PolicyStoppedException(failure)
                : _runners == 0 ? throw new RunnerNotStartedException(_name)
                : false;
        }
    }
}
