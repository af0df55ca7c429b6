using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace EsGen.Generators;

/// <summary>The code of a compilation that entities reach: that of each method is bound once, however many arms come by.</summary>
/// <param name="compilation">The compilation.</param>
/// <param name="banned">What arms must not use.</param>
internal sealed class HelperCode(Compilation compilation, Lazy<BannedMembers> banned)
{
    private readonly ConcurrentDictionary<IMethodSymbol, MemberFacts> _facts = new(SymbolEqualityComparer.Default);

    /// <summary>What a method outside of an entity does, and on whose behalf others can be asked about.</summary>
    public MemberFacts GetFacts(IMethodSymbol method, CancellationToken cancellationToken) => _facts.GetOrAdd(method, _ =>
    {
        MemberFacts facts = new(method);
        foreach (SyntaxNode declaration in UserCode.GetDeclarations(method, cancellationToken))
        {
            Collect(declaration, facts, method.ContainingType, cancellationToken);
        }

        return facts;
    });

    public void Collect(SyntaxNode code, MemberFacts facts, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (GetModel(code.SyntaxTree).GetOperation(code, cancellationToken) is { } operation)
        {
            new MemberFactsCollector(facts, type, banned.Value).Visit(operation);
        }
    }

#pragma warning disable RS1030 // The driver's own model, which it keeps: a class may have parts in several files.
    public SemanticModel GetModel(SyntaxTree tree) => compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
}
