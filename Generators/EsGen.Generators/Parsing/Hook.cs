using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing;

/// <summary>A <c>When…</c> or <c>Guard…</c> method of the user's.</summary>
/// <param name="Method">The half that has the body, if one has.</param>
/// <param name="Syntax">Its declaration.</param>
/// <param name="IsPartial">Whether it is partial.</param>
/// <param name="NeedsDeclaration">Whether its declaring half is to be generated.</param>
internal sealed record Hook(IMethodSymbol Method, MethodDeclarationSyntax Syntax, bool IsPartial, bool NeedsDeclaration)
{
    /// <summary>The declaring half, without its semicolon; null if the user wrote it.</summary>
    public string? Declaration => NeedsDeclaration ? MemberSignature.Of(Method, Syntax) : null;

    public bool TakesFirst(INamedTypeSymbol record) =>
        Method.Parameters is [{ Type: var type }, ..] && SymbolEqualityComparer.Default.Equals(type, record);

    /// <summary>Whether it could be called with values of some types, and with what surrounds the event.</summary>
    public bool Takes(ITypeSymbol[] wanted, bool mayTakeContext) =>
        (Method.Parameters.Length == wanted.Length
            || (mayTakeContext
                && Method.Parameters.Length == wanted.Length + 1
                && HookMethod.IsEventContext(Method.Parameters[wanted.Length].Type)))
        && wanted.Zip(Method.Parameters, static (type, parameter) => SymbolEqualityComparer.Default.Equals(type, parameter.Type))
            .All(static equal => equal);

    /// <summary>Whether generated code can call it with values of some types.</summary>
    public bool Fits(ITypeSymbol[] wanted, bool mayTakeContext) =>
        Method is { ReturnsVoid: true, IsGenericMethod: false, IsStatic: false }
        && Method.Parameters.All(static parameter => parameter.RefKind == RefKind.None && !parameter.IsParams)
        && Takes(wanted, mayTakeContext);
}
