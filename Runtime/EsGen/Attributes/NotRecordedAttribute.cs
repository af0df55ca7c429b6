namespace EsGen;

/// <summary>
/// Marks a field or property of an entity that is not part of its history, such as a cache: it may be written without an event, and is
/// empty again after a load.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
public sealed class NotRecordedAttribute : Attribute;
