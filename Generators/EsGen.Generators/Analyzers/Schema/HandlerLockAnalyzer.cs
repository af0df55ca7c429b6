using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Generators.Analyzers.Schema;

/// <summary>
/// Compares the names of policies and read models with <c>events.lock</c>: ESG090–ESG092, and ESG030 and ESG031 as for events.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerLockAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DiagnosticDescriptors.EventNotLocked,
        DiagnosticDescriptors.LockOutdated,
        DiagnosticDescriptors.HandlerNameLost,
        DiagnosticDescriptors.HandlerGone,
        DiagnosticDescriptors.HandlerNameTaken,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypesByMetadataName(AttributeNames.Policy).IsEmpty
                || start.Options.AdditionalFiles.FirstOrDefault(static file => EventLock.IsFile(file.Path)) is not { } file)
            {
                return;
            }

            LockRequirement requirement = LockRequirement.Of(start.Options);
            CompilationHandlers handlers = CompilationHandlers.Of(start.Compilation);
            Lazy<LockFile?> locked = new(() => LockFile.Find([file], CancellationToken.None) is { IsIncomplete: false } read ? read : null);
            Lazy<ILookup<LockedHandler, HandlerChange>> changes = new(() =>
                (locked.Value is { } read ? HandlerComparison.Compare(read.Content, [.. handlers.All.Values.Distinct()]) : [])
                .ToLookup(static change => change.Handler));
            start.RegisterSymbolAction(symbol => Report(symbol, handlers, changes, requirement), SymbolKind.NamedType);
            start.RegisterAdditionalFileAction(additional =>
            {
                if (additional.AdditionalFile == file && locked.Value is { } read)
                {
                    ReportGone(additional, read, changes.Value);
                }
            });
        });
    }

    private static void Report(
        SymbolAnalysisContext context,
        CompilationHandlers handlers,
        Lazy<ILookup<LockedHandler, HandlerChange>> changes,
        LockRequirement requirement)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        if (!handlers.All.TryGetValue(type, out LockedHandler? handler)
            || UserCode.FindLocation(type) is not { } at)
        {
            return;
        }

        foreach (HandlerChange change in changes.Value[handler].Where(static change => change.Kind != HandlerChangeKind.Gone))
        {
            context.ReportDiagnostic(change.Kind switch
            {
                HandlerChangeKind.New => requirement.Report(
                    DiagnosticDescriptors.EventNotLocked,
                    at,
                    Proposals.None,
                    $"The {handler.Noun} '{handler.Name}'",
                    "it is first started, so that no renaming lets it begin anew"),
                HandlerChangeKind.Compatible =>
                    requirement.Report(DiagnosticDescriptors.LockOutdated, at, Proposals.None, type.Name, change.Text),
                HandlerChangeKind.Taken => Diagnostic.Create(DiagnosticDescriptors.HandlerNameTaken, at, type.Name, change.Text),
                _ => Diagnostic.Create(DiagnosticDescriptors.HandlerNameLost, at, type.Name, change.Text),
            });
        }
    }

    private static void ReportGone(AdditionalFileAnalysisContext context, LockFile locked, ILookup<LockedHandler, HandlerChange> changes)
    {
        foreach (LockedHandler gone in locked.Content.Handlers
            .Where(handler => changes[handler].Any(static change => change.Kind == HandlerChangeKind.Gone)))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.HandlerGone,
                locked.GetLocation(context.AdditionalFile, locked.HandlerLines[(gone.Kind, gone.Name)]),
                Proposals.Of(Proposals.Handler, EventLockWriter.Write(gone)),
                gone.Noun,
                gone.Name,
                gone.Kind == HandlerKind.Policy ? $"retire it: policy {LockName.Print(gone.Name)} retired" : "take its line out"));
        }
    }
}
