using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing;

/// <summary>
/// Reads an entity's symbols into a model. The generator keeps the model; the analyzer runs the same parser for what it reports, so that
/// the two can't disagree.
/// </summary>
internal sealed partial class EntityParser
{
    private readonly INamedTypeSymbol _type;
    private readonly Action<Diagnostic>? _report;
    private readonly CancellationToken _cancellationToken;
    private readonly FieldTypeParser _fieldTypes;
    private readonly List<EventModel> _events = [];
    private readonly List<StubModel> _stubs = [];
    private bool _hasUnknownType;

    private EntityParser(INamedTypeSymbol type, AliasedAssemblies aliased, Action<Diagnostic>? report, CancellationToken cancellationToken)
    {
        _type = type;
        _hooks = HookTable.Of(type, cancellationToken);
        _fieldTypes = new FieldTypeParser(type, aliased, findsUnnamedKinds: report is not null);
        _report = report;
        if (report is not null)
        {
            _fieldTypes.OnMade = (made, constructor, members) => ReportRepeatedChanges(made, constructor, members, made.Name);
        }

        _cancellationToken = cancellationToken;
    }

    /// <param name="type">The class with the attribute, or with a member that has one.</param>
    /// <param name="report">Takes the diagnostics; null where only the model is wanted.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="retiredEvents">The events that the lock knows as retired; only diagnostics need them.</param>
    /// <param name="aliased">The assemblies whose types generated code can't name; none unless given.</param>
    public static EntityModel Parse(
        INamedTypeSymbol type,
        Action<Diagnostic>? report,
        CancellationToken cancellationToken,
        IReadOnlyCollection<string>? retiredEvents = null,
        AliasedAssemblies? aliased = null) =>
        Of(type, report, retiredEvents, aliased, cancellationToken).Parse();

    /// <summary>The model, and that of the state: what the generator needs, and the analyzers of a class with snapshots.</summary>
    /// <inheritdoc cref="Parse(INamedTypeSymbol, Action{Diagnostic}?, CancellationToken, IReadOnlyCollection{string}?,
    /// AliasedAssemblies?)"/>
    public static EntityDeclaration ParseWhole(
        INamedTypeSymbol type,
        Action<Diagnostic>? report,
        CancellationToken cancellationToken,
        IReadOnlyCollection<string>? retiredEvents = null,
        AliasedAssemblies? aliased = null)
    {
        EntityParser parser = Of(type, report, retiredEvents, aliased, cancellationToken);
        EntityModel entity = parser.Parse();
        return new EntityDeclaration(entity, entity is { IsSupported: true, HasRequiredMembers: false } ? parser.ParseState(entity) : null);
    }

    private static EntityParser Of(
        INamedTypeSymbol type,
        Action<Diagnostic>? report,
        IReadOnlyCollection<string>? retiredEvents,
        AliasedAssemblies? aliased,
        CancellationToken cancellationToken) =>
        new(type, aliased ?? AliasedAssemblies.None, report, cancellationToken) { _retiredEvents = retiredEvents ?? [] };

