namespace EsGen;

/// <summary>
/// Marks the property of a read model that holds its documents' key. It is set when a document is made, and its setter is private. Without
/// such a property the key is not a member.
/// </summary>
/// <remarks>The attribute of the same name in <c>System.ComponentModel.DataAnnotations</c> does the same.</remarks>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class KeyAttribute : Attribute;
