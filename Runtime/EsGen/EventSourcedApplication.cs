using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using EsGen.CompilerServices;

namespace EsGen;

/// <summary>
/// An application of event-sourced entities: it owns the event store and the persistence policies, and hands out the repositories.
/// Use it as it is, or derive from it and give your repositories names.
/// </summary>
/// <remarks>
/// Safe for concurrent use, as are its repositories; an instance of an entity is for one thread at a time. The application doesn't own
/// the datastore: dispose of the application first, of the datastore after it.
/// </remarks>
public partial class EventSourcedApplication : ISnapshotTaker, IDisposable, IAsyncDisposable
{
    private readonly PersistencePolicy _storeEachEvent;
    private readonly PersistencePolicy _storeOnSave;
    private readonly ConcurrentDictionary<Type, object> _repositories = new();
    private readonly IReadModelStore? _readModelStore;

    /// <summary>An application over a datastore, which stays the caller's to dispose of.</summary>
    /// <param name="datastore">A datastore with both set-ups done.</param>
    /// <param name="options">How the application behaves; the defaults unless given.</param>
    public EventSourcedApplication(IDatastore datastore, EventSourcedApplicationOptions? options = null)
        : this((datastore ?? throw new ArgumentNullException(nameof(datastore))).ActiveRecordStrategy, datastore.SnapshotStore, options) =>
        (_readModelStore, LeaseStore) = (datastore.ReadModelStore, datastore.LeaseStore);

    /// <summary>An application over an active record strategy, which stays the caller's.</summary>
    /// <param name="activeRecordStrategy">The strategy.</param>
    /// <param name="options">How the application behaves; the defaults unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">The option <c>MaxDataSize</c> is more than the store takes.</exception>
    public EventSourcedApplication(IActiveRecordStrategy activeRecordStrategy, EventSourcedApplicationOptions? options = null)
        : this(activeRecordStrategy, snapshotStore: null, options)
    {
    }

