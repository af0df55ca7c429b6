namespace EsGen.CompilerServices;

/// <summary>
/// What becomes of the events of an instance: kept as pending until they are saved, or stored as they happen. An application gives it to
/// its instances; an instance without one keeps its events.
/// </summary>
internal interface IEventSink
{
    /// <summary>Whether each event is stored as it happens.</summary>
    bool StoresEachEvent { get; }

    /// <summary>How many bytes the data of one event may have.</summary>
    int MaxDataSize { get; }

    /// <summary>The time that an event happens at.</summary>
    DateTimeOffset GetUtcNow();

    /// <summary>What is stored with an event beside its data.</summary>
    ReadOnlyMemory<byte> GetMetadata();

    /// <summary>Throws if nothing can be stored any more.</summary>
    void EnsureOpen();

    /// <summary>Throws if an event is larger than the store takes.</summary>
    /// <param name="item">The event.</param>
    void EnsureStorable(in SequencedItem item);

    /// <summary>Stores an event that has happened.</summary>
    /// <param name="entity">The kind of entity.</param>
    /// <param name="item">The event.</param>
    /// <returns>The id of its notification.</returns>
    long Store(EntityDescription entity, in SequencedItem item);
}