    private EntityModel Parse()
    {
        AttributeData? attribute = EventSourcedType.GetAttribute(_type);
        bool isSupported = false;
        if (attribute is not null)
        {
            CheckDeclarations(attribute);
            isSupported = CheckKind();
        }

        string entityName = attribute is null ? _type.Name : Attributes.GetName(attribute) ?? _type.Name;
        string[] takenNames = FindTakenNames();
        isSupported &= !takenNames.Any(GeneratedNames.Essential.Contains) && !GeneratedNames.All.Contains(_type.Name);
        if (attribute is not null)
        {
            CheckName(attribute, "entity name", entityName, GeneratedNames.IsEntityName, "it must be text without blanks around it.");
        }

        if (isSupported)
        {
            ParseEvents(entityName, [entityName, .. Attributes.GetFormerNames(attribute!)]);
            CheckEntity();
            CheckUnmarkedMembers();
        }
        else
        {
            foreach ((ISymbol member, AttributeData eventAttribute) in EventMember.GetAll(_type))
            {
                if (attribute is null)
                {
                    Report(
                        DiagnosticDescriptors.MisplacedEvent,
                        GetName(member, eventAttribute),
                        GetPlainName(member),
                        $"'{_type.Name}' has neither [Entity] nor [Aggregate]; give it one of them.");
                }

                AddStub(member);
            }
        }

        (List<string> strayHookDeclarations, List<MissingArm> misspelled) = ParseStrayHooks(reports: isSupported);
        MissingArm[] missing = [.. _missingArms.Where(arm => !misspelled.Contains(arm))];
        ReportMissing(missing);
        EntityModel entity = new()
        {
            Type = TypeDeclarationParser.Parse(_type, withDiagnosticIds: _report is null) with
            {
                Usings = _report is null && (_hasUnknownType || _fieldTypes.HasMetUnknown)
                    ? new(UsingDirectives.Of(_type, _cancellationToken))
                    : default,
            },
            ClosesEvent = GetLanguageVersion() >= CSharp15 && ClosedType.CanBeDeclared(_type),
            IsSupported = isSupported,
            CantCompile = (missing.Length > 0 || _hasUnmarkedMembers || _fieldTypes.HasMetAlias) && TypeChain.Of(_type).All(IsPartial),
            EntityName = entityName,
            FormerNames = attribute is null ? default : new(Attributes.GetFormerNames(attribute)),
            OldHooks = new(_oldHooks),
            Upcasts = new(GetUpcasts()),
            UpcastCode = GetUpcastCode(),
            IgnoredEvents = new(GetIgnoredEvents()),
            StoresEachEvent = attribute?.AttributeClass?.Name == "EntityAttribute",
            IsObsolete = TypeChain.Of(_type).Any(static type => Attributes.GetObsoleteMessage(type) is not null),
            HasRequiredMembers = HasRequiredMembers,
            CreateAccessibility = Accessibilities.Least(Accessibilities.OfChain(_type)) ?? (CanCreateInContainer() ? "private" : null),
            CreateClass = GetCreateClass(),
            Events = new(_events.Select(e => WithoutMisspelledArm(e, misspelled))),
            Stubs = new(_stubs),
            StrayHookDeclarations = new(strayHookDeclarations),
            HandlesForeignRecords = isSupported && HandlesForeignRecords(),
            TakenNames = new(takenNames),
            PayloadTypes = new(_fieldTypes.PayloadTypes),
            DeclaredConverters = new(_fieldTypes.GetDeclaredConverters()),
        };
        if (_report is not null && isSupported)
        {
            CheckSnapshot();
        }

        return entity;
    }

    /// <summary>Whether the static class around a private entity can have its <c>Create</c>: no other class may name the entity.</summary>
    private bool CanCreateInContainer() =>
        _type is { DeclaredAccessibility: Accessibility.Private, ContainingType: { IsStatic: true, ContainingType: null } container }
        && !((string[])["Create", "CreateAsync", "TryCreate", "TryCreateAsync"]).SelectMany(name =>
            container.GetMembers(name)).Any(member =>
            member is not IMethodSymbol { IsExtensionMethod: false } && GetUserDeclarations<SyntaxNode>(member).Any());

    /// <summary>A name for the class of the generated <c>Create</c> that nothing else in the namespace has.</summary>
    private string GetCreateClass()
    {
        string path = string.Join("_", TypeChain.Of(_type).Select(static type => type.Name));
        if (_type.ContainingType is not null && IsTaken(path))
        {
            path = string.Join("__", TypeChain.Of(_type).Select(static type => type.Name));
        }

        while (IsTaken(path + "RepositoryExtensions"))
        {
            path += "_";
        }

        return path + "RepositoryExtensions";

        bool IsTaken(string name) =>
            _type.ContainingNamespace.GetTypeMembers(name).Any(type => GetUserDeclarations<SyntaxNode>(type).Any());
    }

    private void CheckDeclarations(AttributeData attribute)
    {
        foreach (TypeDeclarationSyntax declaration in GetUserDeclarations<TypeDeclarationSyntax>(_type))
        {
            if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                Report(DiagnosticDescriptors.EntityMustBePartial, declaration.Identifier, _type.Name);
            }
        }