    private EventSourcedApplication(
        IActiveRecordStrategy activeRecordStrategy,
        ISnapshotStore? snapshotStore,
        EventSourcedApplicationOptions? options)
    {
        ArgumentNullException.ThrowIfNull(activeRecordStrategy);
        Options = options?.Copy() ?? new EventSourcedApplicationOptions();
        if (Options.MaxDataSize > activeRecordStrategy.MaxItemSize)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                Options.MaxDataSize,
                $"MaxDataSize is beyond the {activeRecordStrategy.MaxItemSize} bytes that the store takes in one item. Set it to less.");
        }

        EventStore = new EventStore(activeRecordStrategy, Options);
        Snapshots = new Snapshots(this, snapshotStore, Options.LoggerFactory.CreateLogger("EsGen.Snapshots"));
        _storeEachEvent = new PersistencePolicy(EventStore, Options, storesEachEvent: true, Snapshots);
        _storeOnSave = new PersistencePolicy(EventStore, Options, storesEachEvent: false, Snapshots);
    }

    /// <summary>The store of all events.</summary>
    public EventStore EventStore { get; }

    internal EventSourcedApplicationOptions Options { get; }

    internal Snapshots Snapshots { get; }

    internal ILeaseStore? LeaseStore { get; }

    /// <summary>The repository of a kind of entity; the same one each time.</summary>
    /// <typeparam name="T">The entity's class.</typeparam>
    /// <exception cref="InvalidOperationException">Another class in use has the same name in topics.</exception>
    /// <exception cref="ObjectDisposedException">The application is disposed.</exception>
    public EventSourcedRepository<T> Repository<T>()
        where T : class, IEventSourced<T>
    {
        EventStore.EnsureOpen();
        return GetRepository<T>();
    }

    internal EventSourcedRepository<T> GetRepository<T>()
        where T : class, IEventSourced<T> =>
        (EventSourcedRepository<T>)_repositories.GetOrAdd(
            typeof(T),
            static (_, application) => new EventSourcedRepository<T>(application),
            this);

    /// <summary>Not supported: it would save nothing.</summary>
    [Obsolete("Nothing is saved without an instance: an application doesn't track those that it gives. Use Save(entity).", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Save() => throw new NotSupportedException("Use Save(entity).");

    /// <summary>Not supported: it would save nothing.</summary>
    [Obsolete(
        "Nothing is saved without an instance: an application doesn't track those that it gives. Use SaveAsync(entity).",
        error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask SaveAsync() => throw new NotSupportedException("Use SaveAsync(entity).");

    /// <summary>
    /// Stores the pending events of instances of any kinds in one atomic append. Instances without any are left as they are.
    /// </summary>
    /// <param name="instances">The instances.</param>
    /// <inheritdoc cref="SaveAsync(IReadOnlyCollection{IEventSourced}, CancellationToken)"/>
    public void Save(params IEventSourced[] instances)
    {
        ArgumentNullException.ThrowIfNull(instances);
        new AtomicSave(this, instances, metadata: null).Run();
    }

    /// <summary>Stores the pending events of instances of any kinds in one atomic append, each with some metadata more.</summary>
    /// <param name="instances">The instances.</param>
    /// <param name="metadata">
    /// What comes to the metadata of each event; what the application's option gave stays unless it has the same name.
    /// </param>
    /// <inheritdoc cref="SaveAsync(IReadOnlyCollection{IEventSourced}, IReadOnlyDictionary{string, string}, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public void Save(IReadOnlyCollection<IEventSourced> instances, IReadOnlyDictionary<string, string>? metadata)
    {
        ArgumentNullException.ThrowIfNull(instances);
        new AtomicSave(this, instances, metadata).Run();
    }

    /// <summary>
    /// Stores the pending events of instances of any kinds in one atomic append. Instances without any are left as they are.
    /// </summary>
    /// <param name="instances">The instances.</param>
    /// <inheritdoc cref="SaveAsync(IReadOnlyCollection{IEventSourced}, CancellationToken)"/>
    public ValueTask SaveAsync(params IEventSourced[] instances) => SaveAsync(instances, CancellationToken.None);

    /// <summary>
    /// Stores the pending events of instances of any kinds in one atomic append. Instances without any are left as they are.
    /// </summary>
    /// <param name="instances">The instances.</param>
    /// <param name="cancellationToken">
    /// Refuses the save as long as the store hasn't begun with it; nothing is stored and nothing lost then.
    /// </param>
    /// <exception cref="ConcurrencyException">
    /// The position of an instance's next event is taken: it was changed elsewhere. Nothing was stored; the instances whose position is
    /// taken are faulted, the others keep their pending events.
    /// </exception>
    /// <exception cref="EntityFaultedException">An instance is faulted; nothing was stored.</exception>
    /// <exception cref="InvalidOperationException">An instance belongs to another application; nothing was stored.</exception>
    /// <exception cref="ObjectDisposedException">The application is disposed.</exception>
    public ValueTask SaveAsync(IReadOnlyCollection<IEventSourced> instances, CancellationToken cancellationToken = default) =>
        SaveAsync(instances, metadata: null, cancellationToken);

    /// <summary>Stores the pending events of instances of any kinds in one atomic append, each with some metadata more.</summary>
    /// <param name="instances">The instances.</param>
    /// <param name="metadata">
    /// What comes to the metadata of each event; what the application's option gave stays unless it has the same name.
    /// </param>
    /// <param name="cancellationToken">
    /// Refuses the save as long as the store hasn't begun with it; nothing is stored and nothing lost then.
    /// </param>
    /// <remarks>
    /// The events' <c>When…</c> didn't see it when they were raised and does when they are read, so don't base state on it.
    /// </remarks>
    /// <exception cref="ArgumentException">The metadata can't be stored; nothing was.</exception>
    /// <inheritdoc cref="SaveAsync(IReadOnlyCollection{IEventSourced}, CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(-1)]
    public ValueTask SaveAsync(
        IReadOnlyCollection<IEventSourced> instances,
        IReadOnlyDictionary<string, string>? metadata,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instances);
        return SaveCoreAsync();

        // What an instance has against being saved comes out of the task, like all that the save meets later.
        async ValueTask SaveCoreAsync() =>
            await new AtomicSave(this, instances, metadata).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Ends all writing, and waits for the snapshot that is being taken. Repositories go on reading as long as the datastore is open.
    /// </summary>
    public void Dispose()
    {
        Snapshots.Dispose();
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Ends all writing, and waits for the snapshot that is being taken. Repositories go on reading as long as the datastore is open.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await Snapshots.DisposeAsync().ConfigureAwait(false);
        await DisposeAsyncCore().ConfigureAwait(false);
        Dispose(disposing: false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends all writing; override to release what a derived application owns.</summary>
    /// <param name="disposing">False when called from <see cref="DisposeAsync"/>, after <see cref="DisposeAsyncCore"/>.</param>
    protected virtual void Dispose(bool disposing) => EventStore.Close();

    /// <summary>Override to release asynchronously what a derived application owns.</summary>
    protected virtual ValueTask DisposeAsyncCore() => ValueTask.CompletedTask;

    Task ISnapshotTaker.TakeAsync<T>(Guid id, bool isRenewal, CancellationToken cancellationToken) =>
        GetRepository<T>().TakeDueSnapshotAsync(id, isRenewal, cancellationToken);

    internal PersistencePolicy GetPolicy(bool storesEachEvent) => storesEachEvent ? _storeEachEvent : _storeOnSave;
}
