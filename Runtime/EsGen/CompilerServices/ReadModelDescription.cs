using System.Collections.Frozen;
using System.ComponentModel;
using System.Security.Cryptography;
using System.Text;

namespace EsGen.CompilerServices;

/// <summary>A read model as generated code describes it to the runtime.</summary>
/// <param name="type">The model's class.</param>
/// <param name="name">The name that its documents are stored under.</param>
/// <param name="fingerprint">A hash of the model's own code.</param>
/// <param name="keySize">How many bytes a key has; 0 if that depends on the key.</param>
/// <param name="entities">The kinds of entities whose events it handles.</param>
/// <param name="handlers">Its <c>On</c> methods.</param>
/// <param name="indexes">The names of its indexes.</param>
/// <param name="shape">What its documents look like.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ReadModelDescription(
    Type type,
    string name,
    string fingerprint,
    int keySize,
    HandledEntity[] entities,
    EventHandlerDescription[] handlers,
    string[] indexes,
    ReadModelShape shape)
{
    private readonly FrozenDictionary<Type, EventHandlerDescription> _handlers =
        handlers.ToFrozenDictionary(static handler => handler.Record);
    private readonly HandledTopics _topics = new(type, entities, handlers.Select(static handler => handler.Record));
    private readonly FrozenSet<Type> _notMaking = FindNotMaking(entities, handlers);

    /// <summary>The name that the documents are stored under.</summary>
    public string Name { get; } = name;

    /// <summary>A hash of the model's code and of the shapes of the events that it handles.</summary>
    public string Fingerprint { get; } = GetFingerprint(fingerprint, entities, handlers);

    /// <summary>The names that it had before; what is stored under them is removed.</summary>
    public IReadOnlyList<string> FormerNames { get; init; } = [];

    internal Type Type { get; } = type;

    /// <summary>All names that are its own, as none of another read model may be.</summary>
    internal IEnumerable<string> Names => FormerNames.Prepend(Name);

    internal int KeySize { get; } = keySize;

    internal IReadOnlyList<HandledEntity> Entities { get; } = entities;

    internal IReadOnlyList<string> Indexes { get; } = indexes;

    internal ReadModelShape Shape { get; } = shape;

    /// <summary>The indexes that events are routed by.</summary>
    internal IReadOnlyList<int> RoutingIndexes { get; } =
        [.. handlers.Where(static handler => handler.Routing == EventRouting.Index).Select(static handler => handler.Index).Distinct()];

    /// <summary>Whether all documents have the id of the entity whose events they are made of.</summary>
    internal bool IsByEntity { get; } = handlers.All(static handler => handler.Routing == EventRouting.Entity);

    /// <inheritdoc cref="HandledTopics.Find"/>
    internal TopicHandling? Find(in SequencedItem item) => _topics.Find(item);

    internal EventHandlerDescription? FindHandler(IDomainEvent e) => _handlers.GetValueOrDefault(e.GetType());

    /// <summary>Whether the event makes a document where there is none.</summary>
    internal bool MakesDocuments(EventHandlerDescription handler) => !_notMaking.Contains(handler.Record);

    // Where the key is the entity's id and the model handles the event that creates the entity, nothing else makes a document: so an event
    // behind a Remove() can't bring an empty one back.
    private static FrozenSet<Type> FindNotMaking(HandledEntity[] entities, EventHandlerDescription[] handlers)
    {
        HashSet<Type> notMaking =
            [.. handlers.Where(static handler => handler.IfExists || handler.Routing == EventRouting.Index)
                .Select(static handler => handler.Record)];
        Type[] own = [.. handlers.Where(static handler => handler.Routing == EventRouting.Entity).Select(static handler => handler.Record)];
        foreach (HandledEntity entity in entities)
        {
            ILookup<bool, Type> handled = entity.Description.Events
                .Where(e => e.Record is not null && own.Contains(e.Record))
                .ToLookup(static e => e.Kind == EventKind.Creation, static e => e.Record!);
            if (handled[true].Any())
            {
                notMaking.UnionWith(handled[false].Except(handled[true]));
            }
        }

        return notMaking.ToFrozenSet();
    }

    private static string GetFingerprint(string own, HandledEntity[] entities, EventHandlerDescription[] handlers)
    {
        StringBuilder text = new(own);
        foreach (EventHandlerDescription handler in handlers)
        {
            foreach (EventDescription e in entities.SelectMany(static entity => entity.Description.Events))
            {
                if (e.Record == handler.Record)
                {
                    text.Append('\n').Append(e.Fingerprint);
                }
            }
        }

        foreach (EventDescription e in entities.SelectMany(static entity => entity.Description.Events).Where(static e => e.Record is null))
        {
            text.Append('\n').Append(e.Fingerprint);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}
