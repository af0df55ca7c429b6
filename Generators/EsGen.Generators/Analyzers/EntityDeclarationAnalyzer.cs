using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Generators;

/// <summary>Reports what is wrong with the declaration of entities and their events: ESG001–ESG019 and ESG025.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EntityDeclarationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DiagnosticDescriptors.EntityMustBePartial,
        DiagnosticDescriptors.ContainerMustBePartial,
        DiagnosticDescriptors.UnsupportedEntity,
        DiagnosticDescriptors.ConflictingAttributes,
        DiagnosticDescriptors.MemberMustBePartial,
        DiagnosticDescriptors.UnsupportedProperty,
        DiagnosticDescriptors.UnsupportedSignature,
        DiagnosticDescriptors.MethodEventNeedsName,
        DiagnosticDescriptors.DuplicateName,
        DiagnosticDescriptors.NameCollision,
        DiagnosticDescriptors.ConstructorMakesNoEvent,
        DiagnosticDescriptors.NoCreationEvent,
        DiagnosticDescriptors.SeveralDiscards,
        DiagnosticDescriptors.UnsupportedFieldType,
        DiagnosticDescriptors.UnusableFieldName,
        DiagnosticDescriptors.PropertyNeverSet,
        DiagnosticDescriptors.MisplacedEvent,
        DiagnosticDescriptors.InvalidName,
        DiagnosticDescriptors.HookMustBePartial,
        DiagnosticDescriptors.HookMatchesNoEvent,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(AttributeNames.Entity) is null)
            {
                return;
            }

            Lazy<ILookup<string, INamedTypeSymbol>> entities = new(() => FindEntities(start.Compilation, start.CancellationToken));
            start.RegisterSymbolAction(symbol => Analyze(symbol, entities), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, Lazy<ILookup<string, INamedTypeSymbol>> entities)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        if (!EntityParser.IsDeclaredType(type))
        {
            return;
        }

        bool isEntity = EntityParser.GetEntityAttribute(type) is not null;
        if (!isEntity && !EntityParser.GetAnnotatedMembers(type).Any())
        {
            return;
        }

        EntityParser.Parse(type, context.ReportDiagnostic, context.CancellationToken);
        if (isEntity)
        {
            ReportDuplicate(context, type, entities.Value);
        }
    }

    /// <summary>Reports an entity whose name, present or former, an earlier one has: their topics would be the same.</summary>
    private static void ReportDuplicate(SymbolAnalysisContext context, INamedTypeSymbol type, ILookup<string, INamedTypeSymbol> entities)
    {
        foreach (string name in EntityParser.GetEntityNames(type).Distinct())
        {
            if (entities[name].FirstOrDefault() is { } first
                && !SymbolEqualityComparer.Default.Equals(first, type)
                && UserCode.GetDeclarations(type, context.CancellationToken).OfType<TypeDeclarationSyntax>().FirstOrDefault() is { } declaration)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.DuplicateName,
                    declaration.Identifier.GetLocation(),
                    "entity name",
                    name,
                    $"the entity '{first.ToDisplayString()}'"));
                return;
            }
        }
    }

    private static ILookup<string, INamedTypeSymbol> FindEntities(Compilation compilation, CancellationToken cancellationToken)
    {
        List<INamedTypeSymbol> entities = [];
        Stack<INamespaceOrTypeSymbol> open = new([compilation.Assembly.GlobalNamespace]);
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            INamespaceOrTypeSymbol current = open.Pop();
            foreach (INamespaceOrTypeSymbol member in current.GetMembers().OfType<INamespaceOrTypeSymbol>())
            {
                open.Push(member);
            }

            // Only a type with attributes is bound any further.
            if (current is INamedTypeSymbol type
                && type.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax { AttributeLists.Count: > 0 })
                && EntityParser.GetEntityAttribute(type) is not null)
            {
                entities.Add(type);
            }
        }

        return entities
            .OrderBy(static type => type.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(static type => type.Locations[0].SourceSpan.Start)
            .SelectMany(static type => EntityParser.GetEntityNames(type).Distinct().Select(name => (name, type)))
            .ToLookup(static pair => pair.name, static pair => pair.type, StringComparer.Ordinal);
    }
}