        if (Attributes.Find(_type, AttributeNames.Entity) is not null && Attributes.Find(_type, AttributeNames.Aggregate) is { } second)
        {
            Report(
                DiagnosticDescriptors.ConflictingAttributes,
                GetSyntax(second),
                Proposals.None,
                [GetSyntax(attribute)],
                _type.Name,
                "Entity",
                "Aggregate");
        }
    }

    private string[] FindTakenNames()
    {
        if (GeneratedNames.All.Contains(_type.Name) && EventSourcedType.GetAttribute(_type) is not null)
        {
            Report(
                DiagnosticDescriptors.NameCollision,
                GetIdentifier(_type),
                _type.Name,
                "a member that EsGen generates",
                ChooseAnotherName);
        }

        HashSet<string> taken = [];
        foreach (ISymbol member in _type.GetMembers())
        {
            if (GeneratedNames.All.Contains(member.Name) && GetUserDeclarations<SyntaxNode>(member).FirstOrDefault() is { } declaration)
            {
                if (EventSourcedType.GetAttribute(_type) is not null)
                {
                    Report(
                        DiagnosticDescriptors.NameCollision,
                        DeclaredName.Of(declaration),
                        member.Name,
                        "a member that EsGen generates",
                        ChooseAnotherName);
                }

                taken.Add(member.Name);
            }
        }

        return [.. taken.OrderBy(static name => name, StringComparer.Ordinal)];
    }

    private void CheckEntity()
    {
        foreach (IMethodSymbol constructor in _type.InstanceConstructors)
        {
            if (GetUserDeclarations<ConstructorDeclarationSyntax>(constructor).FirstOrDefault() is not { } declaration
                || Attributes.Find(constructor, AttributeNames.Event) is not null)
            {
                continue;
            }

            // One that calls another makes the other's event.
            if (!declaration.Initializer.IsKind(SyntaxKind.ThisConstructorInitializer))
            {
                bool isEmpty = declaration is { ParameterList.Parameters.Count: 0, Body.Statements.Count: 0, Initializer: null };
                Report(
                    DiagnosticDescriptors.ConstructorMakesNoEvent,
                    declaration.Identifier,
                    _type.Name,
                    isEmpty && HasCreationEvent ? "remove it: loading needs no constructor of yours" : "declare it as [Event] and partial");
            }

            AddStub(constructor);
        }

        int declaredCreations = _type.InstanceConstructors.Count(IsCreation);
        if (declaredCreations == 0)
        {
            Report(DiagnosticDescriptors.NoCreationEvent, GetIdentifier(_type), _type.Name);
        }
        else if (_report is not null && _events.Count(static e => e.IsCreation) == declaredCreations)
        {
            CheckFirstValues();
        }
    }

    private bool HasCreationEvent => _type.InstanceConstructors.Any(IsCreation);

    private static bool IsCreation(IMethodSymbol constructor) => Attributes.Find(constructor, AttributeNames.Event) is not null;

    private bool CheckName(AttributeData attribute, string what, string name, Func<string, bool> isValid, string rule)
    {
        bool allValid = true;
        foreach (string candidate in Attributes.GetFormerNames(attribute).Prepend(name))
        {
            if (!isValid(candidate))
            {
                allValid = false;
                Report(
                    DiagnosticDescriptors.InvalidName,
                    GetSyntax(attribute),
                    SymbolDisplay.FormatLiteral(candidate, quote: true),
                    what,
                    rule);
            }
        }

        return allValid;
    }

    private IEnumerable<T> GetUserDeclarations<T>(ISymbol symbol)
        where T : SyntaxNode =>
        UserCode.GetDeclarations(symbol, _cancellationToken).OfType<T>();

    private SyntaxNodeOrToken GetIdentifier(ISymbol symbol) =>
        GetUserDeclarations<SyntaxNode>(symbol).FirstOrDefault() is { } node ? DeclaredName.Of(node) : default;

    private SyntaxNodeOrToken GetSyntax(AttributeData attribute) => attribute.ApplicationSyntaxReference?.GetSyntax(_cancellationToken);

    private SyntaxNodeOrToken GetName(
        ISymbol member,
        AttributeData attribute) => GetIdentifier(member) is { RawKind: not 0 } identifier ? identifier : GetSyntax(attribute);

    private string GetPlainName(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => _type.Name,
        IMethodSymbol { MethodKind: not MethodKind.Ordinary } => member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat),
        _ => member.Name,
    };

    private void Report(DiagnosticDescriptor descriptor, SyntaxNodeOrToken at, params object[] arguments) =>
        Report(descriptor, at, Proposals.None, [], arguments);

    private void Report(
        DiagnosticDescriptor descriptor,
        SyntaxNodeOrToken at,
        ImmutableDictionary<string, string?> proposals,
        SyntaxNodeOrToken[] others,
        params object[] arguments) =>
        _report?.Invoke(Diagnostic.Create(
            descriptor,
            at.GetLocation() ?? _type.Locations.FirstOrDefault(),
            others.Select(static other => other.GetLocation()).OfType<Location>(),
            proposals,
            arguments));
}
