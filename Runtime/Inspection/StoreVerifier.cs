using System.Runtime.ExceptionServices;
using EsGen.CompilerServices;

namespace EsGen.Inspection;

/// <summary>
/// Checks a store: what it says of itself, both orders, positions, metadata, trackings and parked events; with an application every
/// history.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="application">The application's entities; null to look at no data.</param>
internal sealed class StoreVerifier(IVerifiedStore store, IKnownEntities? application)
{
    // What is wrong with a thousand events is known after that.
    private const int MaxFindings = 1000;

    private readonly Dictionary<Guid, SequenceCheck> _sequences = [];
    private readonly Dictionary<string, (Notification First, long Count)> _unknownTopics = new(StringComparer.Ordinal);
    private readonly List<Finding> _findings = [];
    private readonly ParkedCheck _parked = new();
    private bool _areSnapshotsUnreadable;

    public IReadOnlyList<Finding> Findings => _findings;

    public long Events { get; private set; }

    public int Sequences => _sequences.Count;

    public int Trackings { get; private set; }

    /// <summary>Whether each sequence is read, too.</summary>
    private bool ComparesOrders => application is not null || !store.ComparesOrders;

    /// <summary>Whether there may be more findings than are listed.</summary>
    public bool IsCut { get; private set; }

    public async Task VerifyAsync(Func<string, IWorkProgress> progress, CancellationToken cancellationToken)
    {
        // Meanwhile, since each reads all there is.
        Task checking = store.VerifyAsync(cancellationToken);
        Exception? stop = null;
        try
        {
            await VerifyEventsAsync(progress, cancellationToken);
        }
        catch (Exception exception) when (store.HasStopped(exception))
        {
            // A store stops at a damaged page. What was found before is said.
            (stop, IsCut) = (exception, true);
        }
        finally
        {
            using IWorkProgress waiting = progress("checking the store");
            await waiting.WhileAsync(checking.ContinueWith(static _ => { }, TaskScheduler.Default));
        }

        try
        {
            await checking;
        }
        catch (StoreDamagedException exception)
        {
            Add(Finding.OfDamage(exception));
        }
        catch (Exception exception) when (store.HasStopped(exception))
        {
            stop ??= exception;
        }

        if (stop is not null && _findings.Count == 0)
        {
            ExceptionDispatchInfo.Throw(stop);
        }
    }

    private async Task VerifyEventsAsync(Func<string, IWorkProgress> progress, CancellationToken cancellationToken)
    {
        StoreHead head;
        try
        {
            head = await store.GetHeadAsync(cancellationToken);
            CheckTrackings(head);
        }
        catch (StoreDamagedException)
        {
            // Said above; the events can be read all the same.
            head = new StoreHead(await store.Strategy.GetLastNotificationIdAsync(cancellationToken), []);
        }

        using (IWorkProgress reading = progress("reading"))
        {
            await ReadAsync(head.LastNotificationId, reading, cancellationToken);
        }

        foreach (Finding finding in await _parked.FindAsync(store.Strategy, cancellationToken))
        {
            Add(finding);
        }

        foreach ((string topic, (Notification first, long count)) in _unknownTopics)
        {
            Add(Finding.Of(
                "unknown-entity",
                first.Item,
                $"No entity of {application!.Name} has events such as '{topic}'; this is the first of {Numbers.Show(count)}.",
                first.Id));
        }

        if (ComparesOrders)
        {
            using IWorkProgress replaying = progress(application is null ? "comparing both orders" : "replaying");
            await CheckSequencesAsync(replaying, cancellationToken);
        }
    }

    private void CheckTrackings(StoreHead head)
    {
        Trackings = head.Trackings.Count;
        foreach (Tracking tracking in head.Trackings.Where(tracking => tracking.NotificationId > head.LastNotificationId))
        {
            Add(new Finding(
                "tracking",
                $"'{tracking.Name}' says that notification {tracking.NotificationId} is dealt with; the newest is "
                + $"{head.LastNotificationId}. Events are missing, or it follows another store.")
            {
                NotificationId = tracking.NotificationId,
            });
        }
    }

