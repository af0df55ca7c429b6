using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>Reports what is wrong with policies: ESG050–ESG054, ESG068, ESG069 and ESG082–ESG085.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PolicyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DiagnosticDescriptors.ReadModelMustBePartial,
        DiagnosticDescriptors.UnsupportedReadModel,
        DiagnosticDescriptors.NotAnEvent,
        DiagnosticDescriptors.DuplicateHandler,
        DiagnosticDescriptors.ReadModelSignature,
        DiagnosticDescriptors.PolicyResultType,
        DiagnosticDescriptors.PolicyStartUnknown,
        DiagnosticDescriptors.PolicyState,
        DiagnosticDescriptors.StoredInPolicy,
        DiagnosticDescriptors.PolicyNameCollision,
        DiagnosticDescriptors.PolicyParallelism,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(AttributeNames.Policy) is null)
            {
                return;
            }

            Lazy<ILookup<string, INamedTypeSymbol>> byName = new(() => CompilationTypes.FindByName(start.Compilation, GetNames));
            HelperCode helpers = HelperCode.Of(start.Compilation, start.Options);
            start.RegisterSymbolAction(symbol => Analyze(symbol, helpers, byName), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, HelperCode helpers, Lazy<ILookup<string, INamedTypeSymbol>> byName)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        if (PolicyParser.Parse(type, context.Compilation, context.ReportDiagnostic, context.CancellationToken) is null)
        {
            return;
        }

        foreach (Diagnostic diagnostic in new PolicyCode(type, helpers).GetDiagnostics(context.CancellationToken)
            .Concat(FindCollisions(type, byName.Value)))
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    private static IEnumerable<string> GetNames(INamedTypeSymbol type) =>
        PolicyParser.GetAttribute(type) is { } attribute ? PolicyParser.GetNames(type, attribute) : [];

    /// <summary>Of several with one name the first one has it.</summary>
    private static IEnumerable<Diagnostic> FindCollisions(INamedTypeSymbol type, ILookup<string, INamedTypeSymbol> byName) => GetNames(type)
        .Distinct()
        .Select(name => (Name: name, Owner: byName[name].First()))
        .Where(pair => !SymbolEqualityComparer.Default.Equals(pair.Owner, type))
        .Select(pair => Diagnostic.Create(
            DiagnosticDescriptors.PolicyNameCollision,
            type.Locations[0],
            pair.Name,
            $"also a name of the policy '{pair.Owner.Name}', so that the two would share a position; give one of them another: "
                + "[Policy(\"name\")]"));
}
