using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Generators.Analyzers.Schema;

/// <summary>Compares the declared events with <c>events.lock</c>: ESG030–ESG043.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed partial class EventLockAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DiagnosticDescriptors.NameCollision,
        DiagnosticDescriptors.UnsupportedFieldType,
        DiagnosticDescriptors.EventNotLocked,
        DiagnosticDescriptors.LockOutdated,
        DiagnosticDescriptors.IncompatibleChange,
        DiagnosticDescriptors.EventGone,
        DiagnosticDescriptors.WrongVersion,
        DiagnosticDescriptors.LostName,
        DiagnosticDescriptors.MalformedLock,
        DiagnosticDescriptors.LockConflict,
        DiagnosticDescriptors.LockEdited,
        DiagnosticDescriptors.NoLock,
        DiagnosticDescriptors.MissingUpcast,
        DiagnosticDescriptors.EntityGone,
        DiagnosticDescriptors.NameTaken,
        DiagnosticDescriptors.NotRetired,
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

            LockRequirement requirement = LockRequirement.Of(start.Options);
            CompilationEntities entities = CompilationEntities.Of(start.Compilation);
            if (start.Options.AdditionalFiles.FirstOrDefault(static file => EventLock.IsFile(file.Path)) is not { } file)
            {
                if (requirement.IsWanted)
                {
                    // Comes after what there is to say about a file, so that a terminal says that first.
                    start.RegisterSemanticModelAction(model => ReportNoLock(model, entities, requirement));
                }

                return;
            }

            Lazy<LockFile?> locked = new(() => LockFile.Find([file], CancellationToken.None));
            start.RegisterSymbolAction(symbol => Compare(symbol, locked, entities, requirement), SymbolKind.NamedType);
            start.RegisterAdditionalFileAction(additional =>
            {
                if (additional.AdditionalFile == file)
                {
                    ReportProblems(additional, locked.Value, entities);
                }
            });
        });
    }

    /// <summary>
    /// Reports the first entity of a project, as soon as its events are what could be locked; in a project without any its first policy.
    /// </summary>
    private static void ReportNoLock(SemanticModelAnalysisContext context, CompilationEntities entities, LockRequirement requirement)
    {
        INamedTypeSymbol? entity = entities.ByName.FirstOrDefault()?.First();
        INamedTypeSymbol? first = entity ?? CompilationHandlers.Of(context.SemanticModel.Compilation)
            .All.FirstOrDefault(static pair => pair.Value.Kind == HandlerKind.Policy)
            .Key;
        if (first is not null
            && FindDeclaration(first, context.CancellationToken) is { } at
            && at.SourceTree == context.SemanticModel.SyntaxTree
            && !entities.ByName.SelectMany(static named => named)
                .Any(entity => entities.Parse(entity, null).Reports.Any(static report => report.Severity == DiagnosticSeverity.Error)))
        {
            context.ReportDiagnostic(requirement.Report(
                DiagnosticDescriptors.NoLock,
                at,
                properties: null,
                first.Name,
                entity is null
                    ? "a policy by another name can begin anew, and repeat what it did,"
                    : "a change of an event can make stored ones unreadable"));
        }
    }

    private static void Compare(
        SymbolAnalysisContext context,
        Lazy<LockFile?> locked,
        CompilationEntities entities,
        LockRequirement requirement)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        if (!EventSourcedType.CanDeclare(type)
            || EventSourcedType.GetAttribute(type) is null
            || locked.Value is not { IsIncomplete: false } file)
        {
            return;
        }

        EntityModel model = entities.Parse(type, file).Model;
        if (!model.IsSupported || FindDeclaration(type, context.CancellationToken) is not { } at)
        {
            return;
        }

        LockedEntity declared = CodeSchema.Of(model);
        LockedEntity? old = file.Content.Find(declared.Names);
        if (old is null && FindRenamed(file.Content, declared, entities) is { } renamed)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.LostName,
                at,
                Proposals.Of(Proposals.FormerName, renamed.Name),
                type.Name,
                renamed.Name));
            return;
        }

        if (FindTaken(file.Content, old, declared) is { } taken)
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.NameTaken, at, type.Name, taken));
            return;
        }

        HashSet<string> edited = old is null || file.EditedEvents.Count == 0 ? [] : [.. FindEdited(file, old, declared)];
        SchemaChange[] changes = [.. SchemaComparison.Compare(old, declared).Where(change => !edited.Contains(change.EventName))];
        foreach (SchemaChange change in changes)
        {
            // To lock it as another event is the wrong thing to do if it is an old one by a new name; that one is reported (ESG033).
            if (change.Kind == SchemaChangeKind.New && SchemaComparison.MayBeRenamed(old, declared, change.EventName))
            {
                continue;
            }

            Report(context, type, at, change, declared, requirement);
            ReportUnwritable(context, type, at, change, declared);
        }

        ReportNotRetired(context, type, old, declared);
        EntityModel history = EntityHistory.Add(model, old);
        ReportMissing(context, type, at, history, edited);
        ReportCollisions(context, type, at, history);
    }

    private static void Report(
        SymbolAnalysisContext context,
        INamedTypeSymbol type,
        Location at,
        SchemaChange change,
        LockedEntity declared,
        LockRequirement requirement)
    {
        ISymbol? member = EventMember.Find(type, change.EventName, change.Version);
        Location place = FindDeclaration(member, context.CancellationToken) ?? at;
        string name = member is null ? declared.Name : change.EventName;
        ImmutableDictionary<string, string?> properties = Proposals.Of(Proposals.EventName, change.EventName);
        context.ReportDiagnostic(change.Kind switch
        {
            SchemaChangeKind.New => requirement.Report(
                DiagnosticDescriptors.EventNotLocked,
                place,
                properties,
                change.Version == 1 ? $"'{declared.Name}.{name}'" : $"Version {change.Version} of '{declared.Name}.{name}'",
                "it is stored, so that no later change makes it unreadable"),
            SchemaChangeKind.Compatible =>
                requirement.Report(DiagnosticDescriptors.LockOutdated, place, properties, name, change.Text),
            SchemaChangeKind.Incompatible => Diagnostic.Create(
                DiagnosticDescriptors.IncompatibleChange,
                place,
                properties.Add(Proposals.Version, $"{change.VersionToHave}"),
                name,
                change.Text,
                change.VersionToHave),
            SchemaChangeKind.Taken => Diagnostic.Create(DiagnosticDescriptors.NameTaken, place, name, change.Text),
            SchemaChangeKind.Gone => Diagnostic.Create(DiagnosticDescriptors.EventGone, at, properties, declared.Name, change.EventName),
            SchemaChangeKind.WrongVersion => Diagnostic.Create(
                DiagnosticDescriptors.WrongVersion,
                place,
                properties.Add(Proposals.Version, $"{change.VersionToHave}"),
                name,
                change.Version,
                change.Text),
            _ =>
                Diagnostic.Create(
                    DiagnosticDescriptors.LostName,
                    place,
                    properties.Add(Proposals.FormerName, change.Text),
                    name,
                    change.Text),
        });
    }

    /// <summary>Says why no fix takes an event into the lock, unless another rule does.</summary>
    private static void ReportUnwritable(
        SymbolAnalysisContext context,
        INamedTypeSymbol type,
        Location at,
        SchemaChange change,
        LockedEntity declared)
    {
        if (declared.Events.FirstOrDefault(e => e.Name == change.EventName) is { } e
            && !e.HasUnsupportedType
            && EventLockReader.FindReason(e) is { } reason)
        {
            ISymbol? member = EventMember.Find(type, e.Name, change.Version);
            Location place = FindDeclaration(member, context.CancellationToken) ?? at;
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.UnsupportedFieldType,
                place,
                e.Name,
                $"it can't be written into events.lock, where {reason}."));
        }
    }

    /// <summary>The events, as the code calls them, that the lock says something else of than what is stored (ESG038).</summary>
    private static IEnumerable<string> FindEdited(LockFile file, LockedEntity locked, LockedEntity declared) => declared.Events
        .Where(e => SchemaComparison.FindLocked(locked, e) is { } found && file.EditedEvents.Contains((locked.Name, found.Name)))
        .Concat(locked.Events.Where(e => file.EditedEvents.Contains((locked.Name, e.Name))))
        .Select(static e => e.Name);

    private static void ReportProblems(AdditionalFileAnalysisContext context, LockFile? locked, CompilationEntities entities)
    {
        if (locked is null)
        {
            return;
        }

        foreach (LockReport report in locked.GetReports(context.AdditionalFile))
        {
            context.ReportDiagnostic(report.ToDiagnostic());
        }

        if (locked.IsIncomplete)
        {
            return;
        }

        HashSet<LockedEntity> renamed =
            [.. FindNewEntities(
                locked.Content,
                entities).Select(e =>
                    FindRenamed(locked.Content, CodeSchema.Of(entities.Parse(e, locked).Model), entities)).OfType<LockedEntity>()];
        foreach (LockedEntity entity in locked.Content.Entities)
        {
            if (!entity.IsRetired && !entities.ByName.Contains(entity.Name) && !renamed.Contains(entity))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.EntityGone,
                    locked.GetLocation(context.AdditionalFile, locked.Lines[(entity.Name, "", 0)]),
                    Proposals.Of(Proposals.EntityName, entity.Name),
                    entity.Name));
            }
        }
    }

    private static IEnumerable<INamedTypeSymbol> FindNewEntities(EventLock content, CompilationEntities entities)
    {
        HashSet<ISymbol> locked = new(
            entities.ByName.Where(named => content.Find([named.Key]) is not null).SelectMany(static named => named),
            SymbolEqualityComparer.Default);
        return entities.ByName.SelectMany(static named => named).Where(locked.Add);
    }

    /// <summary>The locked entity that a new one probably was: one that no class is any more, with the most events in common.</summary>
    private static LockedEntity? FindRenamed(EventLock content, LockedEntity declared, CompilationEntities entities) => content.Entities
        .Where(entity => !entity.IsRetired && !entities.ByName.Contains(entity.Name))
        .Select(entity => (Entity: entity, Common: entity.Events.Count(e => declared.Events.Any(other => other.Name == e.Name))))
        .Where(static candidate => candidate.Common * 2 > candidate.Entity.Events.Count)
        .OrderByDescending(static candidate => candidate.Common)
        .FirstOrDefault().Entity;

    private static Location? FindDeclaration(ISymbol? symbol, CancellationToken cancellationToken) =>
        symbol is not null
        && UserCode.GetDeclarations(symbol, cancellationToken)
            .FirstOrDefault(static node => node is MemberDeclarationSyntax) is { } declaration
            ? DeclaredName.Of(declaration).GetLocation()
            : null;
}
