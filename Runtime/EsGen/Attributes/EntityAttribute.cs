namespace EsGen;

/// <summary>
/// Makes a partial class an event-sourced entity: an instance that belongs to an application stores each event as it happens.
/// </summary>
/// <remarks>Use <see cref="AggregateAttribute"/> for a class that collects events until it is saved.</remarks>
/// <param name="name">The name in topics (<c>Name.Event</c>); the class's own name unless given. It is stored and stays.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class EntityAttribute(string? name = null) : Attribute
{
    /// <summary>The name in topics, or null for the class's own name.</summary>
    public string? Name { get; } = name;

    /// <summary>Names that the class had in topics before; events stored under them are still read.</summary>
    public string[] FormerNames { get; set; } = [];
}
