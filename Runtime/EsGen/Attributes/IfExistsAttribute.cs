namespace EsGen;

/// <summary>On an <c>On</c> of a read model: the event changes a document that there is, and never makes one.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class IfExistsAttribute : Attribute;
