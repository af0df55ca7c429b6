namespace EsGen;

/// <summary>What becomes of the events of an application's instances: stored as they happen, or kept until they are saved.</summary>
internal sealed class PersistencePolicy(EventStore eventStore, EventSourcedApplicationOptions options, bool storesEachEvent, Snapshots snapshots)
{
    public EventStore EventStore { get; } = eventStore;

    public int MaxDataSize => options.MaxDataSize;

    public bool StoresEachEvent { get; } = storesEachEvent;

    public Snapshots Snapshots { get; } = snapshots;

    public DateTimeOffset GetUtcNow() => options.TimeProvider.GetUtcNow();

    public ReadOnlyMemory<byte> GetMetadata() => EventMetadata.Encode(options.Metadata?.Invoke(), options.MaxMetadataSize);
}
