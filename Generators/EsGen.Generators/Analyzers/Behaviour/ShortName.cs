using Microsoft.CodeAnalysis;

namespace EsGen.Generators;

/// <summary>A member as a message calls it: <c>DateTime.Now</c>, <c>new Random</c>.</summary>
internal static class ShortName
{
    public static string Of(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => "new " + member.ContainingType.Name,
        // What is in an extension block is called by the class around it; the block has no name.
        { ContainingType: { Name: "", ContainingType: { } type } } => $"{type.Name}.{member.Name}",
        { ContainingType: { } type } => $"{type.Name}.{member.Name}",
        _ => member.Name,
    };
}
