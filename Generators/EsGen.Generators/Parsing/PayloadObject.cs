using Microsoft.CodeAnalysis;

namespace EsGen.Generators;

/// <summary>What a record, class or struct in events holds, and how one is made of that again.</summary>
internal sealed class PayloadObject
{
    private readonly INamedTypeSymbol _entity;
    private readonly INamedTypeSymbol _type;
    private readonly List<PayloadMember> _members = [];
    private int _hiddenFields;

    private PayloadObject(INamedTypeSymbol entity, INamedTypeSymbol type)
    {
        _entity = entity;
        _type = type;
    }

    /// <summary>The members with what they get their value by and the parameter's default, those of the constructor first.</summary>
    public List<(PayloadMember Member, FieldInitialization Initialization, IParameterSymbol? Parameter)> Parts { get; } = [];

    /// <summary>What makes it; null for a tuple.</summary>
    public IMethodSymbol? Constructor { get; private set; }

    public static PayloadObject? Find(INamedTypeSymbol entity, INamedTypeSymbol type, out string? reason)
    {
        PayloadObject found = new(entity, type);
        reason = found.Collect() ?? found.ChooseConstructor();
        return reason is null ? found : null;
    }

    private string Name => _type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static bool IsAlike(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private string? Collect()
    {
        if (_type.IsTupleType)
        {
            foreach (IFieldSymbol element in _type.TupleElements)
            {
                Parts.Add((new PayloadMember(element, element.Type, isReadable: true, isSettable: true, holdsState: true), FieldInitialization.Constructor, null));
            }

            return Parts.Count < 2 ? "a tuple of less than two elements can't be stored; use the element itself." : null;
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        for (INamedTypeSymbol? type = _type; type is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; type = type.BaseType)
        {
            foreach (ISymbol symbol in type.GetMembers())
            {
                if (symbol.IsStatic)
                {
                    continue;
                }

                switch (symbol)
                {
                    case IFieldSymbol { AssociatedSymbol: null, IsConst: false } field:
                        if (IsMutable(field.IsReadOnly))
                        {
                            return $"'{field.Name}' of {Name} could be changed after the event was made; make it readonly.";
                        }

                        if (!Reach.Allows(_entity, field))
                        {
                            _hiddenFields++;
                        }
                        else if (seen.Add(field.Name))
                        {
                            _members.Add(new PayloadMember(field, field.Type, isReadable: true, isSettable: !field.IsReadOnly, holdsState: true));
                        }

                        break;
                    case IPropertySymbol { IsIndexer: false, ExplicitInterfaceImplementations.IsEmpty: true, Name: not "EqualityContract" } property when seen.Add(property.Name):
                        bool holdsState = HoldsState(property);
                        if (IsMutable(property.SetMethod is null or { IsInitOnly: true } || !holdsState))
                        {
                            return $"'{property.Name}' of {Name} could be changed after the event was made; make it 'init' or get-only.";
                        }

                        _members.Add(new PayloadMember(property, property.Type, Reach.Allows(_entity, property.GetMethod), Reach.Allows(_entity, property.SetMethod), holdsState));
                        break;
                    case IEventSymbol:
                        return $"'{symbol.Name}' of {Name} is an event, whose handlers can't be stored; remove it.";
                }
            }
        }

        return null;

        // A struct is copied wherever it goes; whoever holds an object shares it.
        bool IsMutable(bool isReadOnly) => !isReadOnly && _type.TypeKind != TypeKind.Struct;
    }

    /// <summary>Whether the compiler made a field for it; of a property of another assembly its accessor tells.</summary>
    private static bool HoldsState(IPropertySymbol property) =>
        property.Locations.Any(static location => location.IsInSource)
            ? property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property))
            : property.GetMethod is { IsAbstract: false } get && PayloadMember.FindAttribute(get, "System.Runtime.CompilerServices.CompilerGeneratedAttribute") is not null;

    private string? ChooseConstructor()
    {
        if (_type.IsTupleType)
        {
            return null;
        }

        IMethodSymbol[] constructors =
        [
            .. _type.InstanceConstructors
                .Where(constructor => Reach.Allows(_entity, constructor) && !(constructor.Parameters is [{ Type: var only }] && SymbolEqualityComparer.Default.Equals(only, _type)))
                .OrderByDescending(static constructor => constructor.Parameters.Length),
        ];
        if (constructors.FirstOrDefault(static constructor => PayloadMember.FindAttribute(constructor, "System.Text.Json.Serialization.JsonConstructorAttribute") is not null) is { } marked)
        {
            constructors = [marked];
        }

        string? firstReason = null;
        foreach (IMethodSymbol constructor in constructors)
        {
            string? reason = Match(constructor);
            if (reason is null)
            {
                Constructor = constructor;
                return null;
            }

            firstReason ??= reason;
        }

        return firstReason ?? $"{Name} has no constructor that can be called from {_entity.Name}; give it one.";
    }

    private string? Match(IMethodSymbol constructor)
    {
        Parts.Clear();
        HashSet<PayloadMember> matched = [];
        bool setsRequired = PayloadMember.FindAttribute(constructor, "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute") is not null;
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            PayloadMember? member = _members.FirstOrDefault(member => member.Name == parameter.Name) ?? _members.FirstOrDefault(member => IsAlike(member.Name, parameter.Name));
            if (member is null || parameter.RefKind is not (RefKind.None or RefKind.In) || !SymbolEqualityComparer.Default.Equals(member.Type, parameter.Type) || !matched.Add(member))
            {
                return $"the parameter '{parameter.Name}' of its constructor has no property of that name and type, so that {Name} could not be made again; add one.";
            }

            if (!member.IsReadable)
            {
                return $"'{member.Name}' of {Name} can't be read from {_entity.Name}; make it internal or public.";
            }

            if (member.IsLeftOut && !parameter.HasExplicitDefaultValue)
            {
                return $"'{member.Name}' of {Name} is marked [JsonIgnore], but its constructor asks for it; give the parameter a default.";
            }

            if (member.IsRequired && !setsRequired)
            {
                return $"'{member.Name}' of {Name} is required as well as a parameter of its constructor; mark the constructor with [SetsRequiredMembers], or remove 'required'.";
            }

            Parts.Add((member, FieldInitialization.Constructor, parameter));
        }

        foreach (PayloadMember member in _members.Where(member => !matched.Contains(member)))
        {
            if (member is { IsReadable: true, IsSettable: true } && !(member.IsLeftOut && member.IsRequired))
            {
                Parts.Add((member, member.IsRequired ? FieldInitialization.Required : FieldInitialization.Optional, null));
            }
            else if (member.HoldsState && !member.IsLeftOut)
            {
                return $"'{member.Name}' of {Name} would be lost: no parameter of its constructor matches it, and it can't be set with 'init'; add one of them, or mark it with [JsonIgnore].";
            }
            else if (member.IsRequired)
            {
                return $"'{member.Name}' of {Name} is required, but is not stored; remove [JsonIgnore] or 'required'.";
            }
        }

        return _hiddenFields > Parts.Count(static part => !part.Member.HoldsState)
            ? $"{Name} has a field that can't be read from {_entity.Name}; make it a property with 'init', or a get-only one with a parameter of the constructor."
            : Parts.Any(static part => !part.Member.IsLeftOut) || _type.IsRecord || _members.Count == 0
                ? null
                : $"{Name} has no members that could be stored.";
    }
}
