namespace EsGen.LiteDB;

/// <summary>Takes every event that is left of a damaged store, of either order and of the log, and writes a new one.</summary>
/// <remarks>
/// Twice through the files: first to find the events, then to write them in the order of their ids. What is kept meanwhile is where they
/// are.
/// </remarks>
internal sealed class StoreSalvage
{
    private readonly SalvagedPages _pages;
    private readonly SalvagedPieces _pieces;
    private readonly CancellationToken _cancellationToken;
    private readonly SalvagedIndex _index = new();

    // What is known of events that are cut off, by their ids.
    private readonly SortedDictionary<long, MissingNotifications> _cutOff = [];
    private readonly SalvagedTrackings _trackings = new();
    private long _lastId;

    private StoreSalvage(SalvagedPages pages, CancellationToken cancellationToken)
    {
        _pages = pages;
        _pieces = new SalvagedPieces(pages);
        _cancellationToken = cancellationToken;
    }

    /// <param name="damagedPath">The full path of the damaged store.</param>
    /// <param name="newPath">The full path of the new one.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    public static SalvageReport Write(string damagedPath, string newPath, CancellationToken cancellationToken)
    {
        var path = StorePath.Resolve(damagedPath);
        path.ThrowIfLogIsLink();
        using var data = FileOnDisk.OpenToRead(path.Data);
        using var log = File.Exists(path.Log) ? FileOnDisk.OpenToRead(path.Log) : null;
        using var setAside = SetAsideFile.Beside(newPath);
        SalvageReport? report = null;
        NewStoreFile.Write(newPath, store =>
        {
            report = Write(new SalvagedPages(damagedPath, data, log), store, setAside.Write, cancellationToken);
            report = report with { SetAsidePath = setAside.Complete() };
            if (report.StoredCount + report.SetAsideCount + report.Trackings.Count == 0)
            {
                throw new InvalidDataException(
                    $"Nothing was found in '{damagedPath}' that is an event or a tracking of a store, and nothing was written.");
            }
        });
        setAside.Keep();
        return report!;
    }

    /// <summary>Writes what is left in some pages to a store, and what follows a hole elsewhere.</summary>
    internal static SalvageReport Write(
        SalvagedPages pages, IActiveRecordStrategy store, Action<Notification> setAside, CancellationToken cancellationToken)
    {
        StoreSalvage salvage = new(pages, cancellationToken);
        salvage.Find();
        return salvage.Write(store, setAside);
    }

    private void Find()
    {
        foreach (var address in _pieces.All(_cancellationToken))
        {
            var piece = _pieces.Read(address);
            for (var index = 0; index < piece.Events.Count; index++)
            {
                // Where the one before it is, too, if it is a block of notifications: those are read in this order.
                var id = piece.Events[index].Id;
                _index.Add(id, new SalvagedIndex.Place(address, index), isPreferred: index > 0 && piece.Events[index - 1].Id + 1 == id);
            }

            foreach (var cutOff in piece.CutOff())
            {
                _cutOff[cutOff.Id] = new MissingNotifications(cutOff.Id, cutOff.Id)
                {
                    SequenceId = cutOff.SequenceId,
                    Position = cutOff.Position,
                    Topic = cutOff.Topic,
                };
            }

            if (piece.IsWholeDocument)
            {
                if (MetaDocument.NotedIn(piece.Bytes) is { } noted)
                {
                    _lastId = Math.Max(_lastId, noted.LastId);
                    _trackings.Note(noted.TrackingWrites);
                }

                if (StoredTrackings.TryRead(piece.Bytes) is { } tracking)
                {
                    _trackings.Add(tracking);
                }
            }
        }

        _lastId = Math.Max(_lastId, _index.LastId);
    }

    private SalvageReport Write(IActiveRecordStrategy store, Action<Notification> setAside)
    {
        AppendBuffer buffer = new(store);
        SalvagedSequences sequences = new();
        List<MissingNotifications> missing = [];
        var (next, missingCount, storedCount, setAsideCount) = (1L, 0L, 0L, 0L);
        foreach (var (id, place) in _index.All())
        {
            _cancellationToken.ThrowIfCancellationRequested();
            missing.AddRange(Missing(next, id - 1));
            missingCount += id - next;
            next = id + 1;
            var packed = _pieces.Read(place.Piece).Events[place.Index];
            var isBehindAll = sequences.IsBehindAll(packed);
            var item = packed.Unpack();
            if (sequences.GoesOn(packed, missingCount) && (isBehindAll || IsFree(store, buffer, item)))
            {
                buffer.Add(item);
                storedCount++;
            }
            else
            {
                setAside(new Notification(id, item));
                setAsideCount++;
            }
        }

        buffer.Flush();
        missing.AddRange(Missing(next, _lastId));
        SalvageReport report = new(storedCount, setAsideCount, missing, sequences.Holes)
        {
            Trackings = _trackings.All(),
            AreTrackingsCertain = _trackings.AreCertain(_pages),
        };

        // Of what is missing nobody knows whether it was the work that a tracking says is done; and with one that is missing or old, work
        // that is done would be done again.
        foreach (var tracking in report.IsComplete ? report.Trackings : [])
        {
            store.Append([], tracking);
        }

        return report;
    }

    /// <summary>Whether no event has the position of one that comes later than others behind it.</summary>
    private static bool IsFree(IActiveRecordStrategy store, AppendBuffer buffer, in SequencedItem item)
    {
        buffer.Flush();
        return store.GetItem(item.SequenceId, item.Position) is null;
    }

    /// <summary>What is known of the notifications in a range, all of which are missing.</summary>
    private IEnumerable<MissingNotifications> Missing(long first, long last)
    {
        if (first <= last)
        {
            foreach (var (id, cutOff) in _cutOff)
            {
                if (id < first || id > last)
                {
                    continue;
                }

                if (first < id)
                {
                    yield return new MissingNotifications(first, id - 1);
                }

                yield return cutOff;
                first = id + 1;
            }

            if (first <= last)
            {
                yield return new MissingNotifications(first, last);
            }
        }
    }
}
