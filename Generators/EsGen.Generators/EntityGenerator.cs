using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators;

/// <summary>Writes the generated half of every entity and aggregate. What is wrong with one is the analyzers' to say.</summary>
/// <remarks>
/// What is wrong with the lock it says itself, too: without a version that can't be read the user's code doesn't compile, and then the
/// command line asks no analyzer. This stops it before that, and the same report of an analyzer is printed only once. The same goes for
/// bodies that the user still has to write, such as a <c>When…</c>: the compiler would ask for them in a generated file (CS8795). And for
/// types that only an <c>extern alias</c> reaches: it would not find them there (CS0400).
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class EntityGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        (
            IncrementalValuesProvider<EntityModel> entities,
            IncrementalValuesProvider<StateModel> entityStates) = Find(context, AttributeNames.Entity, TrackingNames.Entities);
        (
            IncrementalValuesProvider<EntityModel> aggregates,
            IncrementalValuesProvider<StateModel> aggregateStates) = Find(context, AttributeNames.Aggregate, TrackingNames.Aggregates);
        (IncrementalValuesProvider<EntityModel> strayEvents, _) = Find(context, AttributeNames.Event, TrackingNames.StrayMembers);
        (IncrementalValuesProvider<EntityModel> strayDiscards, _) = Find(context, AttributeNames.Discard, TrackingNames.StrayMembers);

        // Hint names are compared without regard to case, type names with it.
        IncrementalValuesProvider<EntityModel>[] sources = [entities, aggregates, strayEvents, strayDiscards];
        IncrementalValueProvider<EquatableArray<string>> collisions = sources
            .Select(static source => source.Select(static (entity, _) => entity.Type.HintName).Collect())
            .Aggregate(static (left, right) => left.Combine(right).Select(static (names, _) => names.Left.AddRange(names.Right)))
            .Select(static (names, _) => GeneratedSources.FindCollisions(names))
            .WithTrackingName(TrackingNames.HintNameCollisions);

        foreach (IncrementalValuesProvider<StateModel> states in (IncrementalValuesProvider<StateModel>[])[entityStates, aggregateStates])
        {
            context.RegisterSourceOutput(states.Combine(collisions), static (output, pair) =>
                GeneratedSources.Add(
                    output,
                    GeneratedSources.GetHintName(pair.Left.Type, pair.Right),
                    "State",
                    StateEmitter.Emit(pair.Left)));
        }

        IncrementalValueProvider<ImmutableArray<CatalogEntry>>[] lists =
        [
            Collect(entities),
            Collect(aggregates),
            Collect(PolicyPipeline.Register(context), HandlerKind.Policy),
            Collect(ReadModelPipeline.Register(context), HandlerKind.ReadModel),
        ];
        IncrementalValueProvider<EquatableArray<CatalogEntry>> catalog = lists
            .Aggregate(static (left, right) => left.Combine(right).Select(static (entries, _) => entries.Left.AddRange(entries.Right)))
            .Select(static (entries, _) => new EquatableArray<CatalogEntry>(entries
                .OrderBy(static entry => entry.TypeName, StringComparer.Ordinal)
                .ThenBy(static entry => entry.DeclaredEvents, StringComparer.Ordinal)))
            .WithTrackingName(TrackingNames.Catalog);
        context.RegisterSourceOutput(catalog, static (output, entries) =>
        {
            if (CatalogEmitter.Emit(entries) is { } text)
            {
                GeneratedSources.Add(output, "EsGen.Catalog", text);
            }
        });

        IncrementalValuesProvider<(EventLock Content, EquatableArray<LockReport> Reports)> locks = context.AdditionalTextsProvider
            .Where(static file => EventLock.IsFile(file.Path))
            .Select(static (file, cancellationToken) => Read(file, cancellationToken))
            .WithTrackingName(TrackingNames.Locks);
        context.RegisterSourceOutput(
            locks.SelectMany(static (read, _) => read.Reports),
            static (output, report) => output.ReportDiagnostic(report.ToDiagnostic()));
        IncrementalValueProvider<EventLock> eventLock = locks
            .Select(static (read, _) => read.Content)
            .Collect()
            .Select(static (locks, _) => locks.IsEmpty ? EventLock.Empty : locks[0]);
        foreach (string attribute in (string[])[AttributeNames.Entity, AttributeNames.Aggregate])
        {
            ReportFileLocals(context, attribute);
        }

        foreach (IncrementalValuesProvider<EntityModel> source in sources)
        {
            // Each entity's own part of the lock is taken out of it, so that a change of another's reaches nobody else.
            IncrementalValuesProvider<EntityModel> complete = source
                .Combine(eventLock)
                .Select(static (pair, _) => EntityHistory.Add(pair.Left, pair.Right.Find([pair.Left.EntityName, .. pair.Left.FormerNames])))
                .WithTrackingName(TrackingNames.Histories);
            context.RegisterSourceOutput(complete.Combine(collisions), static (output, pair) => Emit(output, pair.Left, pair.Right));

            // Only these wait for the compilation, which every edit changes: a model has no places to point at.
            IncrementalValuesProvider<((EntityModel Entity, EventLock Lock) Read, Compilation Compilation)> incomplete = complete
                .Where(static entity => entity.CantCompile)
                .Combine(eventLock)
                .Combine(context.CompilationProvider);
            context.RegisterSourceOutput(
                incomplete,
                static (output, pair) => Report(output, pair.Read.Entity, pair.Read.Lock, pair.Compilation));
        }
    }

    private static (EventLock Content, EquatableArray<LockReport> Reports) Read(AdditionalText file, CancellationToken cancellationToken) =>
        LockFile.Find([file], cancellationToken) is { } read ? (read.Content, new([.. read.GetReports(file)])) : (EventLock.Empty, default);

    private static void Report(SourceProductionContext output, EntityModel entity, EventLock eventLock, Compilation compilation)
    {
        if (compilation.Assembly.GetTypeByMetadataName(entity.Type.HintName) is not { } type)
        {
            return;
        }

        List<Diagnostic> reports = [];
        EntityParser.Parse(
            type,
            reports.Add,
            output.CancellationToken,
            eventLock.Find(EventSourcedType.GetNames(type))?.RetiredEvents,
            AliasedAssemblies.Of(compilation));
        foreach (Diagnostic report in reports.Where(static report => report.Severity == DiagnosticSeverity.Error)
            .OrderBy(static report => report.Location.SourceSpan.Start))
        {
            output.ReportDiagnostic(report);
        }
    }

    private static (IncrementalValuesProvider<EntityModel> Entities, IncrementalValuesProvider<StateModel> States) Find(
        IncrementalGeneratorInitializationContext context,
        string attribute,
        string trackingName)
    {
        IncrementalValuesProvider<EntityDeclaration> found = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                attribute,
                predicate: static (node, _) => node is MemberDeclarationSyntax,
                transform: static (target, cancellationToken) => TargetFinder.Find(target) is { } type
                    ? EntityParser.ParseWhole(
                        type,
                        report: null,
                        cancellationToken,
                        aliased: AliasedAssemblies.Of(target.SemanticModel.Compilation))
                    : null)
            .Where(static declaration => declaration is not null)
            .Select(static (declaration, _) => declaration!);

        // Apart, so that what changes only the state's fingerprint leaves all else alone.
        return (
            found.Select(static (declaration, _) => declaration.Entity).WithTrackingName(trackingName),
            found.Where(static declaration => declaration.State is not null)
                .Select(static (declaration, _) => declaration.State!)
                .WithTrackingName(TrackingNames.States));
    }

    /// <summary>The entities: by type those that code of the assembly can name everywhere, by what they declare all.</summary>
    private static IncrementalValueProvider<ImmutableArray<CatalogEntry>> Collect(IncrementalValuesProvider<EntityModel> entities) =>
        entities
        .Where(static entity => entity.IsSupported)
        .Select(static (entity, _) => entity is { IsObsolete: false, CreateAccessibility: "public" or "internal" }
            ? new CatalogEntry(entity.Type.FullName, entity.Type.DiagnosticIds, EventLockWriter.Write(CodeSchema.Of(entity)))
            : new CatalogEntry(TypeName: null, default, EventLockWriter.Write(CodeSchema.Of(entity))))
        .Collect();

    /// <summary>The policies and read models, which are looked for by name only.</summary>
    private static IncrementalValueProvider<ImmutableArray<CatalogEntry>> Collect<TModel>(
        IncrementalValuesProvider<TModel> models,
        HandlerKind kind)
        where TModel : IClassModel => models
        .Select((model, _) => new CatalogEntry(
            TypeName: null,
            default,
            EventLockWriter.Write(new LockedHandler(kind, model.Name, IsRetired: false, model.FormerNames))))
        .Collect();

    /// <summary>
    /// Says of an entity that is local to its file what is wrong: no other half can be written for its members, and with the compiler's
    /// complaint about that (CS9275 and the like) the command line asks no analyzer.
    /// </summary>
    private static void ReportFileLocals(IncrementalGeneratorInitializationContext context, string attribute)
    {
        IncrementalValuesProvider<FileLocalEntity> found = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                attribute,
                predicate: static (node, _) => FileLocalEntity.IsIn(node),
                transform: static (target, cancellationToken) =>
                    target.TargetSymbol is INamedTypeSymbol type ? FileLocalEntity.Of(type, cancellationToken) : null)
            .Where(static entity => entity is not null)
            .Select(static (entity, _) => entity!)
            .WithTrackingName(TrackingNames.FileLocals);
        context.RegisterSourceOutput(
            found.Combine(context.CompilationProvider),
            static (output, pair) => pair.Left.Report(pair.Right, output.ReportDiagnostic));
    }

    private static void Emit(SourceProductionContext output, EntityModel entity, EquatableArray<string> collisions)
    {
        string name = GeneratedSources.GetHintName(entity.Type, collisions);

        if (!entity.IsSupported)
        {
            // A part without content would do nothing but ask for 'partial', and hide what is really wrong (CS0260).
            if (entity.Stubs.Count + entity.StrayHookDeclarations.Count > 0)
            {
                Add("Stubs", StubEmitter.Emit(entity));
            }

            return;
        }

        Add("Events", EventsEmitter.Emit(entity));
        Add("Commands", CommandsEmitter.Emit(entity));
        Add("Mutator", MutatorEmitter.Emit(entity));
        Add("Codec", CodecEmitter.Emit(entity));
        if (HistoryEmitter.Emit(entity) is { } history)
        {
            Add("History", history);
        }

        if (RepositoryEmitter.Emit(entity) is { } repository)
        {
            Add("Repository", repository);
        }

        void Add(string concern, string text) => GeneratedSources.Add(output, name, concern, text);
    }
}
