using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>
/// The code that a user wrote in an entity, member by member. It is bound only where its syntax doesn't tell already that nothing is wrong.
/// </summary>
/// <remarks>
/// A symbol's start and end actions would collect it for us, but a symbol with a partial constructor never comes to its end in the
/// compilers of today (Roslyn 5.0).
/// </remarks>
internal sealed class EntityCode
{
    private readonly INamedTypeSymbol _entity;
    private readonly HelperCode _helpers;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<ISymbol, List<SyntaxNode>> _code = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, MemberFacts> _facts = new(SymbolEqualityComparer.Default);
    private readonly CodeSketch _sketch;

    /// <param name="entity">The class.</param>
    /// <param name="helpers">The code of the whole compilation.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public EntityCode(INamedTypeSymbol entity, HelperCode helpers, CancellationToken cancellationToken)
    {
        _entity = entity;
        _helpers = helpers;
        _cancellationToken = cancellationToken;
        foreach (TypeDeclarationSyntax part in UserCode.GetDeclarations(entity, cancellationToken).OfType<TypeDeclarationSyntax>())
        {
            SemanticModel model = helpers.GetModel(part.SyntaxTree);
            foreach ((
                SyntaxNode declaration,
                SyntaxNode code) in part.Members.Where(static member => member is not EventFieldDeclarationSyntax)
                    .SelectMany(MemberCode.Of))
            {
                if (model.GetDeclaredSymbol(declaration, cancellationToken) is { } symbol)
                {
                    ISymbol owner = code is ArrowExpressionClauseSyntax && symbol is IPropertySymbol { GetMethod: { } getter }
                        ? getter
                        : symbol;
                    ISymbol member = owner is IMethodSymbol method ? CallGraph.Normalize(method) : owner;
                    if (!_code.TryGetValue(member, out List<SyntaxNode>? pieces))
                    {
                        _code.Add(member, pieces = []);
                    }

                    pieces.Add(code);
                }
            }
        }

        _sketch = new CodeSketch(entity, _code.Keys, helpers.QuietTypes, helpers.ChangeableTypes);
    }

    public IReadOnlyCollection<ISymbol> Members => _code.Keys;

    /// <summary>
    /// What a member does that runs when an event is applied. To be asked before <see cref="GetCommandFacts"/>, which needs less.
    /// </summary>
    public MemberFacts GetArmFacts(ISymbol member) => GetFacts(
        member,
        member is IMethodSymbol && !EntityHooks.IsArm(member)
            ? (helper, code) => _sketch.MayMatterInArm(helper, code) || _sketch.MayMatterInCommand(code)
            : _sketch.MayMatterInArm);

    /// <summary>What a member does that the rules for commands ask about.</summary>
    public MemberFacts GetCommandFacts(ISymbol member) => GetFacts(member, (_, code) => _sketch.MayMatterInCommand(code));

    private MemberFacts GetFacts(ISymbol member, Func<ISymbol, SyntaxNode, bool> mayMatter)
    {
        if (_facts.TryGetValue(member, out MemberFacts? facts))
        {
            return facts;
        }

        facts = new MemberFacts(member);
        if (_code.TryGetValue(member, out List<SyntaxNode>? pieces) && pieces.Any(piece => mayMatter(member, piece)))
        {
            foreach (SyntaxNode piece in pieces)
            {
                _helpers.Collect(piece, facts, _entity, _cancellationToken);
            }
        }

        _facts.Add(member, facts);
        return facts;
    }
}
