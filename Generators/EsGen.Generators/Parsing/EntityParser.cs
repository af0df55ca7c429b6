using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators;

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
        new EntityParser(type, aliased ?? AliasedAssemblies.None, report, cancellationToken) { _retiredEvents = retiredEvents ?? [] }.Parse();

    /// <summary>The model, and that of the state: what the generator needs.</summary>
    /// <inheritdoc cref="Parse(INamedTypeSymbol, Action{Diagnostic}?, CancellationToken, IReadOnlyCollection{string}?, AliasedAssemblies?)"/>
    public static EntityDeclaration ParseWhole(INamedTypeSymbol type, AliasedAssemblies aliased, CancellationToken cancellationToken)
    {
        EntityParser parser = new(type, aliased, report: null, cancellationToken);
        EntityModel entity = parser.Parse();
        return new EntityDeclaration(entity, entity is { IsSupported: true, HasRequiredMembers: false } ? parser.ParseState(entity) : null);
    }

    /// <summary>The attribute that makes a type an entity; null if it has none, or is a type where the compiler refuses it (CS0592).</summary>
    public static AttributeData? GetEntityAttribute(INamedTypeSymbol type) => type.TypeKind is not (TypeKind.Class or TypeKind.Struct)
        ? null
        : GetAttribute(type, AttributeNames.Entity, AttributeNames.Aggregate);

    /// <summary>Whether an attribute is one that makes a member an event.</summary>
    public static bool IsEventAttribute(AttributeData attribute) =>
        attribute.AttributeClass is { } type && (IsNamed(type, AttributeNames.Event) || IsNamed(type, AttributeNames.Discard));

    /// <summary>
    /// Whether a type is one that members can be declared in. An enum or delegate isn't; nor is what the compiler makes of members whose type
    /// has lost its head, as it does while someone is typing.
    /// </summary>
    public static bool IsDeclaredType(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface, IsImplicitClass: false, CanBeReferencedByName: true };

    /// <summary>The names that an entity's topics begin with, its former ones included.</summary>
    public static IEnumerable<string> GetEntityNames(INamedTypeSymbol type) =>
        GetEntityAttribute(type) is { } attribute ? [GetName(attribute) ?? type.Name, .. GetFormerNames(attribute)] : [];

    /// <summary>The members and nested records that carry an attribute of ours, in the order of their declaration.</summary>
    /// <remarks>On any other kind of member the compiler refuses the attribute itself (CS0592).</remarks>
    public static IEnumerable<(ISymbol Member, AttributeData Attribute)> GetAnnotatedMembers(INamedTypeSymbol type)
    {
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IMethodSymbol or IPropertySymbol or INamedTypeSymbol && GetEventAttribute(member) is { } attribute)
            {
                yield return (member, attribute);
            }
        }
    }

    /// <summary>The attribute that makes a member an event; null if it has none.</summary>
    private static AttributeData? GetEventAttribute(ISymbol member) => GetAttribute(member, AttributeNames.Event, AttributeNames.Discard);

    /// <summary>Whether a member makes an event.</summary>
    public static bool IsAnnotated(ISymbol member) => GetEventAttribute(member) is not null;

    /// <summary>The name of the event that a member makes; null if it makes none.</summary>
    public static string? GetEventName(ISymbol member) => GetEventAttribute(member) is { } attribute ? ChooseName(member, attribute) : null;

    /// <summary>The member or record that makes a version of an event; null if there is none.</summary>
    public static ISymbol? FindEventMember(INamedTypeSymbol type, string eventName, int version) => GetAnnotatedMembers(type)
        .FirstOrDefault(annotated => ChooseName(annotated.Member, annotated.Attribute) == eventName && GetVersion(annotated.Attribute) == version)
        .Member;

    /// <summary>The attribute of a kind that a symbol has; null if it has none.</summary>
    public static AttributeData? GetAttribute(ISymbol symbol, string fullName) => MayHaveAttributes(symbol)
        ? symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { } type && IsNamed(type, fullName))
        : null;

    /// <summary>The attribute of one kind that a symbol has, or else of another; null if it has neither.</summary>
    private static AttributeData? GetAttribute(ISymbol symbol, string fullName, string otherName)
    {
        if (!MayHaveAttributes(symbol))
        {
            return null;
        }

        AttributeData? other = null;
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (IsAttribute(attribute, fullName))
            {
                return attribute;
            }

            other ??= IsAttribute(attribute, otherName) ? attribute : null;
        }

        return other;
    }

    /// <summary>Whether the user wrote an attribute on a symbol, as far as syntax tells: to ask for those that there are binds all of them.</summary>
    /// <remarks>Asked about every member again and again, so that it makes nothing that isn't needed.</remarks>
    internal static bool MayHaveAttributes(ISymbol symbol)
    {
        if (symbol.IsImplicitlyDeclared)
        {
            return false;
        }

        ImmutableArray<SyntaxReference> declarations = symbol.DeclaringSyntaxReferences;
        if (declarations.IsEmpty)
        {
            return symbol.Locations.Any(static location => location.IsInMetadata);
        }

        (ISymbol? definition, ISymbol? implementation) = symbol switch
        {
            IMethodSymbol method => ((ISymbol?)method.PartialDefinitionPart, (ISymbol?)method.PartialImplementationPart),
            IPropertySymbol property => (property.PartialDefinitionPart, property.PartialImplementationPart),
            _ => (null, null),
        };
        return MayHaveAttributes(declarations)
            || (definition is not null && MayHaveAttributes(definition.DeclaringSyntaxReferences))
            || (implementation is not null && MayHaveAttributes(implementation.DeclaringSyntaxReferences));
    }

    private static bool MayHaveAttributes(ImmutableArray<SyntaxReference> declarations)
    {
        foreach (SyntaxReference declaration in declarations)
        {
            if (!UserCode.IsGenerated(declaration.SyntaxTree) && declaration.GetSyntax() is not MemberDeclarationSyntax { AttributeLists.Count: 0 })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an attribute is of a kind.</summary>
    public static bool IsAttribute(AttributeData attribute, string fullName) => attribute.AttributeClass is { } type && IsNamed(type, fullName);

    private static bool IsNamed(INamedTypeSymbol type, string fullName)
    {
        int dot = fullName.LastIndexOf('.');
        return type is { ContainingType: null, ContainingNamespace: { ContainingNamespace.IsGlobalNamespace: true, Name: var space } }
            && fullName.Length == dot + 1 + type.Name.Length
            && fullName.EndsWith(type.Name, StringComparison.Ordinal)
            && fullName.StartsWith(space, StringComparison.Ordinal)
            && space.Length == dot;
    }

    private static string? GetName(AttributeData attribute) => attribute.ConstructorArguments is [{ Value: string name }] ? name : null;

    public static IEnumerable<string> GetFormerNames(AttributeData attribute) =>
        attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "FormerNames").Value is { Kind: TypedConstantKind.Array, IsNull: false } names
            ? names.Values.Select(static value => value.Value).OfType<string>()
            : [];

    private static int GetVersion(AttributeData attribute) =>
        attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "Version").Value.Value as int? ?? 1;

    private EntityModel Parse()
    {
        AttributeData? attribute = GetEntityAttribute(_type);
        bool isSupported = false;
        if (attribute is not null)
        {
            CheckDeclarations(attribute);
            isSupported = CheckKind();
        }

        string entityName = attribute is null ? _type.Name : GetName(attribute) ?? _type.Name;
        string[] takenNames = FindTakenNames();
        isSupported &= !takenNames.Any(GeneratedNames.Essential.Contains) && !GeneratedNames.All.Contains(_type.Name);
        if (attribute is not null)
        {
            CheckName(attribute, "entity name", entityName, GeneratedNames.IsEntityName, "it must be text without blanks around it.");
        }

        CollectHooks();
        if (isSupported)
        {
            ParseEvents(entityName, [entityName, .. GetFormerNames(attribute!)]);
            CheckEntity();
            CheckUnmarkedMembers();
        }
        else
        {
            foreach ((ISymbol member, AttributeData eventAttribute) in GetAnnotatedMembers(_type))
            {
                if (attribute is null)
                {
                    Report(DiagnosticDescriptors.MisplacedEvent, GetName(member, eventAttribute), GetPlainName(member), $"'{_type.Name}' has neither [Entity] nor [Aggregate]; give it one of them.");
                }

                AddStub(member);
            }
        }

        EquatableArray<string> strayHookDeclarations = new(GetStrayHookDeclarations(reports: isSupported));
        ReportMissingArms();
        EntityModel entity = new()
        {
            Type = ParseTypeDeclaration(_type, withDiagnosticIds: _report is null) with
            {
                Usings = _report is null && (_hasUnknownType || _fieldTypes.HasMetUnknown) ? new(UsingDirectives.Of(_type, _cancellationToken)) : default,
            },
            ClosesEvent = GetLanguageVersion() >= CSharp15 && ClosedType.CanBeDeclared(_type),
            IsSupported = isSupported,
            CantCompile = (_missingArms.Count > 0 || _hasUnmarkedMembers || _fieldTypes.HasMetAlias) && GetTypeChain(_type).All(IsPartial),
            EntityName = entityName,
            FormerNames = attribute is null ? default : new(GetFormerNames(attribute)),
            OldHooks = new(_oldHooks),
            Upcasts = new(GetUpcasts()),
            UpcastCode = GetUpcastCode(),
            IgnoredEvents = new(GetIgnoredEvents()),
            StoresEachEvent = attribute?.AttributeClass?.Name == "EntityAttribute",
            IsObsolete = GetTypeChain(_type).Any(static type => GetObsoleteMessage(type) is not null),
            HasRequiredMembers = HasRequiredMembers,
            CreateAccessibility = Accessibilities.Least(Accessibilities.OfChain(_type)) ?? (CanCreateInContainer() ? "private" : null),
            CreateClass = GetCreateClass(),
            Events = new(_events),
            Stubs = new(_stubs),
            StrayHookDeclarations = strayHookDeclarations,
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
        && !((string[])["Create", "CreateAsync", "TryCreate", "TryCreateAsync"]).SelectMany(name => container.GetMembers(name)).Any(member =>
            member is not IMethodSymbol { IsExtensionMethod: false } && GetUserDeclarations<SyntaxNode>(member).Any());

    /// <summary>A name for the class of the generated <c>Create</c> that nothing else in the namespace has.</summary>
    private string GetCreateClass()
    {
        string path = string.Join("_", GetTypeChain(_type).Select(static type => type.Name));
        if (_type.ContainingType is not null && IsTaken(path))
        {
            path = string.Join("__", GetTypeChain(_type).Select(static type => type.Name));
        }

        while (IsTaken(path + "RepositoryExtensions"))
        {
            path += "_";
        }

        return path + "RepositoryExtensions";

        bool IsTaken(string name) => _type.ContainingNamespace.GetTypeMembers(name).Any(type => GetUserDeclarations<SyntaxNode>(type).Any());
    }

    /// <summary>The types around a type and itself, outermost first.</summary>
    public static Stack<INamedTypeSymbol> GetTypeChain(INamedTypeSymbol type)
    {
        Stack<INamedTypeSymbol> chain = new();
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            chain.Push(current);
        }

        return chain;
    }

    /// <summary>Where the generated part of a type goes.</summary>
    /// <param name="type">The type.</param>
    /// <param name="withDiagnosticIds">Whether the file is going to be written; only then the ids that it suppresses are needed.</param>
    public static TypeDeclarationModel ParseTypeDeclaration(INamedTypeSymbol type, bool withDiagnosticIds)
    {
        INamedTypeSymbol[] chain = [.. GetTypeChain(type)];
        string space = type.ContainingNamespace is { IsGlobalNamespace: false } n ? n.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)) : "";
        string path = string.Join("+", chain.Select(static type => type.MetadataName));
        return new TypeDeclarationModel(
            space,
            new(chain.Take(chain.Length - 1).Select(GetHeader)),
            GetHeader(type),
            CSharpName.Escape(type.Name),
            SourceName.Of(type),
            space.Length == 0 ? path : $"{space.Replace("@", "")}.{path}")
        {
            DiagnosticIds = withDiagnosticIds ? new(NamedDiagnostics.Of(type)) : default,
        };
    }

    private static string GetHeader(INamedTypeSymbol type)
    {
        string keyword = type switch
        {
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            _ when UnionType.IsDeclared(type) => "union",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        string parameters = type.TypeParameters.IsEmpty ? "" : $"<{string.Join(", ", type.TypeParameters.Select(static p => CSharpName.Escape(p.Name)))}>";
        return $"partial {keyword} {CSharpName.Escape(type.Name)}{parameters}";
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

        if (GetAttribute(_type, AttributeNames.Entity) is not null && GetAttribute(_type, AttributeNames.Aggregate) is { } second)
        {
            Report(DiagnosticDescriptors.ConflictingAttributes, GetSyntax(second), Proposals.None, [GetSyntax(attribute)], _type.Name, "Entity", "Aggregate");
        }
    }

    private string[] FindTakenNames()
    {
        if (GeneratedNames.All.Contains(_type.Name) && GetEntityAttribute(_type) is not null)
        {
            Report(DiagnosticDescriptors.NameCollision, GetIdentifier(_type), _type.Name, "a member that EsGen generates", ChooseAnotherName);
        }

        HashSet<string> taken = [];
        foreach (ISymbol member in _type.GetMembers())
        {
            if (GeneratedNames.All.Contains(member.Name) && GetUserDeclarations<SyntaxNode>(member).FirstOrDefault() is { } declaration)
            {
                if (GetEntityAttribute(_type) is not null)
                {
                    Report(DiagnosticDescriptors.NameCollision, GetIdentifier(declaration), member.Name, "a member that EsGen generates", ChooseAnotherName);
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
            if (GetUserDeclarations<ConstructorDeclarationSyntax>(constructor).FirstOrDefault() is not { } declaration || GetAttribute(constructor, AttributeNames.Event) is not null)
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

    private static bool IsCreation(IMethodSymbol constructor) => GetAttribute(constructor, AttributeNames.Event) is not null;

    private bool CheckName(AttributeData attribute, string what, string name, Func<string, bool> isValid, string rule)
    {
        bool allValid = true;
        foreach (string candidate in GetFormerNames(attribute).Prepend(name))
        {
            if (!isValid(candidate))
            {
                allValid = false;
                Report(DiagnosticDescriptors.InvalidName, GetSyntax(attribute), SymbolDisplay.FormatLiteral(candidate, quote: true), what, rule);
            }
        }

        return allValid;
    }

    private IEnumerable<T> GetUserDeclarations<T>(ISymbol symbol)
        where T : SyntaxNode =>
        UserCode.GetDeclarations(symbol, _cancellationToken).OfType<T>();

    private SyntaxNodeOrToken GetIdentifier(ISymbol symbol) => GetUserDeclarations<SyntaxNode>(symbol).FirstOrDefault() is { } node ? GetIdentifier(node) : default;

    /// <summary>The name in a declaration, to point at.</summary>
    public static SyntaxNodeOrToken GetIdentifier(SyntaxNode declaration) => declaration switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier,
        DelegateDeclarationSyntax type => type.Identifier,
        MethodDeclarationSyntax method => method.Identifier,
        ConstructorDeclarationSyntax constructor => constructor.Identifier,
        PropertyDeclarationSyntax property => property.Identifier,
        EventDeclarationSyntax e => e.Identifier,
        VariableDeclaratorSyntax variable => variable.Identifier,
        ParameterSyntax parameter => parameter.Identifier,
        IndexerDeclarationSyntax indexer => indexer.ThisKeyword,
        OperatorDeclarationSyntax conversion => conversion.OperatorToken,
        ConversionOperatorDeclarationSyntax conversion => conversion.OperatorKeyword,
        DestructorDeclarationSyntax finalizer => finalizer.Identifier,
        AccessorDeclarationSyntax accessor => accessor.Keyword,
        _ => declaration,
    };

    private SyntaxNodeOrToken GetSyntax(AttributeData attribute) => attribute.ApplicationSyntaxReference?.GetSyntax(_cancellationToken);

    private SyntaxNodeOrToken GetName(ISymbol member, AttributeData attribute) => GetIdentifier(member) is { RawKind: not 0 } identifier ? identifier : GetSyntax(attribute);

    private string GetPlainName(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => _type.Name,
        IMethodSymbol { MethodKind: not MethodKind.Ordinary } => member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat),
        _ => member.Name,
    };

    private void Report(DiagnosticDescriptor descriptor, SyntaxNodeOrToken at, params object[] arguments) =>
        Report(descriptor, at, Proposals.None, [], arguments);

    private void Report(DiagnosticDescriptor descriptor, SyntaxNodeOrToken at, ImmutableDictionary<string, string?> proposals, SyntaxNodeOrToken[] others, params object[] arguments) =>
        _report?.Invoke(Diagnostic.Create(
            descriptor,
            at.GetLocation() ?? _type.Locations.FirstOrDefault(),
            others.Select(static other => other.GetLocation()).OfType<Location>(),
            proposals,
            arguments));
}
