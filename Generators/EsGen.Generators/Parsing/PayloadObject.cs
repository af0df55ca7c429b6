using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Parsing;

/// <summary>
/// What a record, class or struct in events holds, and how one is made of that again. Each of its fields must be behind a part that is
/// stored, as far as fields can be seen: those of another assembly's class can't, and somebody has to vouch for them.
/// </summary>
internal sealed class PayloadObject
{
    private const string JsonConstructor = "System.Text.Json.Serialization.JsonConstructorAttribute";

    private readonly PayloadMembers _members;
    private readonly INamedTypeSymbol _type;

    private PayloadObject(PayloadMembers members, INamedTypeSymbol type)
    {
        _members = members;
        _type = type;
    }

    /// <summary>The members with what they get their value by and the parameter's default, those of the constructor first.</summary>
    public List<(PayloadMember Member, FieldInitialization Initialization, IParameterSymbol? Parameter)> Parts { get; } = [];

    /// <summary>What makes it; null for a tuple.</summary>
    public IMethodSymbol? Constructor { get; private set; }

    /// <summary>Whether the constructor is one that only the type's own code can call.</summary>
    public bool IsMadePrivately { get; private set; }

    /// <summary>Whether it has what is not to be stored, so that the event's copy must not have it either.</summary>
    public bool DropsState { get; private set; }

    /// <param name="viewer">Who stores it.</param>
    /// <param name="type">The type.</param>
    /// <param name="reason">Why it can't be stored; null if it can.</param>
    public static PayloadObject? Find(PayloadViewer viewer, INamedTypeSymbol type, out string? reason)
    {
        PayloadMembers members = new(viewer, type);
        PayloadObject found = new(members, type);
        reason = type.IsTupleType
            ? found.TakeElements()
            : members.Collect() ?? (type.IsAbstract ? found.TakeMembers() : found.ChooseConstructor());
        return reason is null ? found : null;
    }

    private string Name => _members.TypeName;

    private string? TakeElements()
    {
        foreach (IFieldSymbol element in _type.TupleElements)
        {
            Parts.Add((
                new PayloadMember(element, element.Type, isReadable: true, isSettable: true, holdsState: true),
                FieldInitialization.Constructor,
                null));
        }

        return Parts.Count < 2 ? "a tuple of less than two elements can't be stored; use the element itself." : null;
    }

    /// <summary>A base is made by what derives from it.</summary>
    private string? TakeMembers()
    {
        Parts.AddRange(_members.All.Where(static member => member.IsReadable)
            .Select(static member => (member, FieldInitialization.Constructor, (IParameterSymbol?)null)));
        return FindLost();
    }

    private string? ChooseConstructor()
    {
        ILookup<bool, IMethodSymbol> constructors = _type.InstanceConstructors
            .Where(constructor => !(constructor.Parameters is [{ Type: var only }] && SymbolEqualityComparer.Default.Equals(only, _type)))
            .OrderByDescending(static constructor => constructor.Parameters.Length)
            .ToLookup(_members.Viewer.Allows);
        IMethodSymbol[] reachable = [.. constructors[true]], others = [.. constructors[false].Where(_ => _members.Viewer.Reaches(_type))];
        if (reachable.Concat(others)
            .FirstOrDefault(static constructor => PayloadMember.FindAttribute(constructor, JsonConstructor) is not null) is { } marked)
        {
            return Match(marked) ?? Take(marked);
        }

        string? firstReason = null;
        foreach (IMethodSymbol constructor in reachable)
        {
            string? reason = Match(constructor);
            if (reason is null)
            {
                return Take(constructor);
            }

            firstReason ??= reason;
        }

        return TakeOnly(others) is { } none ? firstReason ?? none : null;
    }

    /// <summary>
    /// A constructor that the type keeps to itself is taken if there is no choice: what is public may check what is given to it.
    /// </summary>
    private string? TakeOnly(IMethodSymbol[] constructors)
    {
        IMethodSymbol[] fitting = [.. constructors.Where(constructor => Match(constructor) is null)];
        return fitting switch
        {
            [var only] => Match(only) ?? Take(only),
            [] when constructors is [var one] => Match(one),
            [] => _members.Advise($"{Name} has no constructor that can be called "
                + $"from {_members.Viewer.Name}", _members.Viewer.Reaches(_type)
                ? "give it one with a parameter for each of its properties; it may be private."
                : "give it one that is internal or public."),
            _ => _members.Advise($"{Name} has several constructors that could make it again", "mark one of them with [JsonConstructor]."),
        };
    }

