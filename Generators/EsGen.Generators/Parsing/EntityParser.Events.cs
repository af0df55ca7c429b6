using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators;

/// <summary>Events and their fields.</summary>
internal sealed partial class EntityParser
{
    /// <summary>What every record has already, so that a field can't be called so.</summary>
    private static readonly HashSet<string> s_recordMembers = new(StringComparer.Ordinal)
    {
        "Clone", "EqualityContract", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "PrintMembers", "ReferenceEquals", "ToString",
    };

    // Both by the name of the member that claimed them.
    private readonly Dictionary<string, string> _topics = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _recordNames = new(StringComparer.Ordinal);
    private readonly List<(string Name, INamedTypeSymbol? Record)> _brokenEvents = [];
    private ISymbol? _discard;

    private void ParseEvents(string entityName, string[] entityNames)
    {
        foreach ((ISymbol member, AttributeData attribute) in GetAnnotatedMembers(_type))
        {
            _cancellationToken.ThrowIfCancellationRequested();
            EventModel? e = ParseEvent(member, attribute, entityName, entityNames);
            if (e is not null)
            {
                _events.Add(e);
            }
            else
            {
                _brokenEvents.Add((ChooseName(member, attribute), member as INamedTypeSymbol));
            }

            if (e is null or { Member: null, Origin: not EventOrigin.Record })
            {
                AddStub(member);
            }
        }
    }

    private EventModel? ParseEvent(ISymbol member, AttributeData attribute, string entityName, string[] entityNames)
    {
        bool isDiscard = attribute.AttributeClass?.Name == "DiscardAttribute";
        bool isHealthy = true;
        if (!isDiscard && GetAttribute(member, AttributeNames.Discard) is { } second)
        {
            Report(DiagnosticDescriptors.ConflictingAttributes, GetSyntax(second), Proposals.None, [GetSyntax(attribute)], GetPlainName(member), "Event", "Discard");
            isHealthy = false;
        }

        if (member is INamedTypeSymbol record)
        {
            return ParseRecord(record, attribute, entityName, entityNames);
        }

        string name = ChooseName(member, attribute);
        bool isPartial = IsPartialWithoutBody(member);
        if (!isPartial && member is IPropertySymbol { IsIndexer: false } or IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor })
        {
            string lacking = GetHalves(member).Any(static half => half.Modifiers.Any(SyntaxKind.PartialKeyword)) ? "without a body" : GetHalves(member).Any(HasBody) ? "partial and without a body" : "partial";
            Report(DiagnosticDescriptors.MemberMustBePartial, GetName(member, attribute), Proposals.Of(Proposals.EventName, name), [], GetPlainName(member), lacking);
            isHealthy = false;
        }

        if (member is IPropertySymbol property)
        {
            if (GetReasonAgainst(property) is { } propertyReason)
            {
                Report(DiagnosticDescriptors.UnsupportedProperty, GetName(member, attribute), member.Name, propertyReason);
                return null;
            }
        }
        else if (GetReasonAgainst((IMethodSymbol)member) is { } methodReason)
        {
            Report(DiagnosticDescriptors.UnsupportedSignature, GetName(member, attribute), GetPlainName(member), methodReason);
            return null;
        }

        // Events live for ever, so a hidden default would too; a property that is set at first is well without one.
        if (member is IPropertySymbol initialized && GetUserDeclarations<PropertyDeclarationSyntax>(initialized).Any(static declaration => declaration.Initializer is not null))
        {
            Report(DiagnosticDescriptors.UnsupportedProperty, GetName(member, attribute), member.Name, "it has an initializer; give the value in the creation event.");
            isHealthy = false;
        }

        if (GetName(attribute) is null && GetDefaultName(member, isDiscard) is null)
        {
            Report(DiagnosticDescriptors.MethodEventNeedsName, GetName(member, attribute), Proposals.Of(Proposals.EventName, name), [GetSyntax(attribute)], member.Name, name);
            isHealthy = false;
        }

        if (isDiscard)
        {
            if (_discard is not null)
            {
                Report(DiagnosticDescriptors.SeveralDiscards, GetName(member, attribute), member.Name, _type.Name, _discard.Name);
                isHealthy = false;
            }

            _discard ??= member;
        }

