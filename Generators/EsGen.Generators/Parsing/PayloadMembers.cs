using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Parsing;

/// <summary>The members of a type in events and of its bases, and the fields that are its memory.</summary>
/// <param name="viewer">Who stores it.</param>
/// <param name="type">The type.</param>
internal sealed class PayloadMembers(PayloadViewer viewer, INamedTypeSymbol type)
{
    private readonly List<PayloadMember> _members = [];
    private readonly List<PayloadField> _fields = [];
    private readonly List<(PayloadProperty Property, bool IsHidden)> _properties = [];
    private readonly List<Action> _additions = [];

    /// <summary>The names that more derived types have taken.</summary>
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public PayloadViewer Viewer => viewer;

    public string TypeName { get; } = ConverterAdvice.Describe(type);

    /// <summary>Whether it is of another assembly, so that its user can't change it.</summary>
    public bool IsForeign => !viewer.SeesCode(type);

    /// <summary>The properties, and the fields that have none.</summary>
    public IReadOnlyList<PayloadMember> All => _members;

    /// <summary>All fields that can be seen, those of bases included.</summary>
    public IReadOnlyList<PayloadField> Fields => _fields;

    /// <summary>The member that a parameter of a constructor is for; null if there is none.</summary>
    public PayloadMember? Find(string parameter) =>
        Find(member => member.Name == parameter)
            ?? Find(member => string.Equals(member.Name, parameter, StringComparison.OrdinalIgnoreCase));

    /// <returns>Why the type can't be stored, whatever makes it; null if it may be.</returns>
    public string? Collect()
    {
        if (type is { MetadataName: "KeyValuePair`2", ContainingType: null } && PlatformType.Is(type))
        {
            // Its fields aren't in reference assemblies, but are known.
            _members.AddRange(type.GetMembers().OfType<IPropertySymbol>().Where(static property => !property.IsStatic)
                .Select(static property =>
                    new PayloadMember(property, property.Type, isReadable: true, isSettable: false, holdsState: true)));
            return null;
        }

        if (PayloadMember.FindAttribute(type, "System.Runtime.CompilerServices.InlineArrayAttribute") is not null)
        {
            return Advise($"{TypeName} is an inline array, whose elements are no members", "use an array.");
        }

        for (INamedTypeSymbol? current =
            type; current is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; current = current.BaseType)
        {
            if (PlatformType.Is(current) && current is not { Name: "EventArgs" } && !SymbolEqualityComparer.Default.Equals(current, type))
            {
                return $"{TypeName} derives from {ConverterAdvice.Describe(current)}, whose state can't be "
                    + $"seen; {ConverterAdvice.Of(type)}";
            }

            if (Collect(current) is { } reason)
            {
                return reason;
            }
        }

        // What a property has from those that it overrides is known only now.
        _additions.ForEach(static add => add());
        return null;
    }

    /// <summary>What is wrong, and what to do: to the type itself, if it is the user's.</summary>
    public string Advise(string fact, string advice) => $"{fact}; {(IsForeign ? ConverterAdvice.Of(type) : advice)}";

    public string DescribeLost(PayloadMember member) => Advise(
        $"'{member.Name}' of {TypeName} would be lost: no parameter of its constructor matches it, and it can't be set with 'init'",
        "add one of them, or mark it with [JsonIgnore].");

