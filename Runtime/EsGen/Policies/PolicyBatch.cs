using System.Diagnostics;
using EsGen.CompilerServices;

namespace EsGen;

/// <summary>What a policy has decided about consecutive notifications, to be stored in one commit with its position.</summary>
/// <param name="application">The policy's application.</param>
/// <param name="position">The position before it.</param>
internal sealed class PolicyBatch(EventSourcedApplication application, long position)
{
    private const int MaxItems = 1000;
    private const long MaxLength = 4 << 20;

    private readonly List<SequencedItem> _items = [];
    private readonly List<ParkedChange> _parking = [];

    // What was returned, and how many of its pending events are among the items.
    private readonly Dictionary<Guid, (IEventSourced Instance, int Taken)> _returned = [];
    private long _length;
    private bool _isSpoiled;
    private List<ActivityContext>? _causes;

    /// <summary>The id of the last notification that it deals with.</summary>
    public long Position { get; private set; } = position;

    /// <summary>Whether there is something to store with the position.</summary>
    public bool HasWork => UnitCount > 0 || _parking.Count > 0;

    /// <summary>How many notifications the policy's methods have handled.</summary>
    public int UnitCount { get; private set; }

    /// <summary>The last of those.</summary>
    public PolicyWork? LastWork { get; private set; }

    /// <summary>When the first of those happened; null if there are none.</summary>
    public DateTimeOffset? Oldest { get; private set; }

    /// <summary>The spans in which the items were decided; null if nobody listened.</summary>
    public IReadOnlyList<ActivityContext>? Causes => _causes;

    public bool IsFull => _isSpoiled || _items.Count >= MaxItems || _length >= MaxLength;

    public IReadOnlyList<ParkedChange> Parking => _parking;

    /// <summary>What is to be stored.</summary>
    /// <param name="parked">The events that are parked before it.</param>
    public SequencedItem[] GetItems(ParkedEvents parked) => [.. _items, .. parked.GetItems(_parking)];

    /// <summary>Passes by what there is up to a notification and isn't handled.</summary>
    public void Pass(long notificationId) => Position = Math.Max(Position, notificationId);

    /// <summary>Parks, or releases, an event.</summary>
    public void Park(ParkedChange change)
    {
        _parking.Add(change);
        Position = Math.Max(Position, change.Event.NotificationId);
    }

    /// <summary>
    /// Lets the policy's methods handle a notification. If that fails, what came before is still to be stored, and nothing more may be
    /// added.
    /// </summary>
    public async ValueTask RunAsync(
        Func<IDomainEvent, EventContext, PolicyResults, CancellationToken, ValueTask> handle,
        PolicyWork work,
        CancellationToken cancellationToken)
    {
        int itemsBefore = _items.Count;
        PolicyResults results = new();
        PolicyScope scope = PolicyScope.Begin(application.EventStore, FindReturned);
        try
        {
            foreach ((IDomainEvent e, EventContext context) in work.Events)
            {
                await handle(e, context, results, cancellationToken).ConfigureAwait(false);
            }

            Take(scope.Loaded, results.Instances, work);
        }
        catch
        {
            // What didn't come to be stored is never to be.
            foreach (IEventSourced instance in scope.Loaded.Concat(results.Instances))
            {
                if (instance.Recorder.Sink is not PersistencePolicy owner || owner.EventStore == application.EventStore)
                {
                    instance.Recorder.IsInUpdate = false;
                    instance.Recorder.Fault();
                }
            }

            throw;
        }
        finally
        {
            scope.End();
        }

        if (_items.Count > itemsBefore && Activity.Current is { Source.Name: Telemetry.Name } reaction)
        {
            (_causes ??= []).Add(reaction.Context);
        }

        Count(work);
    }

    /// <summary>Takes over that a notification has been handled.</summary>
    public void Count(PolicyWork work)
    {
        UnitCount++;
        Oldest ??= work.Notification.Item.Timestamp;
        LastWork = work;
        Position = Math.Max(Position, work.Notification.Id);
    }

