using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>
/// The code of a compilation that entities reach: that of each member is bound once, however many arms come by, and for all analyzers.
/// </summary>
internal sealed class HelperCode
{
    private const int Instance = -1;

    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<ImmutableArray<AdditionalText>, HelperCode>> s_known =
        new();

    private readonly Compilation _compilation;
    private readonly ImmutableArray<AdditionalText> _files;

    private readonly ConcurrentDictionary<ISymbol, MemberFacts> _facts = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<(IMethodSymbol Method, int Ordinal), bool> _changes = new();

    private readonly Lazy<BannedMembers> _banned;

    private HelperCode(Compilation compilation, ImmutableArray<AdditionalText> files)
    {
        _compilation = compilation;
        _files = files;

        // Looked up for the first code that is bound, so that a compilation without any costs nothing.
        // Several actions share it, so none of their cancellations may become its value.
        _banned = new(() => BannedMembers.Create(compilation, files, CancellationToken.None));
    }

    /// <summary>What can be moved about without looking into it.</summary>
    public QuietTypes QuietTypes { get; } = new();

    /// <summary>What can be changed without its owner.</summary>
    public ChangeableTypes ChangeableTypes { get; } = new();

    /// <param name="compilation">The compilation.</param>
    /// <param name="options">The project's own files: members that arms must not use, and the lock.</param>
    public static HelperCode Of(Compilation compilation, AnalyzerOptions options) => s_known
        .GetValue(compilation, static _ => new())
        .GetOrAdd(options.AdditionalFiles, files => new(compilation, files));

    /// <summary>The model of an entity: that which the rules of declarations have, for whom it is parsed in any case.</summary>
    public EntityModel Parse(INamedTypeSymbol entity) =>
        CompilationEntities.Of(_compilation).Parse(entity, LockFile.Find(_files, CancellationToken.None)).Model;

    public bool IsFollowed(ISymbol member) => CallGraph.IsFollowed(member, _compilation.Assembly);

    /// <summary>
    /// Whether a method changes what it gets by a parameter, or as its instance: itself, or by the methods that it calls with it.
    /// </summary>
    public bool Changes(IMethodSymbol method, IParameterSymbol? parameter, CancellationToken cancellationToken)
    {
        (IMethodSymbol Method, int Ordinal) start = (method, parameter?.Ordinal ?? Instance);
        return _changes.TryGetValue(start, out bool known) ? known : _changes.GetOrAdd(start, FindChanges(start, cancellationToken));
    }

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
        IEnumerable<ISymbol> overriding = member is IMethodSymbol named ? Overrides.Of(named, _compilation.Assembly) : [];
        facts.Helpers.UnionWith(unwritten.Concat(overriding)
            .Select(CallGraph.Normalize)
            .Where(callee => CallGraph.IsFollowed(callee, _compilation.Assembly)));
        return _facts.GetOrAdd(member, facts);
    }

    public void Collect(SyntaxNode code, MemberFacts facts, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (GetModel(code.SyntaxTree).GetOperation(code, cancellationToken) is { } operation)
        {
            new MemberFactsCollector(facts, type, _banned.Value, new StateTrace(operation, type, this)).Visit(operation);
        }
    }

    /// <summary>The code of a member.</summary>
    public IEnumerable<IOperation> GetOperations(ISymbol member) => UserCode.GetDeclarations(member, CancellationToken.None)
        .SelectMany(GetCode)
        .Select(code => GetModel(code.SyntaxTree).GetOperation(code))
        .OfType<IOperation>();

#pragma warning disable RS1030 // The driver's own model, which it keeps: a class may have parts in several files.
    public SemanticModel GetModel(SyntaxTree tree) => _compilation.GetSemanticModel(tree);
#pragma warning restore RS1030

    private bool FindChanges((IMethodSymbol Method, int Ordinal) start, CancellationToken cancellationToken)
    {
        HashSet<(ISymbol, int)> seen = [];
        Stack<(IMethodSymbol Method, int Ordinal)> open = new([start]);
        while (open.Count > 0)
        {
            (IMethodSymbol method, int ordinal) = open.Pop();
            if (!seen.Add((method, ordinal)) || (ordinal == Instance && EntityState.IsEntity(method.ContainingType)))
            {
                continue;
            }

            MemberFacts facts = GetFacts(method, cancellationToken);
            if (facts.StateWrites.Any(write => IsOf(write.State, ordinal)))
            {
                return true;
            }

            foreach ((_, IMethodSymbol called, IParameterSymbol? parameter, _) in facts.StateCalls.Where(call => IsOf(call.State, ordinal)))
            {
                open.Push((called, parameter?.Ordinal ?? Instance));
            }

            // What is called by a base or an interface may be any that derives from it.
            foreach (IMethodSymbol overriding in Overrides.Of(method, _compilation.Assembly))
            {
                open.Push((CallGraph.Normalize(overriding), ordinal));
            }
        }

        return false;
    }

    // The receiver of an extension block is a parameter of the block, and what its members are called on.
    private static bool IsOf(ISymbol state, int ordinal) => ordinal == Instance
        ? state is INamedTypeSymbol or IParameterSymbol { ContainingSymbol: INamedTypeSymbol }
        : state is IParameterSymbol { ContainingSymbol: not INamedTypeSymbol } parameter && parameter.Ordinal == ordinal;

    /// <summary>What a constructor runs that isn't in its body: initializers, and the constructor of the base class.</summary>
    private static IEnumerable<ISymbol> GetConstruction(IMethodSymbol constructor, SyntaxNode[] declarations)
    {
        INamedTypeSymbol type = constructor.ContainingType;
        ConstructorInitializerSyntax? initializer = declarations.OfType<ConstructorDeclarationSyntax>().FirstOrDefault()?.Initializer;
        bool callsBase = initializer is not null
            || declarations.OfType<TypeDeclarationSyntax>().Any(static part => part.BaseList?.Types.Any(IsCall) == true);
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
