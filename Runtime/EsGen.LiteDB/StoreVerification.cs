using LiteDB;

namespace EsGen.LiteDB;

/// <summary>Reads everything that a store holds, a page at a time, so that others get their turn.</summary>
internal static class StoreVerification
{
    private const long PageLength = 1 << 20;
    private const int LookupsPerPage = 64;

    /// <exception cref="StoreCorruptException">Something isn't what was written.</exception>
    public static void Verify(LiteDbConnection connection, CancellationToken cancellationToken)
    {
        connection.VerifyPages(cancellationToken);
        connection.VerifyTrackings();
        var lastId = connection.LastVisibleId;

        // First, because an event goes from here to there.
        var recent = connection.Read(sequenceId: null, events => events.FindUnfolded(lastId));
        var isRecent = recent.Select(static packed => packed.Id).ToHashSet();
        var byId = Total(ReadById(connection, lastId, cancellationToken));
        var byKey = Total(ReadByKey(connection, cancellationToken)
            .Where(packed => packed.Id <= lastId && !isRecent.Contains(packed.Id))
            .Concat(recent));
        if (byId != byKey)
        {
            throw new StoreCorruptException(
                $"There are {byId.Count} events in the order of the notifications and {byKey.Count} in the order of the sequences"
                + (byId.Count == byKey.Count ? ", but not the same." : "."));
        }

        VerifyLookups(connection, cancellationToken);
    }

    /// <summary>The events up to a notification, in pages, checked for gaps and wrong checksums as they are read.</summary>
    public static IEnumerable<PackedEvent> ReadById(LiteDbConnection connection, long lastId, CancellationToken cancellationToken)
    {
        for (var after = 0L; after < lastId;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = after;
            var page = connection.Read(sequenceId: null, events => events.FindAfter(start, int.MaxValue, PageLength, isFromMemory: false));
            foreach (var packed in page.Where(packed => packed.Id <= lastId))
            {
                yield return packed;
            }

            after = page[^1].Id;
        }
    }

    private static void VerifyLookups(LiteDbConnection connection, CancellationToken cancellationToken)
    {
        BsonValue? last = null;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var after = last;
            last = connection.Read(sequenceId: null, events => events.VerifyLookups(after, LookupsPerPage));
        }
        while (last is not null);
    }

    private static IEnumerable<PackedEvent> ReadByKey(LiteDbConnection connection, CancellationToken cancellationToken)
    {
        PackedEvent? last = null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var after = last;
            var (page, newest) = connection.Read(
                sequenceId: null, events => (events.FindFolded(after, PageLength), events.VisibleId));
            if (page.Count == 0)
            {
                yield break;
            }

            foreach (var packed in page)
            {
                if (packed.Id > newest)
                {
                    throw new StoreCorruptException(
                        $"The event at position {packed.Position} of sequence {packed.SequenceId} is notification {packed.Id}, the newest "
                            + $"is {newest}.",
                        packed.SequenceId,
                        packed.Position);
                }

                yield return packed;
            }

            last = page[^1];
        }
    }

    /// <summary>The same for the same events in any order.</summary>
    private static (long Count, long Sum) Total(IEnumerable<PackedEvent> events) =>
        events.Aggregate((Count: 0L, Sum: 0L), (total, packed) => (total.Count + 1, total.Sum + packed.ComputeChecksum()));
}
