using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Generators.Analyzers;

/// <summary>
/// Suppresses rules of the .NET analyzers that the authoring model itself breaks, for entities, their events, read models and policies
/// only.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AuthoringModelSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor s_nestedEvent = new(
        "ESGS001",
        "CA1034",
        "An event is a record nested in its entity, and as visible as it.");

    private static readonly SuppressionDescriptor s_publicEntity = new(
        "ESGS002",
        "CA1515",
        "Entities and events are the domain's public model; generated code shows them as far as the user does.");

    private static readonly SuppressionDescriptor s_handler = new(
        "ESGS006",
        "CA1822",
        "An On is a method of the document, or of the policy that the runner was given, whatever it uses of it.");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [s_nestedEvent, s_publicEntity, s_handler];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is not { } tree
                || tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan) is not { } node
                || context.GetSemanticModel(tree).GetDeclaredSymbol(node, context.CancellationToken) is not { } symbol)
            {
                continue;
            }

            if (symbol is not INamedTypeSymbol type)
            {
                if (diagnostic.Id == s_handler.SuppressedDiagnosticId && IsHandler(symbol))
                {
                    context.ReportSuppression(Suppression.Create(s_handler, diagnostic));
                }

                continue;
            }

            bool isEvent = type.ContainingType is { } container
                && EventSourcedType.GetAttribute(container) is not null
                && EventMember.IsAnnotated(type);
            foreach (SuppressionDescriptor suppression in SupportedSuppressions)
            {
                if (suppression.SuppressedDiagnosticId == diagnostic.Id
                    && (isEvent || (suppression == s_publicEntity && EventSourcedType.GetAttribute(type) is not null)))
                {
                    context.ReportSuppression(Suppression.Create(suppression, diagnostic));
                }
            }
        }
    }

    private static bool IsHandler(ISymbol symbol) => symbol is IMethodSymbol { Name: "On", Parameters.IsEmpty: false }
        && (ReadModelParser.GetAttribute(symbol.ContainingType) ?? PolicyParser.GetAttribute(symbol.ContainingType)) is not null;
}
