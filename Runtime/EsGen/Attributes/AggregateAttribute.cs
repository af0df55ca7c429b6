namespace EsGen;

/// <summary>
/// Makes a partial class an event-sourced aggregate: it collects events, and saving writes them in one atomic append.
/// </summary>
/// <remarks>Use <see cref="EntityAttribute"/> for a class that stores each event as it happens.</remarks>
/// <param name="name">The name in topics (<c>Name.Event</c>); the class's own name unless given. It is stored and stays.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class AggregateAttribute(string? name = null) : Attribute
{
    /// <summary>The name in topics, or null for the class's own name.</summary>
    public string? Name { get; } = name;

    /// <summary>Names that the class had in topics before; events stored under them are still read.</summary>
    public string[] FormerNames { get; set; } = [];
}
