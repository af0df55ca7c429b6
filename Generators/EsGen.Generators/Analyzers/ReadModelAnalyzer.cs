using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Generators.Analyzers;

/// <summary>Reports what is wrong with the declaration of read models: ESG050–ESG060 and ESG063–ESG065.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReadModelAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DiagnosticDescriptors.ReadModelMustBePartial,
        DiagnosticDescriptors.UnsupportedReadModel,
        DiagnosticDescriptors.NotAnEvent,
        DiagnosticDescriptors.DuplicateHandler,
        DiagnosticDescriptors.ReadModelSignature,
        DiagnosticDescriptors.UnhandledEvent,
        DiagnosticDescriptors.ReadModelKey,
        DiagnosticDescriptors.RouteWithoutIndex,
        DiagnosticDescriptors.UnstorableMember,
        DiagnosticDescriptors.InvalidIndex,
        DiagnosticDescriptors.ChangedFromOutside,
        DiagnosticDescriptors.KeySetter,
        DiagnosticDescriptors.GhostDocument,
        DiagnosticDescriptors.ReadModelNameCollision,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(
            static symbol =>
                ReadModelParser.Parse(
                    (INamedTypeSymbol)symbol.Symbol,
                    symbol.Compilation,
                    symbol.ReportDiagnostic,
                    symbol.CancellationToken),
            SymbolKind.NamedType);
    }
}
