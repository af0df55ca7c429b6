using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EsGen;

/// <summary>How an application behaves. It takes them as they are when it is made; what is set later changes nothing for it.</summary>
public sealed class EventSourcedApplicationOptions
{
    /// <summary>The clock that stamps events; the system's unless given.</summary>
    public TimeProvider TimeProvider
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = TimeProvider.System;

    /// <summary>
    /// Where is written what an operator should know and no caller is told, such as a snapshot that can't be read; nowhere unless given.
    /// </summary>
    public ILoggerFactory LoggerFactory
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = NullLoggerFactory.Instance;

    /// <summary>Tells the application from others of the process, in telemetry (<c>db.namespace</c>); none unless given.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// How often <c>Update</c> and <c>UpdateAsync</c> try in all before they let a conflict through; at least 1, 20 unless given.
    /// </summary>
    public int MaxUpdateAttempts
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxUpdateAttempts));
            field = value;
        }
    } = 20;

    /// <summary>
    /// Gives what is to be stored with an event that is being raised: correlation and the like. Nothing if null or if it returns null.
    /// </summary>
    /// <remarks>
    /// Neither names nor values may be null, or hold half a character (a lone surrogate); such an event is refused, and nothing changes.
    /// Called on the thread that raises the event. An event of an instance made with <c>new</c> gets it when the instance is saved.
    /// </remarks>
    public Func<IReadOnlyDictionary<string, string>?>? Metadata { get; set; }

    /// <summary>
    /// What adds to the metadata, in this order: of two that give one name, <see cref="Metadata"/> first, the later one counts.
    /// </summary>
    public IList<IEventMetadataProvider> MetadataProviders { get; private set; } = [];

    /// <summary>
    /// Whether an event that is stored while there is a current <see cref="System.Diagnostics.Activity"/> gets its trace as metadata:
    /// <c>traceparent</c>, <c>correlation</c> and <c>causation</c>, each unless it has one. It does unless set otherwise.
    /// </summary>
    /// <remarks>
    /// Read models and policies link their spans to the event by it. It is added when the event is stored, so a <c>When…</c> doesn't see it
    /// when the event is raised. Where it would make the metadata or the event too large, nothing is added.
    /// </remarks>
    public bool TraceMetadata { get; set; } = true;

    /// <summary>
    /// How many bytes the data of one event may have, at least 2; 1 MiB unless given. Larger events are refused when they are raised and
    /// when they are read.
    /// </summary>
    /// <remarks>
    /// The application refuses it if it is more than its store takes: see <see cref="IActiveRecordStrategy.MaxItemSize"/>. An instance made
    /// with <c>new</c> belongs to no application when its events are raised; those may have 1 MiB at most, or less if this is less when it
    /// is saved.
    /// </remarks>
    public int MaxDataSize
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, "{}".Length, nameof(MaxDataSize));
            field = value;
        }
    } = EventContext.DefaultMaxDataSize;

    /// <summary>
    /// How many bytes of JSON the metadata of one event may have, at least 2; 64 KiB unless given. An event with more is refused when it is
    /// raised.
    /// </summary>
    public int MaxMetadataSize
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, "{}".Length, nameof(MaxMetadataSize));
            field = value;
        }
    } = 64 * 1024;

    /// <summary>How many items are read from the store at a time; at least 1, 500 unless given.</summary>
    public int PageSize
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(PageSize));
            field = value;
        }
    } = 500;

    /// <summary>These options as they are now.</summary>
    internal EventSourcedApplicationOptions Copy()
    {
        EventSourcedApplicationOptions copy = (EventSourcedApplicationOptions)MemberwiseClone();
        copy.MetadataProviders = [.. MetadataProviders];
        return copy;
    }

    /// <summary>What is to be stored with an event that is raised now.</summary>
    internal IReadOnlyDictionary<string, string>? GetMetadata()
    {
        IReadOnlyDictionary<string, string>? metadata = Metadata?.Invoke();
        for (int i = 0; i < MetadataProviders.Count; i++)
        {
            metadata = EventMetadata.Merge(metadata, MetadataProviders[i].GetMetadata());
        }

        return metadata;
    }
}