    private string? Take(IMethodSymbol constructor)
    {
        Constructor = constructor;
        IsMadePrivately = !_members.Viewer.Allows(constructor);
        return null;
    }

    private string? Match(IMethodSymbol constructor)
    {
        Parts.Clear();
        DropsState = false;
        HashSet<PayloadMember> matched = [];
        bool setsRequired =
            PayloadMember.FindAttribute(constructor, "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute") is not null;
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            PayloadMember? member = _members.Find(parameter.Name);
            if (member is null
                || parameter.RefKind is not (RefKind.None or RefKind.In)
                || !SymbolEqualityComparer.Default.Equals(member.Type, parameter.Type)
                || !matched.Add(member))
            {
                return _members.Fields.FirstOrDefault(field => field.CapturedParameter == parameter.Name) is { } captured
                    ? _members.DescribeLost(captured)
                    : _members.Advise(
                        $"the parameter '{parameter.Name}' of its constructor has no property of that name and type, so that {Name} could "
                            + "not be made again",
                        "add one.");
            }

            if (!member.IsReadable)
            {
                return _members.Advise(
                    $"'{member.Name}' of {Name} can't be read from {_members.Viewer.Name}",
                    "make it internal or public.");
            }

            if (member.IsLeftOut && !parameter.HasExplicitDefaultValue)
            {
                return _members.Advise(
                    $"'{member.Name}' of {Name} is marked [JsonIgnore], but its constructor asks for it",
                    "give the parameter a default.");
            }

            if (member.IsRequired && !setsRequired)
            {
                return _members.Advise(
                    $"'{member.Name}' of {Name} is required as well as a parameter of its constructor",
                    "mark the constructor with [SetsRequiredMembers], or remove 'required'.");
            }

            Parts.Add((member, FieldInitialization.Constructor, parameter));
        }

        foreach (PayloadMember member in _members.All.Where(member => !matched.Contains(member)))
        {
            if (member is { IsReadable: true, IsSettable: true } && !(member.IsLeftOut && member.IsRequired))
            {
                Parts.Add((member, member.IsRequired ? FieldInitialization.Required : FieldInitialization.Optional, null));
            }
            else if (member is { HoldsState: true, IsLeftOut: false } && !_members.Fields.Any(field => field.IsOf(member)))
            {
                return _members.DescribeLost(member);
            }
            else if (member.IsRequired)
            {
                return member.IsLeftOut
                    ? _members.Advise($"'{member.Name}' of {Name} is required, but is not stored", "remove [JsonIgnore] or 'required'.")
                    : FindLost()
                        ?? _members.Advise(
                            $"'{member.Name}' of {Name} is required, but can't be read and set from {_members.Viewer.Name}",
                            "make it internal or public.");
            }
        }

        if (!_members.Viewer.Allows(constructor) && GetReasonAgainstPrivate(constructor) is { } reason)
        {
            return reason;
        }

        return FindLost()
            ?? (Parts.Any(static part => !part.Member.IsLeftOut) || _type.IsRecord || (_members.All.Count == 0 && !_members.IsForeign)
                ? null
                : _members.Advise($"{Name} has no members that could be stored", "give it some."));
    }

    /// <summary>Why what has been matched can't be given to a constructor that is called past its accessibility.</summary>
    private string? GetReasonAgainstPrivate(IMethodSymbol constructor) =>
        constructor.Parameters.Any(static parameter => parameter.RefKind != RefKind.None)
            ? _members.Advise(
                $"{Name} can be made only by a constructor that is not public and takes references",
                "take the parameters by value.")
            : !_type.IsValueType
                && !_type.IsRecord
                && Parts.FirstOrDefault(static part => part.Initialization != FieldInitialization.Constructor).Member is { } other
                ? _members.Advise(
                    $"'{other.Name}' of {Name} is no parameter of the only constructor that could make it, which is not public",
                    "add the parameter, or make the constructor internal or public.")
                : null;

    /// <summary>Why a field would not be as it was; null if all would.</summary>
    private string? FindLost()
    {
        foreach (PayloadField field in _members.Fields)
        {
            if (Parts.Any(part =>
                !part.Member.IsLeftOut
                    && field.IsBehind(part.Member, _members.Viewer, isSet: part.Initialization != FieldInitialization.Constructor)))
            {
                continue;
            }

            if (!field.IsLeftOut)
            {
                return _members.DescribeLost(field);
            }

            DropsState = true;
        }

        DropsState |= _members.All.Any(static member => member is { IsLeftOut: true, HoldsState: true });
        return null;
    }
}
