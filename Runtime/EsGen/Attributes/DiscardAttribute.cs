namespace EsGen;

/// <summary>Makes a partial method the end of the entity: its event is the last one, and repositories no longer find the entity.</summary>
/// <param name="name">The event's name, <c>Discarded</c> unless given.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class DiscardAttribute(string? name = null) : Attribute
{
    /// <summary>The event's name, or null for <c>Discarded</c>.</summary>
    public string? Name { get; } = name;

    /// <summary>The version of the event's fields, from 1; part of the topic from 2 on (<c>Account.Closed@2</c>).</summary>
    public int Version { get; set; } = 1;

    /// <summary>Names that the event had before; events stored under them are still read.</summary>
    public string[] FormerNames { get; set; } = [];
}
