using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Generators;

/// <summary>
/// Compares what the final code has with what the generated codec stores (ESG072): what another source generator writes is missing there,
/// because generators don't see each other's code. Whole types are <see cref="UnseenTypes"/>' business.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnstoredMemberAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnstoredMember];

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
        if (EntityParser.GetEntityAttribute(entity) is null || GeneratedCodec.Find(entity, context.CancellationToken) is not { } codec)
        {
            return;
        }

        EntityModel model = entities.Parse(entity, locked.Value).Model;
        foreach (INamedTypeSymbol type in codec.StoredTypes.Where(static type => type.DeclaringSyntaxReferences.Length > 0))
        {
            string name = SourceName.Of(type.WithNullableAnnotation(NullableAnnotation.None));
            string[] unstored = model.PayloadTypes.FirstOrDefault(payload => payload.Name == name) switch
            {
                ObjectTypeModel o => [.. o.StoredMembers.Where(member => !codec.Stores(type, member)).Select(static member => member.PropertyName)],
                SingleValueTypeModel { Member: var member } when !codec.StoresAsValue(type, member) => [member.PropertyName],
                _ => [],
            };
            if (unstored.Length > 0)
            {
                string subject = ConverterAdvice.Describe(type);
                Report(
                    context,
                    type,
                    $"{string.Join(" and ", unstored.Select(static member => $"'{member.TrimStart('@')}'"))} of {subject} {(unstored.Length == 1 ? "is" : "are")} written",
                    $"declare an EventFieldConverter<{subject}> for it with [EventFieldConverter], or write the {(unstored.Length == 1 ? "member" : "members")} yourself.");
            }
        }
    }

    private static void Report(SymbolAnalysisContext context, INamedTypeSymbol type, string what, string advice)
    {
        SyntaxNode? declaration = UserCode.GetDeclarations(type, context.CancellationToken).FirstOrDefault();
        Location? at = declaration is null ? null : EntityParser.GetIdentifier(declaration).GetLocation();
        context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.UnstoredMember, at ?? type.Locations[0], what, advice));
    }
}
