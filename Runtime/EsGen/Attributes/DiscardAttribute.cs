namespace EsGen;

/// <summary>Makes a partial method the end of the entity: its event is the last one, and repositories no longer find the entity.</summary>
/// <param name="name">The event's name, <c>Discarded</c> unless given.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class DiscardAttribute(string? name = null) : Attribute
{
    /// <summary>The event's name, or null for <c>Discarded</c>.</summary>
    public string? Name { get; } = name;

    /// <summary>Names that the event had before; events stored under them are still read.</summary>
    public string[] FormerNames { get; set; } = [];
}
