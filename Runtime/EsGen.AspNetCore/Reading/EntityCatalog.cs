using System.Collections.Concurrent;
using System.Reflection;
using EsGen.CompilerServices;

namespace EsGen.AspNetCore.Reading;

/// <summary>The kinds of entities of the assemblies that are loaded, by the lists that generated code puts on them.</summary>
/// <param name="name">The application's name.</param>
/// <param name="store">The application's store, which knows which class has a name if several have it.</param>
internal sealed class EntityCatalog(string name, Func<EventStore> store) : IKnownEntities
{
    private readonly ConcurrentDictionary<Assembly, EventSourcedAttribute[]> _byAssembly = new();
    private readonly ConcurrentDictionary<string, EventSourcedAttribute> _byTopic = new(StringComparer.Ordinal);

    public string Name => name;

    /// <summary>The names of all kinds, sorted. An assembly that nobody has used yet may not be loaded.</summary>
    public IReadOnlyList<string> GetNames() =>
        [.. FindAll().Select(static kind => kind.Description.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The kind of entity that has an event with a topic; null if none has.</summary>
    public EventSourcedAttribute? Find(string topic)
    {
        if (_byTopic.TryGetValue(topic, out EventSourcedAttribute? known))
        {
            return known;
        }

        // What isn't found is looked for again: its assembly may be loaded by then.
        EventSourcedAttribute[] kinds = [.. FindAll().Where(kind => kind.Description.Owns(topic))];
        EventSourcedAttribute? found = kinds.Length > 1 && store().FindOwner(kinds[0].Description.Name) is { } owner
            ? Array.Find(kinds, kind => kind.Description == owner)
            : kinds.FirstOrDefault();
        return found is null ? null : _byTopic.GetOrAdd(topic, found);
    }

    /// <summary>The name of the kind of entity that a topic is of: today's, where the topic has a former one.</summary>
    public string GetName(string topic) => Find(topic)?.Description.Name ?? Topics.GetEntity(topic);

    private IEnumerable<EventSourcedAttribute> FindAll() => AppDomain.CurrentDomain.GetAssemblies()
        .Where(static assembly => !assembly.IsDynamic)
        .SelectMany(assembly => _byAssembly.GetOrAdd(
            assembly, static loaded => [.. loaded.GetCustomAttributes<EventSourcedAttribute>()]));
}
