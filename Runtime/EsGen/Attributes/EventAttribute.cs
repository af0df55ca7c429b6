namespace EsGen;

/// <summary>
/// Declares an event of the entity: on a partial constructor the event that creates it, on a partial property the event of its change,
/// on a partial method what the method does, on a nested partial record the record itself.
/// </summary>
/// <param name="name">
/// The event's name: the name of its record and, after the entity's name, its topic. <c>Created</c> for a constructor,
/// <c>PChanged</c> for a property <c>P</c> and the record's own name unless given; a method must have one.
/// </param>
[AttributeUsage(
    AttributeTargets.Constructor | AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Class,
    Inherited = false)]
public sealed class EventAttribute(string? name = null) : Attribute
{
    /// <summary>The event's name, or null for the default.</summary>
    public string? Name { get; } = name;

    /// <summary>The version of the event's fields, from 1; part of the topic from 2 on (<c>Account.Deposited@2</c>).</summary>
    public int Version { get; set; } = 1;

    /// <summary>Names that the event had before; events stored under them are still read.</summary>
    public string[] FormerNames { get; set; } = [];
}
