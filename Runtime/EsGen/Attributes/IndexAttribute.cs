namespace EsGen;

/// <summary>
/// Lets a read model's documents be found by several properties: by the values of all but the last one, and by a range of that one.
/// <c>FindBy…And…</c> is generated for it.
/// </summary>
/// <param name="members">The names of the properties, by <c>nameof</c>, in the order in which the index is sorted.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
public sealed class IndexAttribute(params string[] members) : Attribute
{
    /// <summary>The names of the properties.</summary>
    public IReadOnlyList<string> Members { get; } = members;
}
