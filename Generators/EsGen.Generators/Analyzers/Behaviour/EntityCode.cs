using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators;

/// <summary>The code that a user wrote in an entity, member by member.</summary>
/// <remarks>
/// A symbol's start and end actions would collect it for us, but a symbol with a partial constructor never comes to its end in the compilers
/// of today (Roslyn 5.0).
/// </remarks>
internal static class EntityCode
{
    /// <param name="entity">The class.</param>
    /// <param name="compilation">What it is in.</param>
    /// <param name="banned">What its arms must not use.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static Dictionary<ISymbol, MemberFacts> Collect(INamedTypeSymbol entity, Compilation compilation, BannedMembers banned, CancellationToken cancellationToken)
    {
        Dictionary<ISymbol, MemberFacts> members = new(SymbolEqualityComparer.Default);
        foreach (TypeDeclarationSyntax part in UserCode.GetDeclarations(entity, cancellationToken).OfType<TypeDeclarationSyntax>())
        {
#pragma warning disable RS1030 // The driver's own model, which it keeps: a class may have parts in several files.
            SemanticModel model = compilation.GetSemanticModel(part.SyntaxTree);
#pragma warning restore RS1030
            foreach ((SyntaxNode declaration, SyntaxNode code) in part.Members.SelectMany(GetCode))
            {
                if (model.GetDeclaredSymbol(declaration, cancellationToken) is { } symbol && model.GetOperation(code, cancellationToken) is { } operation)
                {
                    ISymbol owner = code is ArrowExpressionClauseSyntax && symbol is IPropertySymbol { GetMethod: { } getter } ? getter : symbol;
                    ISymbol member = owner is IMethodSymbol method ? CallGraph.Normalize(method) : owner;
                    if (!members.TryGetValue(member, out MemberFacts? facts))
                    {
                        members.Add(member, facts = new MemberFacts(member));
                    }

                    new MemberFactsCollector(facts, entity, banned).Visit(operation);
                }
            }
        }

        return members;
    }

    /// <summary>The code in a member, each piece with the declaration whose it is; nested types have state and code of their own.</summary>
    private static IEnumerable<(SyntaxNode Declaration, SyntaxNode Code)> GetCode(MemberDeclarationSyntax member)
    {
        switch (member)
        {
            case BaseMethodDeclarationSyntax method when method.Body is not null || method.ExpressionBody is not null:
                yield return (method, method);
                break;
            case FieldDeclarationSyntax field:
                foreach (VariableDeclaratorSyntax variable in field.Declaration.Variables)
                {
                    if (variable.Initializer is { } value)
                    {
                        yield return (variable, value);
                    }
                }

                break;
            case BasePropertyDeclarationSyntax property:
                foreach (AccessorDeclarationSyntax accessor in property.AccessorList?.Accessors ?? default)
                {
                    if (accessor.Body is not null || accessor.ExpressionBody is not null)
                    {
                        yield return (accessor, accessor);
                    }
                }

                ArrowExpressionClauseSyntax? getter = (property as PropertyDeclarationSyntax)?.ExpressionBody ?? (property as IndexerDeclarationSyntax)?.ExpressionBody;
                if (getter is not null)
                {
                    yield return (property, getter);
                }

                if (property is PropertyDeclarationSyntax { Initializer: { } initializer })
                {
                    yield return (property, initializer);
                }

                break;
        }
    }
}