        if (!CheckEventName(attribute, name) || !CheckCollisions(member, attribute, name) || !ClaimTopics(member, attribute, name, entityName, entityNames, out string[] topics))
        {
            return null;
        }

        IParameterSymbol[] parameters = member is IMethodSymbol { Parameters: var all } ? [.. all] : [];
        IParameterSymbol? id = member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? parameters.FirstOrDefault(IsId) : null;
        (ISymbol Symbol, ITypeSymbol Type)[] sources = member is IPropertySymbol p
            ? [(p, p.Type)]
            : [.. parameters.Where(parameter => !SymbolEqualityComparer.Default.Equals(parameter, id)).Select(static parameter => ((ISymbol)parameter, parameter.Type))];
        if (sources.Any(static source => source.Type.TypeKind == TypeKind.Error))
        {
            return null;
        }

        List<FieldModel> fields = [];
        foreach ((ISymbol symbol, ITypeSymbol type) in sources)
        {
            if (ParseField(symbol, type, name, fields, ref isHealthy) is { } field)
            {
                fields.Add(field);
            }
            else
            {
                return null;
            }
        }

        string kind = isDiscard ? "Discard" : member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? "Creation" : "Change";
        EventOrigin origin = member switch
        {
            IPropertySymbol => EventOrigin.Property,
            IMethodSymbol { MethodKind: MethodKind.Constructor } => EventOrigin.Constructor,
            _ => EventOrigin.Method,
        };
        string accessibility = Accessibilities.Least(sources.SelectMany(static source => Accessibilities.OfChain(source.Type))) ?? "private";
        ITypeSymbol[] types = [.. sources.Select(static source => source.Type)];
        HookModel? when = MatchHook("When", name, null, fields, types);
        if (when is null && !CanAssign(fields) && !(fields.Count == 0 && kind != "Change"))
        {
            string parameterList = string.Join(", ", fields.Select(static field => $"{field.Type.Name} {field.VariableName}"));
            when = new HookModel("When" + name, isHealthy ? $"private partial void When{name}({parameterList})" : null, IsCallable: isHealthy, TakesContext: false);
            if (isHealthy)
            {
                _missingArms.Add(new MissingArm(name, "When" + name, $"private partial void When{name}({DescribeParameters(fields, types)})", GetName(member, attribute), Record: null));
            }
        }

