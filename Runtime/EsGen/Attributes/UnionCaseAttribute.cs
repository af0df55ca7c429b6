namespace EsGen;

/// <summary>Says what a case of a <c>union</c> is stored as in events. Without it a case is stored as its type is called.</summary>
/// <param name="type">The case's type.</param>
/// <param name="name">What tells it from the others in what is stored.</param>
/// <remarks>So a type can be renamed without becoming another case. It is to a union what <c>[JsonDerivedType]</c> is to a class.</remarks>
[AttributeUsage(AttributeTargets.Struct, AllowMultiple = true)]
public sealed class UnionCaseAttribute(Type type, string name) : Attribute
{
    /// <summary>The case's type.</summary>
    public Type Type { get; } = type;

    /// <summary>What tells it from the others in what is stored.</summary>
    public string Name { get; } = name;
}