    public string DescribeLost(PayloadField field)
    {
        string name = $"'{field.Name}' of {ConverterAdvice.Describe(field.Symbol.ContainingType)}";
        if (field.CapturedParameter is { } parameter)
        {
            return DescribeCaptured(field.Symbol, parameter);
        }

        if (field.Symbol.Name is "_dummy" or "_dummyPrimitive")
        {
            return Advise($"{TypeName} has fields that its reference assembly doesn't show", "make them properties.");
        }

        if (_members.FirstOrDefault(field.IsOf) is { IsReadable: true, IsSettable: false } member)
        {
            return DescribeLost(member);
        }

        return field switch
        {
            { Property: null } when PayloadField.GetPropertyName(field.Symbol) is null => Advise(
                $"{name} would be lost: nothing that is stored gives it",
                "make it a property with 'init', or a get-only one with a parameter of the constructor, or mark it with [JsonIgnore]."),
            { Property: null } =>
                Advise(
                    $"{name} would be lost: it implements an interface only",
                    "make it a public property with 'init', or mark it with [JsonIgnore]."),
            { Property: { } property } when _properties.Any(other => other.IsHidden && other.Property == property) => Advise(
                $"{name} would be lost: another member of {TypeName} has its name and hides it",
                "rename one of them, or mark it with [JsonIgnore]."),
            { Property: { } property }
                when !SymbolEqualityComparer.Default.Equals(property.Symbol.ContainingType, field.Symbol.ContainingType) => Advise(
                $"{name} would be lost: {ConverterAdvice.Describe(property.Symbol.ContainingType)} overrides the property without handing "
                    + "everything on to it",
                "override both accessors, or neither."),
            _ =>
                Advise(
                    $"{name} would be lost: it can't be read and set from {viewer.Name}",
                    "make it a property with 'init' that is internal or public, or mark it with [JsonIgnore]."),
        };
    }

    private PayloadMember? Find(Func<PayloadMember, bool> isSo) =>
        _members.FirstOrDefault(member => member.IsReadable && isSo(member)) ?? _members.FirstOrDefault(isSo);

    private string? Collect(INamedTypeSymbol current)
    {
        // What a class of another assembly keeps to itself isn't there for the compiler, and in an editor it must be the same.
        bool isOpaque = current.TypeKind == TypeKind.Class && !viewer.SeesCode(current);
        ISymbol[] symbols = [.. current.GetMembers().Where(static symbol => !symbol.IsStatic)];
        int known = _properties.Count;
        foreach (IPropertySymbol property in symbols.OfType<IPropertySymbol>())
        {
            bool isValue = property is { IsIndexer: false, ExplicitInterfaceImplementations.IsEmpty: true }
                && !(current.IsRecord && property.Name == "EqualityContract");
            if (isValue && !(isOpaque && !viewer.Allows(property)) && !_properties.Any(other => other.Property.TryAdd(property)))
            {
                _properties.Add((new PayloadProperty(property), _taken.Contains(property.Name)));
            }
        }

        foreach (IFieldSymbol field in symbols.OfType<IFieldSymbol>()
            .Where(field => !field.IsConst && !(isOpaque && !viewer.Allows(field))))
        {
            _fields.Add(new PayloadField(field, _properties.FirstOrDefault(other => other.Property.TryAdd(field)).Property));
        }

        foreach (ISymbol symbol in symbols)
        {
            if (GetReasonAgainst(symbol, isOpaque) is { } reason)
            {
                return reason;
            }

            if (symbol is IFieldSymbol { IsConst: false } field
                && PayloadField.GetPropertyName(field) is null
                && viewer.Allows(field)
                && !_taken.Contains(field.Name))
            {
                _additions.Add(() =>
                    _members.Add(new PayloadMember(field, field.Type, isReadable: true, isSettable: !field.IsReadOnly, holdsState: true)));
            }
            else if (symbol is IPropertySymbol
                && _properties.Skip(known)
                    .FirstOrDefault(other =>
                        other.Property.Symbol.Equals(symbol, SymbolEqualityComparer.Default)) is { Property: { } property } found)
            {
                if (!found.IsHidden)
                {
                    _additions.Add(() => Add(property, isOpaque));
                }
                else if (isOpaque && IsGiven(property.Symbol))
                {
                    // Its field can't be seen.
                    return Advise(
                        $"'{symbol.Name}' of {ConverterAdvice.Describe(current)} would be lost: another member of {TypeName} has its name "
                            + "and hides it",
                        "rename one of them, or mark it with [JsonIgnore].");
                }
            }
        }

        _taken.UnionWith(current.GetMembers().Where(viewer.Allows).Select(static symbol => symbol.Name));
        return null;
    }

