using EsGen.CompilerServices;

namespace EsGen;

/// <summary>What becomes of the events of an application's instances: stored as they happen, or kept until they are saved.</summary>
internal sealed class PersistencePolicy(
    EventStore eventStore,
    EventSourcedApplicationOptions options,
    bool storesEachEvent,
    Snapshots snapshots) : IEventSink
{
    public EventStore EventStore { get; } = eventStore;

    public bool StoresEachEvent { get; } = storesEachEvent;

    public int MaxDataSize => options.MaxDataSize;

    public DateTimeOffset GetUtcNow() => options.TimeProvider.GetUtcNow();

    public ReadOnlyMemory<byte> GetMetadata() => EventMetadata.Encode(options.GetMetadata(), options.MaxMetadataSize);

    public void EnsureOpen()
    {
        EventStore.EnsureOpen();
        if (StoresEachEvent)
        {
            PolicyScope.ThrowIfIn(EventStore);
        }
    }

    public void EnsureStorable(in SequencedItem item) => EventStore.EnsureStorable(item);

    public long Store(EntityDescription entity, in SequencedItem item)
    {
        long notificationId = EventStore.Append([item]);
        snapshots.Note(entity, item.SequenceId, item.Position, item.Position + 1);
        return notificationId;
    }
}
