using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Generators.Analyzers;

/// <summary>
/// Reports what is wrong with the declaration of entities and their events: ESG001–ESG019, ESG025, ESG027–ESG029, ESG045, ESG046, ESG070
/// and ESG075.
/// </summary>
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
        DiagnosticDescriptors.MissingArm,
        DiagnosticDescriptors.RepeatedChange,
        DiagnosticDescriptors.UnnamedKind,
        DiagnosticDescriptors.UnmarkedMember,
        DiagnosticDescriptors.UnseenState,
        DiagnosticDescriptors.UnstorableState,
        DiagnosticDescriptors.NoSnapshots,
    ];

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
            start.RegisterSyntaxNodeAction(AnalyzeFunction, SyntaxKind.LocalFunctionStatement, SyntaxKind.ParenthesizedLambdaExpression);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, CompilationEntities entities, Lazy<LockFile?> locked)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        if (!EventSourcedType.CanDeclare(type))
        {
            return;
        }

        if (type.ContainingType is null && type.GetAttributes().FirstOrDefault(Attributes.MakesEvent) is not null)
        {
            ReportMisplaced(
                context.ReportDiagnostic,
                type.Locations[0],
                type.Name,
                "it is not nested in a class with [Entity] or [Aggregate]; move it into one.");
        }

        ReportContainer(context, type);
        ReportExtensions(context, type);
        bool isEntity = EventSourcedType.GetAttribute(type) is not null;
        if (!isEntity && type.TypeKind == TypeKind.Class && EventSourcedType.GetSnapshotAttribute(type) is { } snapshot)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.NoSnapshots,
                snapshot.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).GetLocation() ?? type.Locations[0],
                type.Name,
                "it has neither [Entity] nor [Aggregate]; give it one of them, or remove [Snapshot]"));
        }

        if (!isEntity && !EventMember.GetAll(type).Any())
        {
            return;
        }

        ParsedEntity parsed = entities.Parse(type, locked.Value);
        (ISymbol Member, Diagnostic Report)[] unseen = isEntity ? [.. UnseenTypes.Find(type, parsed.Model)] : [];

        // An arm for what can't be an event would be written in vain.
        foreach (Diagnostic report in parsed.Reports.Where(report =>
            report.Id != DiagnosticDescriptors.MissingArmId || !unseen.Any(found => IsIn(found.Member, report))))
        {
            context.ReportDiagnostic(report);
        }

        foreach ((ISymbol _, Diagnostic report) in unseen)
        {
            context.ReportDiagnostic(report);
        }

        if (isEntity)
        {
            ReportDuplicate(context, type, entities.ByName);
        }
    }

    private static bool IsIn(ISymbol member, Diagnostic report) => member.DeclaringSyntaxReferences.Any(declaration =>
        declaration.SyntaxTree == report.Location.SourceTree && declaration.Span.Contains(report.Location.SourceSpan));

    /// <summary>Reports a type around an entity where it is declared: what is said elsewhere an editor shows only after a build.</summary>
    private static void ReportContainer(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        foreach (TypeDeclarationSyntax declaration in UserCode.GetDeclarations(type, context.CancellationToken)
            .OfType<TypeDeclarationSyntax>())
        {
            if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword) && FindEntityIn(type) is { } entity)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.ContainerMustBePartial,
                    declaration.Identifier.GetLocation(),
                    type.Name,
                    entity.Name));
            }
        }
    }

    /// <summary>Reports members of extension blocks, which are types without a name inside a static class.</summary>
    private static void ReportExtensions(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        if (!type.IsStatic || type.ContainingType is not null)
        {
            return;
        }

        foreach (INamedTypeSymbol block in type.GetTypeMembers("").Where(static nested => !nested.CanBeReferencedByName))
        {
            foreach ((ISymbol member, AttributeData attribute) in EventMember.GetAll(block))
            {
                Location? at = DeclaredName.FindLocation(member, context.CancellationToken)
                    ?? attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation();
                ReportMisplaced(
                    context.ReportDiagnostic,
                    at ?? type.Locations[0],
                    member.Name,
                    "it is in an extension block, and an event belongs to its entity; declare it in the class.");
            }
        }
    }

    private static INamedTypeSymbol? FindEntityIn(INamedTypeSymbol type) =>
        type.GetTypeMembers()
            .Select(static nested => EventSourcedType.GetAttribute(nested) is null ? FindEntityIn(nested) : nested)
            .FirstOrDefault(static entity => entity is not null);

    /// <summary>Reports an attribute on a function inside a member, which would do nothing.</summary>
    private static void AnalyzeFunction(SyntaxNodeAnalysisContext context)
    {
        (SyntaxList<AttributeListSyntax> attributes, SyntaxToken at) = context.Node switch
        {
            LocalFunctionStatementSyntax local => (local.AttributeLists, local.Identifier),
            ParenthesizedLambdaExpressionSyntax lambda => (lambda.AttributeLists, lambda.ArrowToken),
            _ => default,
        };
        if (attributes.Count > 0
            && GetSymbol(context) is { } function
            && function.GetAttributes().Any(Attributes.MakesEvent))
        {
            ReportMisplaced(
                context.ReportDiagnostic,
                at.GetLocation(),
                at.ValueText,
                "it is a function inside a member; declare it as a method of the class.");
        }
    }

    private static ISymbol? GetSymbol(SyntaxNodeAnalysisContext context) => context.Node is LocalFunctionStatementSyntax
        ? context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken)
        : context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol;

    private static void ReportMisplaced(Action<Diagnostic> report, Location at, string name, string reason) =>
        report(Diagnostic.Create(DiagnosticDescriptors.MisplacedEvent, at, name, reason));

    /// <summary>Reports an entity whose name, present or former, an earlier one has: their topics would be the same.</summary>
    private static void ReportDuplicate(SymbolAnalysisContext context, INamedTypeSymbol type, ILookup<string, INamedTypeSymbol> entities)
    {
        string[] names = [.. EventSourcedType.GetNames(type).Distinct()];
        foreach (string name in names)
        {
            if (entities[name].FirstOrDefault() is { } first
                && !SymbolEqualityComparer.Default.Equals(first, type)
                && UserCode.GetDeclarations(type, context.CancellationToken)
                    .OfType<TypeDeclarationSyntax>()
                    .FirstOrDefault() is { } declaration)
            {
                // A former name can't be changed any more.
                string? proposal = name == names[0]
                    ? GetNamesWithMore(type).FirstOrDefault(candidate => !entities.Contains(candidate))
                    : null;
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.DuplicateName,
                    declaration.Identifier.GetLocation(),
                    EventSourcedType.GetAttribute(type)?.ApplicationSyntaxReference is { } attribute
                        ? [Location.Create(attribute.SyntaxTree, attribute.Span)]
                        : [],
                    Proposals.Of(Proposals.EntityName, proposal),
                    "entity name",
                    name,
                    $"the entity '{first.ToDisplayString()}'"));
                return;
            }
        }
    }

    /// <summary>The type's name with more and more of what it is declared in: <c>Shop.Order</c>, <c>Acme.Shop.Order</c>.</summary>
    private static IEnumerable<string> GetNamesWithMore(INamedTypeSymbol type)
    {
        string name = type.Name;
        for (ISymbol? container = type.ContainingSymbol; container is { Name.Length: > 0 }; container = container.ContainingSymbol)
        {
            name = $"{container.Name}.{name}";
            yield return name;
        }
    }
}
