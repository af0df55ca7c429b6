using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Generators.Analyzers;

/// <summary>Proves what <c>[EventPayload]</c> on a type promises to other projects, where the type's code is (ESG071).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EventPayloadAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnprovenPayload];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (!start.Compilation.GetTypesByMetadataName(AttributeNames.EventPayload).IsEmpty)
            {
                start.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        TypeDeclarationSyntax[] declarations =
            [.. UserCode.GetDeclarations(type, context.CancellationToken).OfType<TypeDeclarationSyntax>()];
        if (declarations.Any(static declaration => declaration.AttributeLists.Count > 0)
            && Vouching.IsMarked(type)
            && FindReason(type) is { } reason)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.UnprovenPayload,
                declarations[0].Identifier.GetLocation(),
                type.Name,
                reason));
        }
    }

    private static string? FindReason(INamedTypeSymbol type)
    {
        if (Vouching.FindUnvouched(type, type.ContainingAssembly) is { } unvouched)
        {
            string name = ConverterAdvice.Describe(unvouched);
            return $"{name} is a class of '{unvouched.ContainingAssembly.Name}', whose private state can't be seen; mark it with "
                + $"[EventPayload] there, or vouch for it with [assembly: EventPayload(typeof({name}))].";
        }

        PayloadObject.Find(PayloadViewer.Outside(type.ContainingAssembly), type, out string? reason);
        return reason;
    }
}
