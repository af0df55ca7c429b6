using System.Runtime.InteropServices;
using EsGen.CompilerServices;

namespace EsGen;

/// <summary>One save: the pending events of some instances as one atomic append, and what its outcome means for each of them.</summary>
internal sealed class AtomicSave
{
    private readonly EventSourcedApplication _application;
    private readonly List<EventRecorder> _recorders = [];
    private readonly List<SequencedItem> _items = [];

    /// <exception cref="InvalidOperationException">
    /// An instance shows the past, is being saved or updated already, belongs to another application, or to none although it has a past.
    /// </exception>
    /// <exception cref="EntityFaultedException">An instance is faulted.</exception>
    /// <exception cref="ArgumentException">An instance made with <c>new</c> has an event that is larger than the application stores, or the
    /// metadata can't be stored.</exception>
    public AtomicSave(
        EventSourcedApplication application,
        IEnumerable<IEventSourced> instances,
        IReadOnlyDictionary<string, string>? metadata)
    {
        _application = application;
        application.EventStore.EnsureOpen();
        PolicyScope.ThrowIfIn(application.EventStore);
        try
        {
            foreach (EventRecorder recorder in instances.Select(GetRecorder).Distinct())
            {
                recorder.BeginSave();
                _recorders.Add(recorder);
                _items.AddRange(GetItems(application, recorder));
            }

            AddMetadata(application, CollectionsMarshal.AsSpan(_items), metadata);
        }
        catch
        {
            End();
            throw;
        }
    }

    public void Run() => RunCore(isAsynchronous: false, CancellationToken.None).GetAwaiter().GetResult();

    public Task RunAsync(CancellationToken cancellationToken) => RunCore(isAsynchronous: true, cancellationToken);

    /// <param name="isAsynchronous">Whether not to block the thread meanwhile; otherwise all is done on return.</param>
    /// <param name="cancellationToken">Refuses the append as long as the store hasn't begun with it.</param>
    private async Task RunCore(bool isAsynchronous, CancellationToken cancellationToken)
    {
        try
        {
            Succeed(isAsynchronous
                ? await _application.EventStore.AppendAsync(_items, cancellationToken).ConfigureAwait(false)
                : _application.EventStore.Append(_items));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The strategy refuses only what it has not begun: nothing was stored, and nothing is lost.
            throw;
        }
        catch (EventSourcingException conflict) when (conflict is ConcurrencyException or TrackingConflictException)
        {
            // Definite: nothing was stored, and it concerns only those whose position is taken.
            foreach (EventRecorder recorder in _recorders)
            {
                if ((conflict as ConcurrencyException)?.SequenceId == recorder.Id
                    || await IsFirstPositionTaken(recorder, isAsynchronous).ConfigureAwait(false))
                {
                    recorder.Fault();
                }
            }

            throw;
        }
        catch
        {
            FaultAll();
            throw;
        }
        finally
        {
            End();
        }
    }

    /// <summary>The pending events of an instance as an application stores them.</summary>
    /// <exception cref="InvalidOperationException">The instance belongs to another application, or to none although it has a
    /// past.</exception>
    /// <exception cref="ArgumentException">An event of an instance made with <c>new</c> is larger than the application stores.</exception>
    public static IEnumerable<SequencedItem> GetItems(EventSourcedApplication application, EventRecorder recorder)
    {
        EnsureOurs(application, recorder);
        application.EventStore.Claim(recorder.Description);
        return recorder.Sink is null ? WithMetadata(application, recorder.GetPendingItems()) : recorder.GetPendingItems();
    }

    /// <summary>
    /// Adds metadata to items. The pending events themselves keep theirs, because the save may be refused and another one have other
    /// metadata.
    /// </summary>
    /// <exception cref="ArgumentException">The metadata can't be stored.</exception>
    public static void AddMetadata(
        EventSourcedApplication application, Span<SequencedItem> items, IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is null or { Count: 0 })
        {
            return;
        }