    private async Task ReadAsync(long lastId, IWorkProgress progress, CancellationToken cancellationToken)
    {
        long before = 0;
        try
        {
            await foreach (Notification notification in NotificationPages.ReadAsync(
                store.Strategy, 0, lastId, progress, cancellationToken))
            {
                if (notification.Id != before + 1)
                {
                    Add(new Finding("notification-gap", $"Behind notification {before} comes {notification.Id}.")
                    {
                        NotificationId = notification.Id,
                    });
                }

                before = notification.Id;
                Events++;
                Check(notification);
            }
        }
        catch (StoreDamagedException exception)
        {
            Add(Finding.OfDamage(exception) with { Message = Unreadable(exception) });
            return;
        }
        catch (Exception exception) when (store.HasStopped(exception))
        {
            Add(new Finding("damage", Unreadable(exception)));
            return;
        }

        if (before != lastId)
        {
            Add(new Finding(
                "notification-gap", $"The newest notification is {lastId} by the store's count; the last that can be read is {before}.")
            {
                NotificationId = lastId,
            });
        }

        string Unreadable(Exception exception) =>
            $"What comes behind notification {before} can't be read: {exception.Message}";
    }

    private void Check(in Notification notification)
    {
        SequencedItem item = notification.Item;
        if (!_sequences.TryGetValue(item.SequenceId, out SequenceCheck? sequence))
        {
            sequence = new SequenceCheck(item.SequenceId, ComparesOrders);
            _sequences.Add(item.SequenceId, sequence);
        }

        if (sequence.Add(notification) is { } gap)
        {
            Add(gap);
        }

        if (!item.Metadata.IsEmpty)
        {
            try
            {
                _ = new EventContext(item).Metadata;
            }
            catch (MalformedEventException exception)
            {
                Add(Finding.Of("metadata", item, exception.Message, notification.Id));
            }
        }

        _parked.Add(notification);
        if (application is not null && !ParkedEvents.IsParking(item.Topic) && application.Find(item.Topic) is null)
        {
            string entity = Topics.GetEntity(item.Topic);
            _unknownTopics[entity] = _unknownTopics.TryGetValue(entity, out (Notification First, long Count) known)
                ? known with { Count = known.Count + 1 }
                : (notification, 1);
        }
    }

    private async Task CheckSequencesAsync(IWorkProgress progress, CancellationToken cancellationToken)
    {
        int done = 0;
        foreach (SequenceCheck sequence in _sequences.Values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            List<Finding> findings = [];
            try
            {
                List<SequencedItem> items = [];
                await foreach (SequencedItem item in store.Strategy.ReadItemsAsync(sequence.Id, cancellationToken: cancellationToken))
                {
                    items.Add(item);
                }

                if (sequence.Compare(items) is { } difference)
                {
                    findings.Add(difference);
                }

                if (application is not null && items is [var first, ..] && application.Find(first.Topic) is { } kind)
                {
                    findings.AddRange(
                        HistoryCheck.Check(kind, items, await FindSnapshotAsync(kind.Description, sequence.Id, cancellationToken)));
                }
            }
            catch (StoreDamagedException exception)
            {
                findings.Add(Finding.OfDamage(exception) with { SequenceId = sequence.Id });
            }

            findings.ForEach(Add);
            progress.Report(++done, _sequences.Count);
        }
    }

    /// <summary>The newest snapshot of this build's code.</summary>
    private async Task<Snapshot?> FindSnapshotAsync(EntityDescription description, Guid sequenceId, CancellationToken cancellationToken)
    {
        if (_areSnapshotsUnreadable || store.Snapshots is not { } snapshots
            || description.State is not { HasCodec: true, Fingerprint: var fingerprint })
        {
            return null;
        }

        try
        {
            return await snapshots.FindAsync(sequenceId, fingerprint, cancellationToken: cancellationToken);
        }
        catch (Exception exception) when (exception is StoreDamagedException or InvalidDataException or ObjectDisposedException
            || store.HasStopped(exception))
        {
            _areSnapshotsUnreadable = true;
            Add(new Finding("snapshot", $"The snapshots can't be read; the application takes them again. {exception.Message}"));
            return null;
        }
    }

    private void Add(Finding finding)
    {
        if (_findings.Count < MaxFindings)
        {
            if (!_findings.Contains(finding))
            {
                _findings.Add(finding);
            }
        }
        else
        {
            IsCut = true;
        }
    }
}
