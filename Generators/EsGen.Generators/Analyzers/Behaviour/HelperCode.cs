using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators;

/// <summary>The code of a compilation that entities reach: that of each member is bound once, however many arms come by.</summary>
/// <param name="compilation">The compilation.</param>
/// <param name="banned">What arms must not use.</param>
internal sealed class HelperCode(Compilation compilation, Lazy<BannedMembers> banned)
{
    private readonly ConcurrentDictionary<ISymbol, MemberFacts> _facts = new(SymbolEqualityComparer.Default);

    /// <summary>What can be moved about without looking into it.</summary>
    public QuietTypes QuietTypes { get; } = new();

    /// <summary>What a member outside of an entity does: a method's code, or the initializer of a field or property.</summary>
    public MemberFacts GetFacts(ISymbol member, CancellationToken cancellationToken)
    {
        if (_facts.TryGetValue(member, out MemberFacts? known))
        {
            return known;
        }

        MemberFacts facts = new(member);
        SyntaxNode[] declarations = member.IsImplicitlyDeclared ? [] : [.. UserCode.GetDeclarations(member, cancellationToken)];
        foreach (SyntaxNode code in declarations.SelectMany(GetCode))
        {
            Collect(code, facts, member.ContainingType, cancellationToken);
        }

        IEnumerable<ISymbol> unwritten = member switch
        {
            IMethodSymbol { IsImplicitlyDeclared: true } method => SynthesizedCode.GetCalls(method),
            IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => GetConstruction(constructor, declarations),
            _ => [],
        };
        IEnumerable<ISymbol> overriding = member is IMethodSymbol named ? Overrides.Of(named, compilation.Assembly) : [];
        facts.Helpers.UnionWith(unwritten.Concat(overriding).Select(CallGraph.Normalize).Where(callee => CallGraph.IsFollowed(callee, compilation.Assembly)));
        return _facts.GetOrAdd(member, facts);
    }

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

    /// <summary>What a constructor runs that isn't in its body: initializers, and the constructor of the base class.</summary>
    private static IEnumerable<ISymbol> GetConstruction(IMethodSymbol constructor, SyntaxNode[] declarations)
    {
        INamedTypeSymbol type = constructor.ContainingType;
        ConstructorInitializerSyntax? initializer = declarations.OfType<ConstructorDeclarationSyntax>().FirstOrDefault()?.Initializer;
        bool callsBase = initializer is not null || declarations.OfType<TypeDeclarationSyntax>().Any(static part => part.BaseList?.Types.Any(IsCall) == true);
        return initializer.IsKind(SyntaxKind.ThisConstructorInitializer)
            ? []
            : callsBase || SynthesizedCode.GetBaseConstructor(type) is not { } ofBase
                ? SynthesizedCode.GetInitialized(type)
                : [.. SynthesizedCode.GetInitialized(type), ofBase];
    }

    private static bool IsCall(BaseTypeSyntax type) => type is PrimaryConstructorBaseTypeSyntax;

    private static SyntaxNode[] GetCode(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax { Initializer: var value } => value is null ? [] : [value],
        PropertyDeclarationSyntax { Initializer: var value } => value is null ? [] : [value],
        TypeDeclarationSyntax { BaseList: var bases } => [.. bases?.Types.OfType<PrimaryConstructorBaseTypeSyntax>() ?? []],
        _ => [declaration],
    };
}
