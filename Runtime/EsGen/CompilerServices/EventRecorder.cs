using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>
/// The event-sourced side of one instance: its identity and version, what may happen to it, and the way of an event from command to
/// store. Generated code holds one per instance.
/// </summary>
/// <remarks>
/// Like the instance it belongs to, it is for one thread at a time; two at once would store a gap, so the one that comes second is refused.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class EventRecorder
{
    private const int Free = 0;
    private const int BeingSaved = -1;

    private readonly EntityDescription _description;
    private readonly List<(IDomainEvent Event, SequencedItem Item)> _pending = [];
    private IEventSink? _sink;
    private bool _isReadOnly;

    // How many events an old one has become so far; null while none is being split.
    private int? _splitEvents;

    // The topics of the last events, the newest at the place before the next one; for the debugger.
    private RecentTopics _recentTopics;
    private int _recentCount;

    // Free, BeingSaved (from the thread of a save's caller to the one that ends it), or the id of the thread that records an event.
    private volatile int _holder;
    private bool _isMutating;

    /// <summary>A recorder for a new or replayed instance, which belongs to no application yet.</summary>
    /// <param name="description">The kind of entity.</param>
    /// <param name="id">The entity's id.</param>
    /// <exception cref="ArgumentException"><paramref name="id"/> is empty.</exception>
    public EventRecorder(EntityDescription description, Guid id)
    {
        if (id == Guid.Empty)
        {
            throw new ArgumentException($"The id of {description.Name} must not be empty.", nameof(id));
        }

        _description = description;
        Id = id;
    }

    /// <summary>A recorder for a new instance with an id of its own: a version 7 one, so that ids sort by age.</summary>
    /// <param name="description">The kind of entity.</param>
    public EventRecorder(EntityDescription description)
        : this(description, Guid.CreateVersion7())
    {
    }

    /// <inheritdoc cref="IEventSourced.Id"/>
    public Guid Id { get; }

    /// <inheritdoc cref="IEventSourced.Version"/>
    public long Version { get; private set; }

    /// <inheritdoc cref="IEventSourced.CreatedOn"/>
    public DateTimeOffset CreatedOn { get; private set; }

    /// <inheritdoc cref="IEventSourced.LastModified"/>
    public DateTimeOffset LastModified { get; private set; }

    /// <inheritdoc cref="IEventSourced.IsDiscarded"/>
    public bool IsDiscarded { get; private set; }

    /// <inheritdoc cref="IEventSourced.IsFaulted"/>
    public bool IsFaulted { get; private set; }

    /// <summary>Whether an event is being applied right now, so that a property is to be set and not to raise an event.</summary>
    /// <exception cref="InvalidOperationException">It is, by another thread.</exception>
    public bool IsMutating
    {
        get
        {
            if (_isMutating)
            {
                EnsureNotShared();
            }

            return _isMutating;
        }
    }

    internal EntityDescription Description => _description;

    internal IEventSink? Sink => _sink;

    /// <summary>The version that the store has, as far as this instance knows.</summary>
    internal long StoredVersion => Version - _pending.Count;

    internal int PendingCount => _pending.Count;

    /// <summary>The id of the last notification of what this instance stored last; null if it stored nothing.</summary>
    internal long? StoredNotificationId { get; set; }

    /// <summary>Whether the action of an update has it, so that the update saves it and nobody else.</summary>
    internal bool IsInUpdate { get; set; }

    /// <summary>What the debugger shows of the instance.</summary>
    public override string ToString()
    {
        string state = this switch
        {
            { IsFaulted: true } => ", faulted",
            { IsDiscarded: true } => ", discarded",
            { PendingCount: > 0 } => $", {PendingCount} pending",
            _ => "",
        };
        return $"{_description.Name} {Id} v{Version}{state}";
    }

    /// <summary>A copy of the pending events.</summary>
    /// <typeparam name="TEvent">The base of the entity's events.</typeparam>
    public IReadOnlyList<TEvent> GetPendingEvents<TEvent>()
        where TEvent : class, IDomainEvent =>
        Array.AsReadOnly(_pending.ConvertAll(static pending => (TEvent)pending.Event).ToArray());

    /// <summary>Takes an event from a command to the store or to the pending ones. A value that can't be encoded changes nothing.</summary>
    /// <typeparam name="T">The entity's class.</typeparam>
    /// <param name="entity">The instance of this recorder.</param>
    /// <param name="e">The event, which the guard has let through.</param>
    public void Record<T>(T entity, IDomainEvent e)
        where T : class, IEventSourced<T>
    {
        EnsurePresent();
        if (_isMutating || Interlocked.CompareExchange(ref _holder, Environment.CurrentManagedThreadId, Free) != Free)
        {
            throw InUse();
        }

        try
        {
            EnsureAlive();
            RecordNext(entity, e);
        }
        finally
        {
            _holder = Free;
        }
    }

    /// <summary>Starts the application of an event, after checking that it is the next of this entity.</summary>
    /// <param name="topic">The event's topic.</param>
    /// <param name="kind">What the event does to the entity's life.</param>
    /// <param name="context">What surrounds the event.</param>
    /// <exception cref="SequenceCorruptException">The event can't be the next one of this entity.</exception>
    public MutationScope BeginMutation(string topic, EventKind kind, in EventContext context)
    {
        if (GetReasonAgainst(kind, context) is { } reason)
        {
            throw new SequenceCorruptException(context.Id, context.Position, topic, reason);
        }

        EnsureNotShared();
        if (_isMutating)
        {
            throw new InvalidOperationException($"An event of {_description.Name} {Id} is being applied already.");
        }

        if (IsFaulted)
        {
            throw new EntityFaultedException(_description.Name, Id);
        }

        _isMutating = true;
        _recentTopics[_recentCount++ % RecentTopics.Length] = topic;
        return new MutationScope(this, context.Timestamp, discards: kind == EventKind.Discard);
    }

    /// <summary>Starts the application of the events that an upcast made of one stored event: together they are one version.</summary>
    public void BeginSplit() => _splitEvents = 0;

    /// <summary>The context of the next of the events that <see cref="BeginSplit"/> started: it tells them from each other.</summary>
    /// <param name="context">What surrounds the stored event.</param>
    public EventContext GetPartContext(in EventContext context) => context with { Ordinal = _splitEvents ?? 0 };

    /// <summary>Ends what <see cref="BeginSplit"/> started.</summary>
    /// <param name="topic">The stored event's topic.</param>
    /// <param name="context">What surrounds it.</param>
    /// <exception cref="SequenceCorruptException">The event can't be the next one of this entity.</exception>
    public void EndSplit(string topic, in EventContext context)
    {
        // What became of no event was not checked yet.
        if (_splitEvents == 0 && GetReasonAgainst(EventKind.Change, context) is { } reason)
        {
            throw new SequenceCorruptException(context.Id, context.Position, topic, reason);
        }

        _splitEvents = null;
        LastModified = context.Timestamp;
        Version++;
    }

    /// <summary>
    /// Notes that an event was applied from outside, by the static <c>Mutate</c>. An instance with live events of its own then no longer
    /// agrees with what is or will be stored, so it is faulted rather than let a gap into its history.
    /// </summary>
    public void MarkMutatedFromOutside()
    {
        if (_sink is not null || _pending.Count > 0)
        {
            Fault();
        }
    }

    /// <summary>The topics of the last events that were applied here, newest first.</summary>
    internal IEnumerable<string> GetRecentTopics()
    {
        for (int i = _recentCount - 1; i >= 0 && i >= _recentCount - RecentTopics.Length; i--)
        {
            yield return _recentTopics[i % RecentTopics.Length]!;
        }
    }

    /// <summary>Sets what every entity has to what it was when a state was written. Until <see cref="EndRestoration"/> properties are set without an event.</summary>
    internal void BeginRestoration(long version, DateTimeOffset createdOn, DateTimeOffset lastModified, bool isDiscarded)
    {
        (Version, CreatedOn, LastModified, IsDiscarded) = (version, createdOn, lastModified, isDiscarded);
        _isMutating = true;
    }

    internal void EndRestoration() => _isMutating = false;

    internal void CompleteMutation(DateTimeOffset timestamp, bool discards)
    {
        _isMutating = false;
        if (Version == 0)
        {
            CreatedOn = timestamp;
        }

        LastModified = timestamp;
        IsDiscarded = discards;
        if (_splitEvents is null)
        {
            Version++;
        }
        else
        {
            _splitEvents++;
        }
    }

    internal void EndMutation()
    {
        if (_isMutating)
        {
            _isMutating = false;
            Fault();
        }
    }

    internal void Fault() => IsFaulted = true;

    internal void Attach(IEventSink sink) => _sink = sink;

    internal void MakeReadOnly() => _isReadOnly = true;

    /// <summary>The pending events as they will be stored.</summary>
    public IEnumerable<SequencedItem> GetPendingItems() => _pending.Select(static pending => pending.Item);

    /// <summary>Begins a save, during which nothing may happen to the instance: what comes later must not be stored before what is pending.</summary>
    internal void BeginSave()
    {
        EnsurePresent();
        switch (Interlocked.CompareExchange(ref _holder, BeingSaved, Free))
        {
            case Free:
                break;
            case BeingSaved:
                throw new InvalidOperationException($"{_description.Name} {Id} is being saved already. Await that save before the next one.");
            default:
                throw InUse();
        }

        Exception? refusal = this switch
        {
            { IsInUpdate: true } => new InvalidOperationException(
                $"{_description.Name} {Id} is saved by the update whose action has it. Saving it in the action would store half of what happens in it."),
            { IsFaulted: true } => new EntityFaultedException(_description.Name, Id),
            _ => null,
        };
        if (refusal is not null)
        {
            EndSave();
            throw refusal;
        }
    }

    internal void EndSave() => _holder = Free;

    internal void ClearPending() => _pending.Clear();

    private void RecordNext<T>(T entity, IDomainEvent e)
        where T : class, IEventSourced<T>
    {
        EventContext context = new(
            Id,
            Version,
            (_sink?.GetUtcNow() ?? AmbientClock.GetUtcNow()).ToUniversalTime(),
            _sink?.GetMetadata() ?? default,
            _sink?.MaxDataSize ?? 0);
        SequencedItem item = T.Encode(e, context);
        bool isReadOtherwise = EventDataWriter.IsReadOtherwise;
        _sink?.EnsureStorable(item);
        if (isReadOtherwise)
        {
            // What happens now must be what will be replayed, down to the order of a set.
            e = T.Decode(item);
        }

        T.Apply(entity, e, context);
        if (_sink is not { StoresEachEvent: true })
        {
            _pending.Add((e, item));
            return;
        }

        try
        {
            StoredNotificationId = _sink.Store(_description, item);
        }
        catch
        {
            Fault();
            throw;
        }
    }

    [System.Runtime.CompilerServices.InlineArray(Length)]
    private struct RecentTopics
    {
        public const int Length = 5;

        private string? _first;
    }
}
