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
    private const int CSharp14 = 1400;

    /// <summary>Members that generated code can't do without; where the user has one of these, only stubs are generated.</summary>
    private static readonly ImmutableHashSet<string> s_essentialNames = ["Event", "Raise", "Mutator", "Codec", "_recorder"];

    private static readonly ImmutableHashSet<string> s_generatedNames =
        s_essentialNames.Union(["Id", "Version", "CreatedOn", "LastModified", "IsDiscarded", "IsFaulted", "PendingEvents", "Mutate", "Replay"]);

    private readonly INamedTypeSymbol _type;
    private readonly Action<Diagnostic>? _report;
    private readonly CancellationToken _cancellationToken;
    private readonly List<EventModel> _events = [];
    private readonly List<StubModel> _stubs = [];

    private EntityParser(INamedTypeSymbol type, Action<Diagnostic>? report, CancellationToken cancellationToken)
    {
        _type = type;
        _report = report;
        _cancellationToken = cancellationToken;
    }

    /// <param name="type">The class with the attribute, or with a member that has one.</param>
    /// <param name="report">Takes the diagnostics; null where only the model is wanted.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static EntityModel Parse(INamedTypeSymbol type, Action<Diagnostic>? report, CancellationToken cancellationToken) =>
        new EntityParser(type, report, cancellationToken).Parse();

    /// <summary>The attribute that makes a type an entity; null if it has none.</summary>
    public static AttributeData? GetEntityAttribute(INamedTypeSymbol type) =>
        GetAttribute(type, AttributeNames.Entity) ?? GetAttribute(type, AttributeNames.Aggregate);

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
    public static IEnumerable<(ISymbol Member, AttributeData Attribute)> GetAnnotatedMembers(INamedTypeSymbol type)
    {
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IMethodSymbol or IPropertySymbol or INamedTypeSymbol
                && (GetAttribute(member, AttributeNames.Event) ?? GetAttribute(member, AttributeNames.Discard)) is { } attribute)
            {
                yield return (member, attribute);
            }
        }
    }

    private static AttributeData? GetAttribute(ISymbol symbol, string fullName) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { } type && IsNamed(type, fullName));

    private static bool IsNamed(INamedTypeSymbol type, string fullName) =>
        fullName.EndsWith(type.Name, StringComparison.Ordinal) && type.ToDisplayString() == fullName;

    private static string? GetName(AttributeData attribute) => attribute.ConstructorArguments is [{ Value: string name }] ? name : null;

    private static IEnumerable<string> GetFormerNames(AttributeData attribute) =>
        attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "FormerNames").Value is { Kind: TypedConstantKind.Array, IsNull: false } names
            ? names.Values.Select(static value => value.Value).OfType<string>()
            : [];

    private static int GetVersion(AttributeData attribute) =>
        attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "Version").Value.Value as int? ?? 1;

    private EntityModel Parse()
    {
        AttributeData? attribute = GetEntityAttribute(_type);
        bool isSupported = attribute is not null & CheckDeclarations(attribute) & CheckKind(attribute);
        string entityName = attribute is null ? _type.Name : GetName(attribute) ?? _type.Name;
        string[] takenNames = FindTakenNames();
        isSupported &= !takenNames.Any(s_essentialNames.Contains) && !s_generatedNames.Contains(_type.Name);
        if (attribute is not null)
        {
            CheckName(attribute, "entity name", entityName, static name => name.Length > 0 && name.Trim() == name && !name.Any(char.IsControl), "it must be text without blanks around it.");
        }

        CollectHooks();
        if (isSupported)
        {
            ParseEvents(entityName, [entityName, .. GetFormerNames(attribute!)]);
            CheckEntity();
        }
        else
        {
            foreach ((ISymbol member, AttributeData eventAttribute) in GetAnnotatedMembers(_type))
            {
                if (attribute is null)
                {
                    Report(DiagnosticDescriptors.MisplacedEvent, GetName(member, eventAttribute), GetPlainName(member), $"'{_type.Name}' has neither [Entity] nor [Aggregate].");
                }

                AddStub(member);
            }
        }

        return new EntityModel
        {
            Type = ParseTypeDeclaration(),
            IsSupported = isSupported,
            EntityName = entityName,
            StoresEachEvent = attribute?.AttributeClass?.Name == "EntityAttribute",
            CreateAccessibility = Accessibilities.Least(Accessibilities.OfChain(_type)),
            CreateClass = GetCreateClass(),
            Events = new(_events),
            Stubs = new(_stubs),
            StrayHookDeclarations = new(GetStrayHookDeclarations(reports: isSupported)),
            TakenNames = new(takenNames),
        };
    }

    /// <summary>A name for the class of the generated <c>Create</c> that nothing else in the namespace has.</summary>
    private string GetCreateClass()
    {
        string path = string.Join("_", GetTypeChain().Select(static type => type.Name));
        if (_type.ContainingType is not null && IsTaken(path))
        {
            path = string.Join("__", GetTypeChain().Select(static type => type.Name));
        }

        while (IsTaken(path + "RepositoryExtensions"))
        {
            path += "_";
        }

        return path + "RepositoryExtensions";

        bool IsTaken(string name) => _type.ContainingNamespace.GetTypeMembers(name).Any(type => GetUserDeclarations<SyntaxNode>(type).Any());
    }

    /// <summary>The types around the entity and itself, outermost first.</summary>
    private Stack<INamedTypeSymbol> GetTypeChain()
    {
        Stack<INamedTypeSymbol> chain = new();
        for (INamedTypeSymbol? type = _type; type is not null; type = type.ContainingType)
        {
            chain.Push(type);
        }

        return chain;
    }

    private TypeDeclarationModel ParseTypeDeclaration()
    {
        INamedTypeSymbol[] chain = [.. GetTypeChain()];
        string space = _type.ContainingNamespace is { IsGlobalNamespace: false } n ? n.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)) : "";
        string path = string.Join("+", chain.Select(static type => type.MetadataName));
        return new TypeDeclarationModel(
            space,
            new(chain.Take(chain.Length - 1).Select(GetHeader)),
            GetHeader(_type),
            CSharpName.Escape(_type.Name),
            SourceName.Of(_type),
            space.Length == 0 ? path : $"{space.Replace("@", "")}.{path}");
    }

    private static string GetHeader(INamedTypeSymbol type)
    {
        string keyword = type switch
        {
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        string parameters = type.TypeParameters.IsEmpty ? "" : $"<{string.Join(", ", type.TypeParameters.Select(static p => CSharpName.Escape(p.Name)))}>";
        return $"partial {keyword} {CSharpName.Escape(type.Name)}{parameters}";
    }

    private bool CheckDeclarations(AttributeData? attribute)
    {
        if (attribute is null)
        {
            return true;
        }

        foreach (INamedTypeSymbol type in GetTypeChain())
        {
            foreach (TypeDeclarationSyntax declaration in GetUserDeclarations<TypeDeclarationSyntax>(type))
            {
                if (declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
                {
                    continue;
                }

                if (SymbolEqualityComparer.Default.Equals(type, _type))
                {
                    Report(DiagnosticDescriptors.EntityMustBePartial, declaration.Identifier, type.Name);
                }
                else
                {
                    Report(DiagnosticDescriptors.ContainerMustBePartial, declaration.Identifier, type.Name, _type.Name);
                }
            }
        }

        if (GetAttribute(_type, AttributeNames.Entity) is not null && GetAttribute(_type, AttributeNames.Aggregate) is { } second)
        {
            Report(DiagnosticDescriptors.ConflictingAttributes, GetSyntax(second), _type.Name, "Entity", "Aggregate");
        }

        return true;
    }

    private bool CheckKind(AttributeData? attribute)
    {
        if (attribute is null)
        {
            return false;
        }

        // The first of the reasons that leave no place for the generated code is enough.
        (string? reason, bool generates) = _type switch
        {
            { IsRecord: true } => ("it is a record; make it a class.", false),
            { TypeKind: TypeKind.Struct } => ("it is a struct; make it a class.", false),
            { IsStatic: true } => ("it is static; an entity has instances.", false),
            { IsAbstract: true } => ("it is abstract; put the attribute on a concrete class.", false),
            _ when GetTypeChain().Any(static type => type.IsGenericType) => ("it is generic, itself or by a type around it; an entity's events have fixed types.", false),
            _ when GetTypeChain().Any(static type => type.IsFileLocal) => ("it is local to its file, where generated code can't reach it; remove 'file'.", false),
            _ when GetUserDeclarations<ClassDeclarationSyntax>(_type).Any(static d => d.ParameterList is not null) =>
                ("it has a primary constructor; declare an [Event] constructor instead.", false),
            _ when GetLanguageVersion() < CSharp14 => ("it needs C# 14 or later; set LangVersion to 14 or remove it from the project.", false),
            { BaseType.SpecialType: not SpecialType.System_Object } => ($"it derives from '{_type.BaseType?.Name}'; an entity is replayed as a whole and can't have a base class.", true),
            _ when _type.GetMembers().Any(static m => m is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }) =>
                ("it has required members; make them fields of the creation event.", true),
            _ => (null, true),
        };
        if (reason is not null)
        {
            Report(DiagnosticDescriptors.UnsupportedEntity, GetIdentifier(_type), _type.Name, reason);
        }

        return generates;
    }

    private int GetLanguageVersion() =>
        _type.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.Options is CSharpParseOptions options ? (int)options.LanguageVersion : int.MaxValue;

    private string[] FindTakenNames()
    {
        if (s_generatedNames.Contains(_type.Name) && GetEntityAttribute(_type) is not null)
        {
            Report(DiagnosticDescriptors.NameCollision, GetIdentifier(_type), _type.Name, "a member that EsGen generates");
        }

        HashSet<string> taken = [];
        foreach (ISymbol member in _type.GetMembers())
        {
            if (s_generatedNames.Contains(member.Name) && GetUserDeclarations<SyntaxNode>(member).FirstOrDefault() is { } declaration)
            {
                if (GetEntityAttribute(_type) is not null)
                {
                    Report(DiagnosticDescriptors.NameCollision, GetIdentifier(declaration), member.Name, "a member that EsGen generates");
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
            if (GetUserDeclarations<ConstructorDeclarationSyntax>(constructor).FirstOrDefault() is { } declaration && GetAttribute(constructor, AttributeNames.Event) is null)
            {
                Report(DiagnosticDescriptors.ConstructorMakesNoEvent, declaration.Identifier, _type.Name);
                AddStub(constructor);
            }
        }

        bool attempted = _type.InstanceConstructors.Any(static constructor => GetAttribute(constructor, AttributeNames.Event) is not null);
        if (!attempted)
        {
            Report(DiagnosticDescriptors.NoCreationEvent, GetIdentifier(_type), _type.Name);
        }

        foreach (IPropertySymbol property in _type.GetMembers().OfType<IPropertySymbol>())
        {
            if (attempted
                && property is { Type.IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated }
                && GetAttribute(property, AttributeNames.Event) is not null
                && GetUserDeclarations<PropertyDeclarationSyntax>(property).FirstOrDefault() is { Initializer: null } declaration
                && !IsSetAtFirst(property))
            {
                Report(DiagnosticDescriptors.PropertyNeverSet, declaration.Identifier, property.Name);
            }
        }
    }

    private bool IsSetAtFirst(IPropertySymbol property)
    {
        EventModel[] creations = [.. _events.Where(static e => e.IsCreation)];
        string name = CSharpName.Escape(property.Name);
        return (creations.Length > 0 && creations.All(e => e.When is null && e.Fields.Any(field => field.AssignedTo == name)))
            || _hooks.Where(static hook => hook.Syntax.Identifier.ValueText.StartsWith("When", StringComparison.Ordinal))
                .SelectMany(static hook => hook.Syntax.DescendantNodes().OfType<AssignmentExpressionSyntax>())
                .Any(assignment => GetAssignedNames(assignment.Left).Contains(property.Name));
    }

    private static IEnumerable<string> GetAssignedNames(ExpressionSyntax target) => target switch
    {
        IdentifierNameSyntax identifier => [identifier.Identifier.ValueText],
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => [access.Name.Identifier.ValueText],
        TupleExpressionSyntax tuple => tuple.Arguments.SelectMany(static argument => GetAssignedNames(argument.Expression)),
        _ => [],
    };

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

    private static SyntaxNodeOrToken GetIdentifier(SyntaxNode declaration) => declaration switch
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
        _ => declaration,
    };

    private SyntaxNodeOrToken GetSyntax(AttributeData attribute) => attribute.ApplicationSyntaxReference?.GetSyntax(_cancellationToken);

    private SyntaxNodeOrToken GetName(ISymbol member, AttributeData attribute) => GetIdentifier(member) is { RawKind: not 0 } identifier ? identifier : GetSyntax(attribute);

    private string GetPlainName(ISymbol member) => member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? _type.Name : member.Name;

    private void Report(DiagnosticDescriptor descriptor, SyntaxNodeOrToken at, params object[] arguments)
    {
        if (_report is not null)
        {
            _report(Diagnostic.Create(descriptor, at.GetLocation() ?? _type.Locations.FirstOrDefault(), arguments));
        }
    }
}
