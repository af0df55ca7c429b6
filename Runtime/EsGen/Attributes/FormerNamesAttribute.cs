namespace EsGen;

/// <summary>
/// The names that a field of an event, or a member of a type inside one, had in earlier versions of the event, so that what is stored under
/// them still finds it. The event itself and its class have <c>FormerNames</c> in their own attributes.
/// </summary>
/// <param name="names">The names, as parameter or property.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property, Inherited = false)]
public sealed class FormerNamesAttribute(params string[] names) : Attribute
{
    /// <summary>The names.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
