using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Generators.Analyzers;

/// <summary>
/// Compares what the final code has with what the generated codecs store (ESG072, and ESG045 of an entity's own state): what another source
/// generator writes is missing there, because generators don't see each other's code. Whole types are <see cref="UnseenTypes"/>' business.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnstoredMemberAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [DiagnosticDescriptors.UnstoredMember, DiagnosticDescriptors.UnstorableState];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypesByMetadataName(AttributeNames.Entity).IsEmpty)
            {
                return;
            }

            CompilationEntities entities = CompilationEntities.Of(start.Compilation);
            Lazy<LockFile?> locked = new(() => LockFile.Find(start.Options.AdditionalFiles, CancellationToken.None));
            start.RegisterSymbolAction(symbol => Analyze(symbol, entities, locked), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, CompilationEntities entities, Lazy<LockFile?> locked)
    {
        INamedTypeSymbol entity = (INamedTypeSymbol)context.Symbol;
        if (EventSourcedType.GetAttribute(entity) is null
            || GeneratedCodec.Find(entity, GeneratedCodec.OfEvents, context.CancellationToken) is not { } codec)
        {
            return;
        }

        ParsedEntity parsed = entities.Parse(entity, locked.Value);
        ReportTypes(context, codec, parsed.Model.PayloadTypes);
        if (parsed.State is { } state && GeneratedState.Find(entity, context.CancellationToken) is { } generated)
        {
            ReportState(context, entity, state, generated);
        }
    }

    /// <summary>Reports the state of a class with snapshots that they would lose.</summary>
    private static void ReportState(SymbolAnalysisContext context, INamedTypeSymbol entity, StateModel state, GeneratedState generated)
    {
        foreach (string member in generated.FindUnseen(entity, state))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.UnstorableState,
                GetLocation(context, entity),
                member,
                entity.Name,
                "it, or its type, is written by another source generator, whose code EsGen's doesn't see; write it yourself."));
        }

        if (GeneratedCodec.Find(entity, GeneratedState.CodecName, context.CancellationToken) is { } codec)
        {
            ReportTypes(context, codec, state.PayloadTypes);
        }
    }

    /// <summary>Reports the members of stored types that a codec leaves out.</summary>
    private static void ReportTypes(SymbolAnalysisContext context, GeneratedCodec codec, EquatableArray<PayloadTypeModel> types)
    {
        foreach (INamedTypeSymbol type in codec.StoredTypes.Where(static type => type.DeclaringSyntaxReferences.Length > 0))
        {
            string name = SourceName.Of(type.WithNullableAnnotation(NullableAnnotation.None));
            string[] unstored = types.FirstOrDefault(payload => payload.Name == name) switch
            {
                ObjectTypeModel o =>
                    [.. o.StoredMembers.Where(member => !codec.Stores(type, member)).Select(static member => member.PropertyName)],
                SingleValueTypeModel { Member: var member } when !codec.StoresAsValue(type, member) => [member.PropertyName],
                _ => [],
            };
            if (unstored.Length > 0)
            {
                string subject = ConverterAdvice.Describe(type);
                string members = string.Join(" and ", unstored.Select(static member => $"'{member.TrimStart('@')}'"));
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.UnstoredMember,
                    GetLocation(context, type),
                    $"{members} of {subject} {(unstored.Length == 1 ? "is" : "are")} written",
                    $"declare an EventFieldConverter<{subject}> for it with [EventFieldConverter], or write "
                        + $"the {(unstored.Length == 1 ? "member" : "members")} yourself."));
            }
        }
    }

    private static Location GetLocation(SymbolAnalysisContext context, INamedTypeSymbol type) =>
        DeclaredName.FindLocation(type, context.CancellationToken) ?? type.Locations[0];
}
