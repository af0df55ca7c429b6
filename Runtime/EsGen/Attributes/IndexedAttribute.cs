namespace EsGen;

/// <summary>
/// Lets a read model's documents be found by a property's value, or by each element of a set: <c>FindBy…</c> is generated for it.
/// </summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class IndexedAttribute : Attribute;
