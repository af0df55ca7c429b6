using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace EsGen;

/// <summary>What all in this process that read or make one model's documents in one store share: where they are, and how far.</summary>
internal sealed class ReadModelProgress
{
    private static readonly ConditionalWeakTable<IReadModelStore, ConcurrentDictionary<(string, string), ReadModelProgress>> s_all = [];

    private readonly Lock _lock = new();
    private readonly NotificationSignal _changed = new();
    private readonly IReadModelStore _store;
    private readonly string _fingerprint;
    private volatile IReadModelDocuments? _documents;
    private int _runners;

    // Whether the one that makes the documents has compared them with the events; what is read before may be of a store that went back.
    private bool _isCompared;

    // Whether another process makes them, and has compared them.
    private bool _isComparedElsewhere;
    private ReadModelStoppedException? _failure;

    private ReadModelProgress(IReadModelStore store, string name, string fingerprint)
    {
        _store = store;
        Name = name;
        _fingerprint = fingerprint;
    }

    public string Name { get; }

    /// <summary>The task that makes the documents; null if there is none.</summary>
    public IReadModelTask? Owner { get; set; }

    /// <summary>Held by the one runner that makes the documents; others stand by.</summary>
    public SemaphoreSlim Ownership { get; } = new(1, 1);

    public ReadModelStoppedException? Failure
    {
        get
        {
            lock (_lock)
            {
                return _failure;
            }
        }
    }

    public bool IsRunning
    {
        get
        {
            lock (_lock)
            {
                return _runners > 0;
            }
        }
    }

    /// <summary>The documents that answer; null if there are none.</summary>
    public IReadModelDocuments? Documents => _documents ?? Choose();

    /// <summary>Whether anybody waits for the documents.</summary>
    public bool IsWaitedFor => _changed.IsWaitedFor;

    /// <summary>How far the documents are that answer, or will; nowhere if there are none.</summary>
    public ReadModelState? State
    {
        get
        {
            while (Documents is { } documents)
            {
                try
                {
                    return documents.Read(static view => view.State);
                }
                catch (ObjectDisposedException) when (Forget(documents))
                {
                    // Another process has made them again.
                }
            }

            return null;
        }
    }

    public static ReadModelProgress Of(IReadModelStore store, string name, string fingerprint) => s_all
        .GetValue(store, static _ => [])
        .GetOrAdd((name, fingerprint), static (key, store) => new ReadModelProgress(store, key.Item1, key.Item2), store);

    /// <summary>The documents of the latest generation that is complete, or of the latest one; null if there are none.</summary>
    public static ReadModelVersion? Choose(IReadModelStore store, string name, string fingerprint) => store.GetVersions(name)
        .Where(version => version.Fingerprint == fingerprint)
        .OrderByDescending(version => store.Find(version)?.Read(static view => view.State.IsCaughtUp))
        .ThenByDescending(static version => version.Generation)
        .FirstOrDefault();

    public void Set(IReadModelDocuments? documents)
    {
        _documents = documents;
        lock (_lock)
        {
            _isCompared = documents is not null;
        }

        _changed.Set();
    }

    /// <summary>Says that documents are gone, so that others are looked for, and that whoever makes them should do that.</summary>
    /// <returns>Whether there may be others.</returns>
    public bool Forget(IReadModelDocuments documents)
    {
        if (Interlocked.CompareExchange(ref _documents, null, documents) == documents)
        {
            _changed.Set();
            Owner?.LookAgain();
            return true;
        }

        return _documents != documents;
    }

    /// <summary>Says what another process does that makes the documents.</summary>
    public void StandBy(bool isCompared)
    {
        lock (_lock)
        {
            _isComparedElsewhere = isCompared;
        }

        _changed.Set();
    }

    /// <summary>Says that the documents have gone on.</summary>
    public void Changed() => _changed.Set();

    public void AddRunner()
    {
        lock (_lock)
        {
            _isCompared &= _runners > 0;
            _runners++;
        }
    }

    /// <summary>Forgets what stopped the one that made the documents before, and what that one knew of them.</summary>
    public void TakeOver()
    {
        lock (_lock)
        {
            _isCompared = _isComparedElsewhere = false;
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

    public void Fail(ReadModelStoppedException failure)
    {
        lock (_lock)
        {
            _failure = failure;
        }

        _changed.Set();
    }

    /// <summary>Waits until the documents answer, with all up to a notification in them.</summary>
    /// <exception cref="ReadModelStoppedException">They stand before that.</exception>
    /// <exception cref="RunnerNotStartedException">Nobody makes them.</exception>
    public ValueTask WaitAsync(long notificationId, CancellationToken cancellationToken) =>
        _changed.WaitUntilAsync(() => HasReached(notificationId), cancellationToken);

    private bool HasReached(long notificationId)
    {
        bool isAnswer;
        lock (_lock)
        {
            // Asked before the documents are, which may be exchanged in between. Where nobody makes them, what there is counts.
            isAnswer = _isCompared || _isComparedElsewhere || _runners == 0;
        }

        if (isAnswer && State is { IsCaughtUp: true } state && state.Position >= notificationId)
        {
            return true;
        }

        lock (_lock)
        {
            return _failure is { } failure ? throw new ReadModelStoppedException(failure)
                : _runners == 0 ? throw new RunnerNotStartedException(Name)
                : false;
        }
    }

    private IReadModelDocuments? Choose() =>
        Choose(_store, Name, _fingerprint) is { } version && _store.Find(version) is { } documents
            ? Interlocked.CompareExchange(ref _documents, documents, null) ?? documents
            : null;
}