        // Events of one command share theirs, so that it is made once for all of them.
        (ReadOnlyMemory<byte> Of, ReadOnlyMemory<byte> With)? last = null;
        foreach (ref SequencedItem item in items)
        {
            if (last is not { } known || !known.Of.Span.SequenceEqual(item.Metadata.Span))
            {
                last = known = (
                    item.Metadata,
                    EventMetadata.Add(new EventContext(item).Metadata, metadata, application.Options.MaxMetadataSize));
            }

            item = item with { Metadata = known.With };
            application.EventStore.EnsureStorable(item);
        }
    }

    /// <summary>Takes over that the pending events of an instance are stored.</summary>
    /// <param name="application">The application that has stored them, which the instance belongs to from now on.</param>
    /// <param name="recorder">The instance's.</param>
    /// <param name="lastNotificationId">The last notification of the append.</param>
    public static void MarkStored(EventSourcedApplication application, EventRecorder recorder, long lastNotificationId)
    {
        if (recorder.PendingCount > 0)
        {
            recorder.StoredNotificationId = lastNotificationId;
        }

        long before = recorder.StoredVersion;
        recorder.ClearPending();
        recorder.Attach(application.GetPolicy(recorder.Description.StoresEachEvent));
        application.Snapshots.Note(recorder.Description, recorder.Id, before, recorder.Version);
    }

    private static EventRecorder GetRecorder(IEventSourced instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return instance.Recorder;
    }

    private static void EnsureOurs(EventSourcedApplication application, EventRecorder recorder)
    {
        if (recorder.Sink is PersistencePolicy policy && policy.EventStore != application.EventStore)
        {
            throw new InvalidOperationException(
                $"{recorder.Description.Name} {recorder.Id} belongs to another application; save it there.");
        }

        if (recorder is { Sink: null, StoredVersion: > 0 })
        {
            throw new InvalidOperationException(
                $"{recorder.Description.Name} {recorder.Id} was not loaded from this application, so its first {recorder.StoredVersion} "
                    + "events may not be stored. Get it from the repository, and repeat the command there.");
        }
    }

    private static IEnumerable<SequencedItem> WithMetadata(EventSourcedApplication application, IEnumerable<SequencedItem> items)
    {
        ReadOnlyMemory<byte> metadata = application.GetPolicy(storesEachEvent: false).GetMetadata();
        foreach (SequencedItem item in items)
        {
            if (item.Data.Length > application.Options.MaxDataSize)
            {
                throw new ArgumentException(
                    $"'{item.Topic}' can't be stored: its data has {item.Data.Length} bytes, and the application's MaxDataSize "
                        + $"is {application.Options.MaxDataSize}.");
            }

            SequencedItem whole = item with { Metadata = metadata };
            application.EventStore.EnsureStorable(whole);
            yield return whole;
        }
    }

    private void Succeed(long lastNotificationId)
    {
        foreach (EventRecorder recorder in _recorders)
        {
            MarkStored(_application, recorder, lastNotificationId);
        }
    }

    private void End()
    {
        foreach (EventRecorder recorder in _recorders)
        {
            recorder.EndSave();
        }
    }

    /// <summary>Nobody knows what was stored.</summary>
    private void FaultAll()
    {
        foreach (EventRecorder recorder in _recorders)
        {
            recorder.Fault();
        }
    }

    /// <summary>
    /// Whether the position is taken, as far as the store can still tell: if it can't, the conflict is what the caller must hear of.
    /// </summary>
    private async Task<bool> IsFirstPositionTaken(EventRecorder recorder, bool isAsynchronous)
    {
        if (recorder.PendingCount == 0)
        {
            return false;
        }

        IActiveRecordStrategy strategy = _application.EventStore.ActiveRecordStrategy;
        try
        {
            return (isAsynchronous
                ? await strategy.GetItemAsync(recorder.Id, recorder.StoredVersion).ConfigureAwait(false)
                : strategy.GetItem(recorder.Id, recorder.StoredVersion)) is not null;
        }
        catch
        {
            return true;
        }
    }
}
