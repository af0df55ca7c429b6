using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>A member as a message calls it: <c>DateTime.Now</c>, <c>new Random</c>.</summary>
internal static class ShortName
{
    public static string Of(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.StaticConstructor } => "static " + member.ContainingType.Name,
        IMethodSymbol { MethodKind: MethodKind.Constructor } => "new " + member.ContainingType.Name,
        // What is in an extension block is called by the class around it; the block has no name.
        { ContainingType: { Name: "", ContainingType: { } type } } => $"{type.Name}.{GetName(member)}",
        { ContainingType: { } type } => $"{type.Name}.{GetName(member)}",
        _ => member.Name,
    };

    private static string GetName(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Conversion } => "operator " + ((IMethodSymbol)member).ReturnType.Name,
        IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator } =>
            "operator " + SyntaxFacts.GetText(SyntaxFacts.GetOperatorKind(member.Name)),
        _ => member.Name,
    };
}