        return new EventModel
        {
            Name = CSharpName.Escape(name),
            PlainName = name,
            Origin = origin,
            Kind = kind,
            Topics = new(topics),
            Accessibility = accessibility,
            Documentation = Documentation.Get(member, parameter => RenameToField(sources, parameter), _cancellationToken),
            ObsoleteMessage = GetObsoleteMessage(member),
            Fields = new(fields),
            ComparesElements = fields.Any(static field => field.Type.IsCollection),
            Member = isPartial ? ParseMember(member, id, parameters) : null,
            When = when,
            Guard = MatchHook("Guard", name, null, fields, types),
        };
    }

    private EventModel? ParseRecord(INamedTypeSymbol record, AttributeData attribute, string entityName, string[] entityNames)
    {
        TypeDeclarationSyntax? declaration = GetUserDeclarations<TypeDeclarationSyntax>(record).FirstOrDefault();
        if (GetReasonAgainst(record) is { } reason)
        {
            Report(DiagnosticDescriptors.MisplacedEvent, GetName(record, attribute), record.Name, reason);
            return null;
        }

        bool isHealthy = true;
        if (declaration is not null && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            Report(DiagnosticDescriptors.MemberMustBePartial, declaration.Identifier, record.Name, "partial");
            isHealthy = false;
        }

        string name = GetName(attribute) ?? record.Name;
        if (!CheckEventName(attribute, name) || !ClaimTopics(record, attribute, name, entityName, entityNames, out string[] topics))
        {
            return null;
        }

        (ISymbol Symbol, ITypeSymbol Type, FieldInitialization Initialization)[] sources = [.. GetRecordFields(record)];
        if (GetReasonAgainstMembers(record, sources) is { } memberReason)
        {
            Report(DiagnosticDescriptors.MisplacedEvent, GetName(record, attribute), record.Name, memberReason);
            return null;
        }

        List<FieldModel> fields = [];
        List<ITypeSymbol> types = [];
        foreach ((ISymbol symbol, ITypeSymbol type, FieldInitialization initialization) in sources)
        {
            if (ParseField(symbol, type, record.Name, fields, ref isHealthy) is not { } field)
            {
                return null;
            }

            fields.Add(field with { PropertyName = CSharpName.Escape(symbol.Name), Initialization = initialization });
            types.Add(type);
        }

        HookModel? when = MatchHook("When", name, record, fields, [.. types]);
        if (when is null && (fields.Count == 0 || !CanAssign(fields)))
        {
            when = new HookModel("When", isHealthy ? $"private partial void When({SourceName.Of(record)} e)" : null, IsCallable: isHealthy, TakesContext: false);
            if (isHealthy)
            {
                _missingArms.Add(new MissingArm(name, "When", $"private partial void When({record.Name} e)", GetName(record, attribute), record));
            }
        }

        return new EventModel
        {
            Name = CSharpName.Escape(record.Name),
            PlainName = name,
            Origin = EventOrigin.Record,
            Kind = "Change",
            Topics = new(topics),
            Accessibility = "",
            Documentation = default,
            ObsoleteMessage = GetObsoleteMessage(record),
            Fields = new(fields),
            ComparesElements = fields.Any(static field => field.Type.IsCollection) && !ComparesItself(record),
            Member = null,
            When = when,
            Guard = MatchHook("Guard", name, record, fields, [.. types]),
        };
    }

    private bool ComparesItself(INamedTypeSymbol record) =>
        record.GetMembers().OfType<IMethodSymbol>().Any(method =>
            (method is { Name: "GetHashCode", Parameters: [] } || (method is { Name: "Equals", Parameters: [var other] } && SymbolEqualityComparer.Default.Equals(other.Type, record)))
            && GetUserDeclarations<MethodDeclarationSyntax>(method).Any());

    private static IEnumerable<(ISymbol Symbol, ITypeSymbol Type, FieldInitialization Initialization)> GetRecordFields(INamedTypeSymbol record)
    {
        IMethodSymbol? primary = record.InstanceConstructors.FirstOrDefault(static constructor =>
            constructor.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is RecordDeclarationSyntax));
        HashSet<string> positional = new(StringComparer.Ordinal);
        foreach (IParameterSymbol parameter in primary?.Parameters ?? [])
        {
            positional.Add(parameter.Name);
            yield return (parameter, parameter.Type, FieldInitialization.Constructor);
        }

        foreach (IPropertySymbol property in record.GetMembers().OfType<IPropertySymbol>())
        {
            if (!property.IsStatic
                && !property.IsImplicitlyDeclared
                && !positional.Contains(property.Name)
                && property.SetMethod is { DeclaredAccessibility: Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal })
            {
                yield return (property, property.Type, property.IsRequired ? FieldInitialization.Required : FieldInitialization.Optional);
            }
        }
    }

    private FieldModel? ParseField(ISymbol symbol, ITypeSymbol type, string eventName, List<FieldModel> others, ref bool isHealthy)
    {
        string propertyName = CSharpName.ToPascalCase(symbol.Name);
        string escaped = CSharpName.Escape(propertyName);
        string jsonName = CSharpName.ToCamelCase(propertyName);
        string? reason = propertyName switch
        {
            _ when others.Any(other => other.PropertyName == escaped || other.JsonName == jsonName) => "another field has this name but for its casing; rename it.",
            _ when propertyName == eventName => "the event's record has this name itself; rename it.",
            _ when s_recordMembers.Contains(propertyName) => "every record has a member of this name; rename it.",
            _ => null,
        };
        SyntaxNodeOrToken at = GetIdentifier(symbol);
        if (reason is not null)
        {
            Report(DiagnosticDescriptors.UnusableFieldName, at, symbol.Name, eventName, reason);
            return null;
        }

        FieldTypeModel fieldType = FieldTypeParser.Parse(type, _type, out reason);
        if (reason is not null)
        {
            Report(DiagnosticDescriptors.UnsupportedFieldType, at, symbol.Name, reason);
            isHealthy = false;
            if (type.IsRefLikeType || type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer)
            {
                return null;
            }
        }

        return new FieldModel
        {
            PropertyName = escaped,
            VariableName = CSharpName.Escape(CSharpName.ToCamelCase(propertyName)),
            JsonName = jsonName,
            Type = fieldType,
            Default = symbol is IParameterSymbol parameter ? DefaultExpression.Of(parameter) : null,
            AssignedTo = (IsOfEntity(symbol) ? (IPropertySymbol)symbol : FindAssigned(propertyName, type) ?? FindAssigned(symbol.Name, type)) is { } property ? CSharpName.Escape(property.Name) : null,
        };
    }

    // An event property's own field, that is; a record's property belongs to the record.
    private bool IsOfEntity(ISymbol symbol) => symbol is IPropertySymbol && SymbolEqualityComparer.Default.Equals(symbol.ContainingType, _type);

    /// <summary>The property of the class that a field can be assigned to: by name and type, and with a setter.</summary>
    private IPropertySymbol? FindAssigned(string name, ITypeSymbol type) =>
        _type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault(property =>
            property is { IsStatic: false, IsIndexer: false, SetMethod.IsInitOnly: false }
            && SymbolEqualityComparer.Default.Equals(property.Type, type)
            && Nullability.Accepts(property.Type, type));

    private MemberModel ParseMember(ISymbol member, IParameterSymbol? id, IParameterSymbol[] parameters)
    {
        if (member is IPropertySymbol property)
        {
            PropertyDeclarationSyntax declaration = GetUserDeclarations<PropertyDeclarationSyntax>(property).First();
            return new MemberModel(
                MemberSignature.Of(property, declaration),
                new([CSharpName.Escape(property.Name)]),
                GetModifiers: GetModifiers(declaration, SyntaxKind.GetAccessorDeclaration),
                SetModifiers: GetModifiers(declaration, SyntaxKind.SetAccessorDeclaration));
        }

        IMethodSymbol method = (IMethodSymbol)member;
        return new MemberModel(
            MemberSignature.Of(method, GetUserDeclarations<BaseMethodDeclarationSyntax>(method).First()),
            new(parameters.Where(parameter => !SymbolEqualityComparer.Default.Equals(parameter, id)).Select(static parameter => CSharpName.Escape(parameter.Name))),
            id is null ? null : CSharpName.Escape(id.Name),
            new(parameters.Select(static parameter => MemberSignature.OfParameter(parameter) + (DefaultExpression.Of(parameter) is { } value ? " = " + value : ""))),
            CreateAccessibility: Accessibilities.Least(parameters.SelectMany(static parameter => Accessibilities.OfChain(parameter.Type)).Append(method.DeclaredAccessibility)));
    }

    private static string GetModifiers(PropertyDeclarationSyntax property, SyntaxKind accessor) =>
        property.AccessorList?.Accessors.FirstOrDefault(a => a.IsKind(accessor)) is { Modifiers: { Count: > 0 } modifiers }
            ? string.Join(" ", modifiers.Select(static modifier => modifier.Text)) + " "
            : "";

    private bool IsPartialWithoutBody(ISymbol member)
    {
        MemberDeclarationSyntax[] declarations = GetHalves(member);
        return declarations.Length > 0 && declarations.All(static declaration => declaration.Modifiers.Any(SyntaxKind.PartialKeyword) && !HasBody(declaration));
    }

    private MemberDeclarationSyntax[] GetHalves(ISymbol member) => [.. GetUserDeclarations<MemberDeclarationSyntax>(member).Distinct()];

    private static bool HasBody(MemberDeclarationSyntax declaration) => declaration switch
    {
        BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
        PropertyDeclarationSyntax { ExpressionBody: not null } or IndexerDeclarationSyntax { ExpressionBody: not null } => true,
        BasePropertyDeclarationSyntax property => property.AccessorList?.Accessors.Any(static accessor => accessor.Body is not null || accessor.ExpressionBody is not null) == true,
        _ => false,
    };

    /// <summary>Adds the half that a partial member lacks, if no event does that.</summary>
    private void AddStub(ISymbol member)
    {
        MemberDeclarationSyntax[] halves = GetHalves(member);
        if (halves.Length != 1 || !halves[0].Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            return;
        }

        bool isDefinition = HasBody(halves[0]);
        switch (member, halves[0])
        {
            case (IMethodSymbol method, BaseMethodDeclarationSyntax syntax):
                _stubs.Add(new StubModel(MemberSignature.Of(method, syntax) + GetStubInitializer(method, isDefinition), default, isDefinition));
                break;
            case (IPropertySymbol property, BasePropertyDeclarationSyntax syntax):
                IEnumerable<string> accessors = syntax.AccessorList?.Accessors.Select(static accessor => $"{string.Concat(accessor.Modifiers.Select(static m => m.Text + " "))}{accessor.Keyword.Text}") ?? ["get"];
                _stubs.Add(new StubModel(MemberSignature.Of(property, syntax), new(accessors), isDefinition));
                break;
        }
    }

    /// <summary>What a constructor must call where there is a primary one, or a base without a constructor that needs no arguments.</summary>
    private string GetStubInitializer(IMethodSymbol method, bool isDefinition)
    {
        if (method.MethodKind != MethodKind.Constructor || isDefinition)
        {
            return "";
        }

        IMethodSymbol? primary = _type.InstanceConstructors.FirstOrDefault(constructor => GetUserDeclarations<TypeDeclarationSyntax>(constructor).Any());
        IMethodSymbol? demanding = primary ?? (HasDemandingBase(_type) ? _type.BaseType!.InstanceConstructors.FirstOrDefault(static constructor => constructor.DeclaredAccessibility != Accessibility.Private) : null);
        return demanding is null
            ? ""
            : $" : {(primary is null ? "base" : "this")}({string.Join(", ", demanding.Parameters.Select(static parameter => $"default({SourceName.Of(parameter.Type)})!"))})";
    }

    /// <summary>Whether the base class has no constructor that can be called without arguments.</summary>
    private static bool HasDemandingBase(INamedTypeSymbol type) =>
        type.BaseType is { TypeKind: not TypeKind.Error } baseType
        && !baseType.InstanceConstructors.Any(static constructor =>
            constructor.DeclaredAccessibility != Accessibility.Private && constructor.Parameters.All(static parameter => parameter.HasExplicitDefaultValue || parameter.IsParams));

    private static string ChooseName(ISymbol member, AttributeData attribute) =>
        GetName(attribute) ?? GetDefaultName(member, attribute.AttributeClass?.Name == "DiscardAttribute") ?? PastTense.Propose(member.Name);

    private static string? GetDefaultName(ISymbol member, bool isDiscard) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => "Created",
        IPropertySymbol => member.Name + "Changed",
        INamedTypeSymbol => member.Name,
        _ => isDiscard ? "Discarded" : null,
    };

    private static bool IsId(IParameterSymbol parameter) => parameter is { Name: "id", Type: { Name: "Guid", ContainingNamespace.Name: "System" } };

    private static bool CanAssign(List<FieldModel> fields) => fields.Count > 0 && fields.All(static field => field.AssignedTo is not null);

    private bool CheckEventName(AttributeData attribute, string name)
    {
        bool isValid = CheckName(attribute, "event name", name, CSharpName.IsIdentifier, "it must be a C# identifier, because it names the event's record.");
        if (GetVersion(attribute) < 1)
        {
            Report(DiagnosticDescriptors.InvalidName, GetSyntax(attribute), GetVersion(attribute), "event version", "versions count from 1.");
        }

        return isValid;
    }

    private bool CheckCollisions(ISymbol member, AttributeData attribute, string name)
    {
        string? other = name switch
        {
            _ when name == _type.Name => "the class itself",
            _ when _type.BaseType?.GetMembers(name).Any(static m => m.DeclaredAccessibility != Accessibility.Private) == true => "a member that every class has",
            _ when s_generatedNames.Contains(name) => "a member that EsGen generates",
            _ when _type.GetMembers(name).FirstOrDefault(m => GetUserDeclarations<SyntaxNode>(m).Any() && !IsEventRecord(m)) is { } taken => $"the member '{taken.Name}' of the class",
            _ => null,
        };
        if (other is null)
        {
            return true;
        }

        Report(DiagnosticDescriptors.NameCollision, GetName(member, attribute), name, other);
        return false;
    }

    private static bool IsEventRecord(ISymbol member) => member is INamedTypeSymbol && GetAttribute(member, AttributeNames.Event) is not null;

    private bool ClaimTopics(ISymbol member, AttributeData attribute, string name, string entityName, string[] entityNames, out string[] topics)
    {
        string suffix = GetVersion(attribute) > 1 ? "@" + GetVersion(attribute) : "";
        string[] names = [.. GetFormerNames(attribute).Prepend(name).Distinct()];
        topics = [.. entityNames.SelectMany(entity => names.Select(e => $"{entity}.{e}{suffix}")).Distinct()];
        string recordName = member is INamedTypeSymbol ? member.Name : name;

        // All of the class's events have the entity's names in common, so the first of these tells whether their own differ.
        string? taken = names.FirstOrDefault(e => _topics.ContainsKey($"{entityName}.{e}{suffix}")) ?? (_recordNames.ContainsKey(recordName) ? recordName : null);
        if (taken is null)
        {
            _recordNames.Add(recordName, GetPlainName(member));
            foreach (string topic in topics)
            {
                _topics[topic] = GetPlainName(member);
            }

            return true;
        }

        string owner = _topics.TryGetValue($"{entityName}.{taken}{suffix}", out string? other) ? other : _recordNames[taken];
        Report(DiagnosticDescriptors.DuplicateName, GetName(member, attribute), "event name", taken, $"the event that '{owner}' makes");
        return false;
    }

    private static string? RenameToField((ISymbol Symbol, ITypeSymbol Type)[] sources, string parameter) =>
        sources.Any(source => source.Symbol.Name == parameter) ? CSharpName.ToPascalCase(parameter) : null;

    private static string? GetObsoleteMessage(ISymbol member) =>
        GetAttribute(member, "System.ObsoleteAttribute") is { } obsolete ? obsolete.ConstructorArguments is [{ Value: string message }, ..] ? message : "" : null;

    private static string? GetReasonAgainst(IPropertySymbol property) => property switch
    {
        { IsIndexer: true } => "it is an indexer; make it a method.",
        { IsStatic: true } => "it is static, and an event belongs to one entity; remove 'static'.",
        { ReturnsByRef: true } or { ReturnsByRefReadonly: true } => "it returns a reference, through which it could be changed without an event; return the value.",
        { GetMethod: null } => "it has no getter; add 'get'.",
        { SetMethod: null } => "it has no setter; add 'set'.",
        { SetMethod.IsInitOnly: true } => "it has 'init'; make it 'set'.",
        _ => null,
    };

    private static string? GetReasonAgainst(IMethodSymbol method)
    {
        if (method.Parameters.FirstOrDefault(static parameter => parameter.RefKind != RefKind.None || parameter.IsParams) is { } odd)
        {
            return $"its parameter '{odd.Name}' is passed by reference or as params; pass a value, or an array.";
        }

        return method switch
        {
            { MethodKind: MethodKind.Constructor } => null,
            { MethodKind: not MethodKind.Ordinary } => "it is not an ordinary method; put the attribute on one.",
            { IsStatic: true } => "it is static, and an event belongs to one entity; remove 'static'.",
            { IsAsync: true } => "it is async; await before the command.",
            { IsGenericMethod: true } => "it is generic, and an event's fields have fixed types; remove the type parameters.",
            { ReturnsVoid: false } => "it returns a value; make it void, and call it in a method of yours that answers.",
            _ => null,
        };
    }

    private string? GetReasonAgainst(INamedTypeSymbol record) => record switch
    {
        { IsRecord: false } or { TypeKind: not TypeKind.Class } => "it is not a record class; make it one.",
        { IsGenericType: true } => "it is generic, and an event's fields have fixed types; remove the type parameters.",
        { IsAbstract: true } => "it is abstract, and each event is a record of its own; remove 'abstract'.",
        { BaseType: { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } baseType }
            when !(baseType.Name == "Event" && SymbolEqualityComparer.Default.Equals(baseType.ContainingType, _type)) => "it has a base; remove it, because events derive from the generated Event.",
        _ => null,
    };
}
