using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Generators.Analyzers;

/// <summary>
/// Suppresses the compiler's warnings about state that isn't set or used in an entity whose declaration is wrong: a terminal prints them
/// before what is wrong, and with its generated half they are gone.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnfinishedEntitySuppressor : DiagnosticSuppressor
{
    private const string Justification = "The declaration of the entity is wrong, so that its generated half is not complete.";

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } =
    [
        new("ESGS003", "CS8618", Justification),
        new("ESGS004", "CS0169", Justification),
        new("ESGS005", "CS0649", Justification),
    ];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        CompilationEntities entities = CompilationEntities.Of(context.Compilation);
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is { } tree
                && tree.GetRoot(context.CancellationToken)
                    .FindNode(diagnostic.Location.SourceSpan)
                    .FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration
                && context.GetSemanticModel(tree).GetDeclaredSymbol(declaration, context.CancellationToken) is INamedTypeSymbol type
                && EventSourcedType.GetAttribute(type) is not null
                && entities.Parse(type, locked: null).Reports.Any(static report => report.Severity == DiagnosticSeverity.Error))
            {
                context.ReportSuppression(Suppression.Create(
                    SupportedSuppressions.First(suppression => suppression.SuppressedDiagnosticId == diagnostic.Id),
                    diagnostic));
            }
        }
    }
}