    /// <summary>Tells the instances that they are stored.</summary>
    /// <param name="lastNotificationId">The last notification of the append.</param>
    public void Succeed(long lastNotificationId)
    {
        foreach ((IEventSourced instance, int taken) in _returned.Values)
        {
            EventRecorder recorder = instance.Recorder;
            recorder.IsInUpdate = false;
            if (recorder.IsFaulted || recorder.PendingCount != taken)
            {
                // A method that failed has changed it, or something that went on after its method; that isn't stored.
                recorder.Fault();
                continue;
            }

            AtomicSave.MarkStored(application, recorder, lastNotificationId);
        }
    }

    /// <summary>Tells the instances that they aren't stored, and never are to be.</summary>
    public void Fail()
    {
        foreach ((IEventSourced instance, _) in _returned.Values)
        {
            instance.Recorder.IsInUpdate = false;
            instance.Recorder.Fault();
        }
    }

    /// <summary>
    /// Whether a conflict is about something that was loaded, so that somebody else was faster: not about an id that is taken.
    /// </summary>
    public bool IsOfLoaded(ConcurrencyException conflict) =>
        _returned.TryGetValue(conflict.SequenceId, out (IEventSourced Instance, int Taken) found)
            && found.Instance.Recorder.StoredVersion > 0;

    private IEventSourced? FindReturned(Guid id) =>
        _returned.TryGetValue(id, out (IEventSourced Instance, int Taken) found) ? found.Instance : null;

    private void Take(IReadOnlyCollection<IEventSourced> loaded, IReadOnlyList<IEventSourced> returned, PolicyWork work)
    {
        Dictionary<Guid, IEventSourced> instances = [];
        List<SequencedItem> items = [];
        foreach (IEventSourced instance in returned)
        {
            if (!instances.TryAdd(instance.Id, instance))
            {
                throw new InvalidOperationException(
                    $"On returned two instances of {instance.Recorder.Description.Name} {instance.Id}; load it once, and return that.");
            }

            if (_returned.TryGetValue(instance.Id, out (IEventSourced Instance, int Taken) earlier) && earlier.Instance != instance)
            {
                // Its first event would be stored twice.
                throw new ConcurrencyException(instance.Id, instance.Recorder.StoredVersion);
            }

            items.AddRange(GetNewItems(instance.Recorder, earlier.Taken, work));
        }

        foreach (IEventSourced instance in loaded.Where(instance => !instances.ContainsKey(instance.Id)))
        {
            EventRecorder recorder = instance.Recorder;
            bool isEarlier = _returned.TryGetValue(instance.Id, out (IEventSourced Instance, int Taken) earlier)
                && earlier.Instance == instance;
            if (!recorder.IsFaulted && recorder.PendingCount != earlier.Taken)
            {
                throw new InvalidOperationException(
                    $"On has changed {recorder.Description.Name} {recorder.Id} and didn't return it, so that the change would be lost; "
                        + "return what is to be stored.");
            }

            // What failed can't be loaded again as long as what was returned of it isn't stored.
            _isSpoiled |= isEarlier && recorder.IsFaulted;
            recorder.IsInUpdate = isEarlier;
        }

        foreach ((Guid id, IEventSourced instance) in instances)
        {
            _returned[id] = (instance, instance.Recorder.PendingCount);
        }

        _items.AddRange(items);
        _length += items.Sum(static item => (long)item.Data.Length + item.Metadata.Length);
    }

    /// <summary>What has happened to an instance since it was returned last, with why.</summary>
    private SequencedItem[] GetNewItems(EventRecorder recorder, int taken, PolicyWork work)
    {
        recorder.IsInUpdate = false;
        recorder.BeginSave();
        SequencedItem[] items;
        try
        {
            items = [.. AtomicSave.GetItems(application, recorder).Skip(taken)];
            AtomicSave.AddMetadata(application, items, work.Metadata);
        }
        finally
        {
            recorder.EndSave();
        }

        recorder.IsInUpdate = true;
        return items;
    }
}
