using System.Text.RegularExpressions;

namespace EsGen.Generators.Model;

/// <summary>What emitters ask about the types in an entity's events.</summary>
internal sealed class PayloadTypes
{
    private readonly Dictionary<string, EnumTypeModel> _enums = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ObjectTypeModel> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SingleValueTypeModel> _singleValues = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HierarchyTypeModel> _hierarchies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UnionTypeModel> _unions = new(StringComparer.Ordinal);
    private readonly Dictionary<PayloadTypeModel, string> _methodNames = [];

    public PayloadTypes(IEnumerable<PayloadTypeModel> types)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        foreach (PayloadTypeModel type in types)
        {
            switch (type)
            {
                case EnumTypeModel e:
                    _enums[type.Name] = e;
                    continue;
                case ObjectTypeModel o:
                    _objects[type.Name] = o;
                    break;
                case SingleValueTypeModel s:
                    _singleValues[type.Name] = s;
                    break;
                case HierarchyTypeModel h:
                    _hierarchies[type.Name] = h;
                    break;
                case UnionTypeModel u:
                    _unions[type.Name] = u;
                    break;
            }

            string name = GetIdentifier(type.Name);
            string unique = name;
            for (int i = 2; !taken.Add(unique); i++)
            {
                unique = $"{name}{i}";
            }

            _methodNames[type] = unique;
        }
    }

    public ObjectTypeModel GetObject(string name) => _objects[name];

    /// <summary>The type of the user's that a field's type is; null if it is of another kind.</summary>
    public PayloadTypeModel? Find(FieldTypeModel type) => type.Shape switch
    {
        FieldShape.Enum => _enums[type.PlainName],
        FieldShape.Object => _objects[type.PlainName],
        FieldShape.SingleValue => _singleValues[type.PlainName],
        FieldShape.Hierarchy => _hierarchies[type.PlainName],
        FieldShape.Union => _unions[type.PlainName],
        _ => null,
    };

    /// <summary>The end of the names of a type's methods in the codec: <c>Money</c> for <c>WriteMoney</c>.</summary>
    public string GetMethodName(PayloadTypeModel type) => _methodNames[type];

    /// <summary>The end of the names of a type's methods in the codec.</summary>
    public string GetMethodName(FieldTypeModel type) => _methodNames[Find(type)!];

    /// <summary>
    /// Whether a value has to be copied when an event is made, because whoever gave it could go on changing it, or because it compares its
    /// elements in a way of its own.
    /// </summary>
    public bool NeedsCopy(FieldTypeModel type) => new Search(this, CanBeChanged, HasMoreThanIsStored).Visit(type);

    /// <inheritdoc cref="NeedsCopy(FieldTypeModel)"/>
    public bool NeedsCopy(PayloadTypeModel type) => new Search(this, CanBeChanged, HasMoreThanIsStored).Visit(type);

    /// <summary>Whether whoever gets a value out of an event could change it.</summary>
    public bool IsMutable(FieldTypeModel type) => new Search(this, IsMutablePart, static _ => false).Visit(type);

    /// <summary>Whether equal values may be unequal to the compiler's equality.</summary>
    public bool NeedsComparer(FieldTypeModel type) => new Search(this, IsCollection, type => !ComparesMembers(type)).Visit(type);

    /// <inheritdoc cref="NeedsComparer(FieldTypeModel)"/>
    public bool NeedsComparer(PayloadTypeModel type) => new Search(this, IsCollection, type => !ComparesMembers(type)).Visit(type);

    /// <summary>Whether its elements are its value.</summary>
    public static bool IsCollection(FieldTypeModel type) =>
        type.Arguments.Count > 0 ? type.Shape != FieldShape.NullableValue : type.PrimitiveType is { IsSequence: true };

    /// <summary>Whether code that may change a value of this type runs when one is read, what is in it apart.</summary>
    public bool MayChange(PayloadTypeModel type) => type switch
    {
        ObjectTypeModel o => o.MayChange,
        SingleValueTypeModel s => s.MayChange,
        HierarchyTypeModel h => h.Cases.Any(kind => _objects[kind.TypeName].MayChange),
        UnionTypeModel u => u.Cases.Any(@case => @case.IsInline && _objects[@case.Type.PlainName].MayChange),
        _ => false,
    };

    /// <summary>Whether a type contains itself, so that its values can be nested without end.</summary>
    public bool IsRecursive(PayloadTypeModel type)
    {
        HashSet<PayloadTypeModel> seen = [];
        Stack<PayloadTypeModel> rest = new(GetParts(type));
        while (rest.Count > 0)
        {
            PayloadTypeModel next = rest.Pop();
            if (next.Equals(type))
            {
                return true;
            }

            if (seen.Add(next))
            {
                foreach (PayloadTypeModel part in GetParts(next))
                {
                    rest.Push(part);
                }
            }
        }

        return false;
    }

    /// <summary>The types of the user's that some types consist of.</summary>
    public HashSet<PayloadTypeModel> GetReached(IEnumerable<FieldTypeModel> from)
    {
        HashSet<PayloadTypeModel> reached = [];
        Stack<PayloadTypeModel> open = new(from.SelectMany(GetPayloads));
        while (open.Count > 0)
        {
            PayloadTypeModel type = open.Pop();
            if (reached.Add(type))
            {
                foreach (PayloadTypeModel part in GetParts(type))
                {
                    open.Push(part);
                }
            }
        }

        return reached;
    }

    /// <summary>
    /// The JSON members that say what an object is: those of the hierarchies that it is a kind of, and of the unions that it is a case of.
    /// </summary>
    public IEnumerable<string> GetDiscriminators(ObjectTypeModel type) => _hierarchies.Values
        .Where(hierarchy => hierarchy.Cases.Any(kind => kind.TypeName == type.Name)).Select(static hierarchy => hierarchy.Discriminator)
        .Concat(_unions.Values.Where(union => union.Cases.Any(@case => @case.IsInline && @case.Type.PlainName == type.Name))
            .Select(static _ => UnionTypeModel.Discriminator))
        .Distinct();

    /// <summary>A type's name as one identifier: <c>PairIntMoney</c> for <c>Shop.Pair&lt;int, Shop.Money&gt;</c>.</summary>
    public static string GetIdentifier(string name) => string.Concat(
        Regex.Matches(name, @"[\p{L}\p{N}_]+(?![\p{L}\p{N}_]|[.:])")
            .Cast<Match>()
            .Select(static match => CSharpName.ToPascalCase(match.Value)));

    private IEnumerable<PayloadTypeModel> GetParts(PayloadTypeModel type) => type is HierarchyTypeModel hierarchy
        ? hierarchy.Cases.Select(kind => (PayloadTypeModel)_objects[kind.TypeName])
        : type.PartTypes.SelectMany(GetPayloads);

    private IEnumerable<PayloadTypeModel> GetPayloads(FieldTypeModel type) =>
        Find(type) is { } payload ? [payload] : type.Arguments.SelectMany(GetPayloads);

    private static bool CanBeChanged(FieldTypeModel type) => IsMutablePart(type)
        || type.Shape is FieldShape.ReadOnlyList or FieldShape.ReadOnlySet or FieldShape.ReadOnlyDictionary or FieldShape.ImmutableArray
        // Nobody can change these, but they come with a comparer, which isn't part of the value.
        || type.Shape is FieldShape.FrozenSet
            or FieldShape.FrozenDictionary
            or FieldShape.ImmutableHashSet
            or FieldShape.ImmutableDictionary
        || type.Primitive == "Memory";

    private static bool IsMutablePart(FieldTypeModel type) =>
        type.Shape is FieldShape.Array or FieldShape.List or FieldShape.HashSet or FieldShape.Dictionary || type.Primitive == "Bytes";

    private static bool HasMoreThanIsStored(PayloadTypeModel type) => type is SingleValueTypeModel { DropsState: true }
        || (type is ObjectTypeModel o && (o.DropsState || o.Members.Any(static member => !member.IsStored)));

    /// <summary>Whether the compiler compares two values as the history does, as far as the type's own members go.</summary>
    private static bool ComparesMembers(PayloadTypeModel type) => type switch
    {
        ObjectTypeModel { ComparesMembers: false } or SingleValueTypeModel { ComparesMembers: false } or UnionTypeModel => false,
        _ => !type.PartTypes.Any(IsComparedLoosely),
    };

    private static bool IsComparedLoosely(FieldTypeModel type) =>
        type.Shape == FieldShape.NullableValue ? IsComparedLoosely(type.Element!) : type.PrimitiveType is { IsComparedLoosely: true };

    /// <summary>Looks for something in all that a type's values consist of.</summary>
    private sealed class Search(PayloadTypes types, Func<FieldTypeModel, bool> isSo, Func<PayloadTypeModel, bool> isPayloadSo)
    {
        private readonly HashSet<PayloadTypeModel> _seen = [];

        public bool Visit(FieldTypeModel type) =>
            isSo(type) || type.Arguments.Any(Visit) || (types.Find(type) is { } payload && Visit(payload));

        public bool Visit(PayloadTypeModel type) => _seen.Add(type)
            && (isPayloadSo(type)
                || (type is HierarchyTypeModel hierarchy
                    ? hierarchy.Cases.Any(kind => Visit(types._objects[kind.TypeName]))
                    : type.PartTypes.Any(Visit)));
    }

    /// <summary>The lock's name for a converter: its own, and if it is generic those of its arguments.</summary>
    public static string GetConverterLabel(string name) =>
        name.Contains('<')
            ? GetIdentifier(name)
            : name.Substring(Math.Max(name.LastIndexOf('.'), name.LastIndexOf(':')) + 1).TrimStart('@');
}
