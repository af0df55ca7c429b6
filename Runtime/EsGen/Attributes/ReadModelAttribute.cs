namespace EsGen;

/// <summary>
/// Makes a <c>partial</c> class a read model: documents that its <c>On</c> methods make of events, one for each key, found by key or index.
/// </summary>
/// <param name="name">The name that its documents are stored under; the class's name unless given.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ReadModelAttribute(string? name = null) : Attribute
{
    /// <summary>The name that its documents are stored under; null for the class's name.</summary>
    public string? Name { get; } = name;

    /// <summary>
    /// The names that it had before, the first one first. The documents are made again under the new name, and those that are stored under
    /// these are removed, as those of other builds are.
    /// </summary>
    public string[] FormerNames { get; init; } = [];

    /// <summary>
    /// Count it up after a change in code outside of the class that <c>On</c> calls: the documents are made again then. A change in the
    /// class itself, or in the events, is noticed without it.
    /// </summary>
    public int Version { get; init; } = 1;
}
