using System.Reflection;
using EsGen.CompilerServices;
using EsGen.Schema;

namespace EsGen.Tool.Applications;

/// <summary>The entities of an application, by the list that generated code puts on its assemblies.</summary>
internal sealed class Application : IKnownEntities
{
    private readonly IReadOnlyList<EventSourcedAttribute> _entities;

    // For each event of a store is looked for what depends on its topic alone.
    private readonly Dictionary<string, EventSourcedAttribute?> _byTopic = new(StringComparer.Ordinal);

    private Application(string name, IReadOnlyList<EventSourcedAttribute> entities)
    {
        Name = name;
        _entities = entities;
    }

    /// <summary>The assembly's name.</summary>
    public string Name { get; }

    public IEnumerable<EntityDescription> Entities => _entities.Select(static entity => entity.Description);

    /// <summary>Loads an assembly with what it refers to.</summary>
    /// <exception cref="ToolException">It can't be loaded, or has no entities.</exception>
    public static Application Load(FileInfo file) => Load(file, static (context, assembly) =>
    {
        EventSourcedAttribute[] entities =
            [.. context.FindUsersOfEsGen(assembly).SelectMany(static user => user.GetCustomAttributes<EventSourcedAttribute>())];
        return entities.Length > 0
            ? new Application(assembly.GetName().Name!, entities)
            : throw ToolException.Impossible(
                $"'{assembly.Location}' has no [Entity] or [Aggregate], and none of the assemblies it refers to has; give the assembly "
                + "that has them.");
    });

    /// <summary>What an assembly's own code declares, as a lock would have it.</summary>
    /// <exception cref="ToolException">It can't be loaded, or says nothing of its events.</exception>
    public static EventLock ReadDeclared(FileInfo file) => Load(file, static (context, assembly) =>
    {
        context.FindUsersOfEsGen(assembly);
        EventLock[] declared =
            [.. assembly.GetCustomAttributes<DeclaredEventsAttribute>().Select(static declared => EventLockReader.Read(declared.Text))];
        return declared.Length > 0
            ? new EventLock(new(declared.SelectMany(static part => part.Entities))).WithHandlers(declared.SelectMany(
                static part => part.Handlers).Distinct())
            : throw ToolException.Impossible(
                $"'{assembly.Location}' declares no events and no policies; give the assembly that has the entities, built with a "
                + "generator as new as this tool.");
    });

    /// <summary>The kind of entity that has an event with a topic; null if none has.</summary>
    public EventSourcedAttribute? Find(string topic)
    {
        if (!_byTopic.TryGetValue(topic, out EventSourcedAttribute? kind))
        {
            kind = _entities.FirstOrDefault(entity => entity.Description.Owns(topic));
            _byTopic.Add(topic, kind);
        }

        return kind;
    }

    /// <summary>The kind of entity whose first event an item is.</summary>
    /// <exception cref="ToolException">It is none of the application's.</exception>
    public EventSourcedAttribute Get(in SequencedItem first) => Find(first.Topic) ?? throw ToolException.DoesNotHold(
        $"The sequence {first.SequenceId} begins with '{first.Topic}', which is no event of {Name}: "
        + $"it has {string.Join(", ", Entities.Select(static entity => entity.Name).Order(StringComparer.Ordinal))}.");

    private static T Load<T>(FileInfo file, Func<ApplicationLoadContext, Assembly, T> read)
    {
        if (!file.Exists)
        {
            throw ToolException.Impossible($"There is no assembly '{file.FullName}'.");
        }

        try
        {
            ApplicationLoadContext context = new(file.FullName);
            return read(context, context.LoadFromAssemblyPath(file.FullName));
        }
        catch (Exception exception) when (exception is BadImageFormatException or FileLoadException or FileNotFoundException
            or TypeLoadException
            or MissingMemberException)
        {
            throw ToolException.Impossible($"The assembly '{file.FullName}' can't be loaded: {exception.Message}", exception);
        }
    }
}
