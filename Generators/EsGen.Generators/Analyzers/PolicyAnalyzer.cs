using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Generators;

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
            start.RegisterSymbolStartAction(
                symbol =>
                {
                    INamedTypeSymbol type = (INamedTypeSymbol)symbol.Symbol;
                    if (PolicyParser.GetAttribute(type) is null)
                    {
                        return;
                    }

                    PolicyCode code = new(type);
                    symbol.RegisterOperationBlockAction(block => code.Add(block.OwningSymbol, block.OperationBlocks));
                    symbol.RegisterSymbolEndAction(end =>
                    {
                        PolicyParser.Parse(type, end.Compilation, end.ReportDiagnostic, end.CancellationToken);
                        foreach (Diagnostic diagnostic in code.GetDiagnostics().Concat(FindCollisions(type, byName.Value)))
                        {
                            end.ReportDiagnostic(diagnostic);
                        }
                    });
                },
                SymbolKind.NamedType);
        });
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
            $"also a name of the policy '{pair.Owner.Name}', so that the two would share a position; give one of them another: [Policy(\"name\")]"));
}