    private void Add(PayloadProperty property, bool isOpaque)
    {
        bool isReadable = viewer.Allows(property.Getter), isSettable = viewer.Allows(property.Setter);
        bool holdsState = property.HasField || (isOpaque && IsAutomatic(property.Symbol));
        if (isReadable || isSettable || holdsState)
        {
            _members.Add(new PayloadMember(property.Symbol, property.Symbol.Type, isReadable, isSettable, holdsState));
        }
    }

    private string? GetReasonAgainst(ISymbol symbol, bool isOpaque)
    {
        // A struct is copied wherever it goes; whoever holds an object shares it.
        bool isShared = type.TypeKind != TypeKind.Struct;
        return symbol switch
        {
            IEventSymbol => Advise($"'{symbol.Name}' of {TypeName} is an event, whose handlers can't be stored", "remove it."),
            IFieldSymbol { IsConst: false, IsReadOnly: false } field
                when isShared && PayloadField.GetPropertyName(field) is null && (!isOpaque || viewer.Allows(field)) =>
                PayloadField.GetCapturedParameter(field) is { } parameter
                    ? DescribeCaptured(field, parameter)
                    : Advise($"'{field.Name}' of {TypeName} could be changed after the event was made", "make it readonly."),
            IPropertySymbol { SetMethod.IsInitOnly: false } property
                when isShared
                    && (isOpaque ? IsSetByOthers(property) : property.ExplicitInterfaceImplementations.IsEmpty && HasField(property)) =>
                Advise($"'{property.Name}' of {TypeName} could be changed after the event was made", "make it 'init' or get-only."),
            _ => null,
        };
    }

    private string DescribeCaptured(IFieldSymbol field, string parameter) => Advise(
        $"the parameter '{parameter}' of {ConverterAdvice.Describe(field.ContainingType)}'s primary constructor would be lost: members "
            + "use it, so that it is kept where nothing can read it",
        $"make it a property, 'public {ConverterAdvice.Describe(field.Type)} {CSharpName.ToPascalCase(parameter)} {{ get; }} "
            + $"= {parameter};', and use that.");

    private bool HasField(IPropertySymbol property) => _fields.Any(field =>
        PayloadField.GetPropertyName(field.Symbol) == property.Name
            && SymbolEqualityComparer.Default.Equals(field.Symbol.ContainingType, property.ContainingType));

    /// <summary>Whether others than the object itself can set a property, if only through an interface.</summary>
    private bool IsSetByOthers(IPropertySymbol property) =>
        !property.ExplicitInterfaceImplementations.IsEmpty
            || property.SetMethod!.DeclaredAccessibility is not (Accessibility.Private
                or Accessibility.Internal
                or Accessibility.ProtectedAndInternal)
            || viewer.Allows(property.SetMethod);

    /// <summary>Whether a property is what an object was told, by a setter or by a constructor.</summary>
    private static bool IsGiven(IPropertySymbol property) => property.SetMethod is not null || IsAutomatic(property)
        || property.ContainingType.InstanceConstructors.Any(constructor =>
            constructor.Parameters.Any(parameter => ConstructionCode.IsAlike(parameter.Name, property.Name)));

    /// <summary>Whether the compiler wrote the getter of a property whose field can't be seen.</summary>
    private static bool IsAutomatic(IPropertySymbol property) => property.Locations.Any(static location => location.IsInSource)
        ? property is { IsAbstract: false, GetMethod: not null } && PropertyCode.IsReadAutomatically(property)
        : property.GetMethod is { IsAbstract: false } get
            && PayloadMember.FindAttribute(get, "System.Runtime.CompilerServices.CompilerGeneratedAttribute") is not null;
}
