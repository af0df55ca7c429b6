using EsGen.CompilerServices;

namespace EsGen.Inspection;

/// <summary>Decodes and replays the history of one entity with the application's code.</summary>
internal static class HistoryCheck
{
    /// <summary>What is wrong with a history, or with the code that reads it.</summary>
    /// <param name="kind">The kind of entity.</param>
    /// <param name="items">All its events.</param>
    /// <param name="snapshot">A snapshot that this code has made of it; null if there is none.</param>
    public static IEnumerable<Finding> Check(EventSourcedAttribute kind, IReadOnlyList<SequencedItem> items, Snapshot? snapshot)
    {
        // Each kind of trouble of a sequence once: what comes behind it mostly follows from it.
        if (FindUndecodable(kind, items) is { } undecodable)
        {
            yield return undecodable;
        }

        (IEventSourced? entity, ReadOnlyMemory<byte>? atSnapshot, Finding? problem) = Replay(kind, items, snapshot?.Version);
        if (problem is not null)
        {
            yield return problem;
            yield break;
        }

        if (entity is not null && kind.Description.State is { HasCodec: true } && CheckState(kind, entity, items) is { } state)
        {
            yield return state;
        }
        else if (snapshot is { } taken && CheckSnapshot(kind, taken, atSnapshot, items) is { } stale)
        {
            yield return stale;
        }
    }

    private static Finding? FindUndecodable(EventSourcedAttribute kind, IReadOnlyList<SequencedItem> items)
    {
        foreach (SequencedItem item in items)
        {
            try
            {
                IReadOnlyList<IDomainEvent> events = kind.DecodeAll(item);
                if (!events.SequenceEqual(kind.DecodeAll(item)))
                {
                    return Finding.Of(
                        "unstable", item, "It comes out different when it is read again: its upcast depends on more than the old event.");
                }
            }
            catch (Exception exception)
            {
                return Finding.Of("decoding", item, ExceptionText.Describe(exception));
            }
        }

        return null;
    }

    private static (IEventSourced? Entity, ReadOnlyMemory<byte>? AtSnapshot, Finding? Problem) Replay(
        EventSourcedAttribute kind, IReadOnlyList<SequencedItem> items, long? snapshotVersion)
    {
        IEventSourced? entity = null;
        ReadOnlyMemory<byte>? atSnapshot = null;
        for (int i = 0; i < items.Count; i++)
        {
            try
            {
                entity = kind.Replay(entity, items[i]);
                if (i + 1 == snapshotVersion)
                {
                    atSnapshot = kind.Description.GetState(entity);
                }
            }
            catch (Exception exception)
            {
                return (null, null, Finding.Of("replay", items[i], ExceptionText.Describe(exception)));
            }
        }

        return (entity, atSnapshot, null);
    }

    private static Finding? CheckState(EventSourcedAttribute kind, IEventSourced entity, IReadOnlyList<SequencedItem> items)
    {
        SequencedItem last = items[^1];
        ReadOnlyMemory<byte> state;
        try
        {
            state = kind.Description.GetState(entity);
        }
        catch (Exception exception)
        {
            return Finding.Of("state", last, $"The state behind it can't be written: {ExceptionText.Describe(exception)}");
        }

        (IEventSourced? again, _, Finding? problem) = Replay(kind, items, snapshotVersion: null);
        if (problem is not null)
        {
            return problem with { Kind = "unstable", Message = $"It was replayed once; the second time: {problem.Message}" };
        }

        ReadOnlyMemory<byte> second = kind.Description.GetState(again!);
        if (!state.Span.SequenceEqual(second.Span))
        {
            return Finding.Of(
                "unstable", last, $"Replayed twice, the state behind it differs: {Differences(state, second)}. A When… reads a clock, a "
                + "random number or the like.");
        }

        try
        {
            ReadOnlyMemory<byte> restored = kind.Description.GetState(kind.Restore(kind.WriteState(entity)));
            return state.Span.SequenceEqual(restored.Span)
                ? null
                : Finding.Of("state", last, $"The state behind it differs after it was stored and read: {Differences(state, restored)}");
        }
        catch (Exception exception)
        {
            return Finding.Of("state", last, $"The state behind it can't be stored and read: {ExceptionText.Describe(exception)}");
        }
    }

    private static Finding? CheckSnapshot(
        EventSourcedAttribute kind, Snapshot snapshot, ReadOnlyMemory<byte>? replayed, IReadOnlyList<SequencedItem> items)
    {
        if (replayed is not { } state || snapshot.Version > items.Count)
        {
            // It is of another history, and no load believes it.
            return null;
        }

        SequencedItem last = items[(int)snapshot.Version - 1];
        try
        {
            ReadOnlyMemory<byte> data = SnapshotData.Read(snapshot.Data);
            if (!SnapshotData.IsBehind(snapshot.Data, last))
            {
                return null;
            }

            ReadOnlyMemory<byte> stored = kind.Description.GetState(kind.Restore(data));
            return state.Span.SequenceEqual(stored.Span)
                ? null
                : Finding.Of(
                    "snapshot",
                    last,
                    $"The snapshot behind it is of this build's code, and isn't what the events give: {Differences(stored, state)}. Code "
                    + "outside of the class has changed: if that was a mistake, take it back; else raise [Snapshot(Version = …)], or delete "
                    + "it: esgen snapshots delete.");
        }
        catch (Exception exception) when (exception is InvalidDataException or MalformedEventException)
        {
            return Finding.Of("snapshot", last, $"The snapshot behind it can't be read, and is ignored: {exception.Message}");
        }
    }

    private static string Differences(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        IReadOnlyList<StateChange> changes = StateChange.Compare(StateJson.Parse(before), StateJson.Parse(after));
        return changes.Count == 0 ? "in how it is written" : string.Join(", ", changes.Take(3)) + (changes.Count > 3 ? ", …" : "");
    }
}
