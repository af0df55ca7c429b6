using System.Reflection;
using EsGen.CompilerServices;

namespace EsGen.Tool.Applications;

/// <summary>The entities of an application, by the list that generated code puts on its assemblies.</summary>
internal sealed class Application
{
    private readonly IReadOnlyList<EventSourcedAttribute> _entities;

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
    public static Application Load(FileInfo file)
    {
        if (!file.Exists)
        {
            throw ToolException.Impossible($"There is no assembly '{file.FullName}'.");
        }

        try
        {
            ApplicationLoadContext context = new(file.FullName);
            Assembly application = context.LoadFromAssemblyPath(file.FullName);
            IReadOnlyList<EventSourcedAttribute> entities =
                [.. context.FindUsersOfEsGen(application).SelectMany(static assembly => assembly.GetCustomAttributes<EventSourcedAttribute>())];
            return entities.Count > 0
                ? new Application(application.GetName().Name!, entities)
                : throw ToolException.Impossible(
                    $"'{file.FullName}' has no [Entity] or [Aggregate], and none of the assemblies it refers to has; give the assembly that has them.");
        }
        catch (Exception exception) when (exception is BadImageFormatException or FileLoadException or FileNotFoundException or TypeLoadException
            or MissingMemberException)
        {
            throw ToolException.Impossible($"The assembly '{file.FullName}' can't be loaded: {exception.Message}", exception);
        }
    }

    /// <summary>The kind of entity that has an event with a topic; null if none has.</summary>
    public EventSourcedAttribute? Find(string topic) => _entities.FirstOrDefault(entity => entity.Description.Owns(topic));

    /// <summary>The kind of entity whose first event an item is.</summary>
    /// <exception cref="ToolException">It is none of the application's.</exception>
    public EventSourcedAttribute Get(in SequencedItem first) => Find(first.Topic) ?? throw ToolException.DoesNotHold(
        $"The sequence {first.SequenceId} begins with '{first.Topic}', which is no event of {Name}: "
        + $"it has {string.Join(", ", Entities.Select(static entity => entity.Name).Order(StringComparer.Ordinal))}.");
}
