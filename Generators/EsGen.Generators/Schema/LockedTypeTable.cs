namespace EsGen.Generators.Schema;

/// <summary>The lock's names for the types that the fields of one version are of.</summary>
/// <param name="payloads">The entity's types by their names.</param>
internal sealed class LockedTypeTable(ILookup<string, PayloadTypeModel> payloads)
{
    private readonly Dictionary<PayloadTypeModel, string> _names = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, LockedType> _types = new(StringComparer.Ordinal);

    public EquatableArray<LockedType> Types => new([.. _types.Values]);

    public LockedField Of(FieldModel field) => new(
        field.JsonName,
        field.FormerNames,
        Of(field.Type),
        field.Default is not null || field.Initialization == FieldInitialization.Optional,
        (field.Default ?? field.InitialValue) is { } value ? GetDefault(value, field.Type) : null);

    public LockedFieldType Of(FieldTypeModel type) => type.Shape switch
    {
        FieldShape.NullableValue => Of(type.Element!) with { IsNullable = true },
        FieldShape.Primitive => new LockedFieldType(PrimitiveType.OfName(type.Primitive!)!.Word, default, type.AllowsNull),
        FieldShape.Converted =>
            new LockedFieldType(
                TypeWords.Converted,
                new([new LockedFieldType(PayloadTypes.GetConverterLabel(type.Converter), default, false)]),
                type.AllowsNull),
        FieldShape.SingleValue when Find(type) is SingleValueTypeModel single => Of(single.Member.Type),
        FieldShape.Enum or FieldShape.Object or FieldShape.Hierarchy or FieldShape.Union when Find(type) is { } payload =>
            new LockedFieldType(Add(payload), default, type.AllowsNull),
        _ when type.Arguments.Count > 0 =>
            new LockedFieldType(CollectionWords.Of(type.Shape), new(type.Arguments.Select(Of).ToArray()), type.AllowsNull),
        _ => new LockedFieldType(TypeWords.Unsupported, default, type.AllowsNull),
    };

    public static ILookup<string, PayloadTypeModel> ByName(IEnumerable<PayloadTypeModel> payloads) =>
        payloads.ToLookup(static payload => payload.Name, StringComparer.Ordinal);

    /// <summary>The lock's name for a type of the user's, before another one of the same name is told apart from it.</summary>
    public static string GetLabel(string name) => PayloadTypes.GetIdentifier(name);

    private string Add(PayloadTypeModel payload)
    {
        if (_names.TryGetValue(payload, out string known))
        {
            return known;
        }

        string label = GetLabel(payload.Name);
        string name = label;
        for (int i = 2; TypeWords.IsWord(name) || !_taken.Add(name); i++)
        {
            name = $"{label}{i}";
        }

        // A type may contain itself.
        _names.Add(payload, name);
        _types[name] = payload switch
        {
            EnumTypeModel e => new LockedType(
                name,
                e.IsFlags ? LockedTypeKind.Flags : LockedTypeKind.Enum,
                default,
                new(e.Members.Select(member => e.IsFlags ? $"{member.Name} = {member.Value}" : member.Name).ToArray()),
                default),
            HierarchyTypeModel h => new LockedType(
                name,
                LockedTypeKind.Union,
                default,
                default,
                new(h.Cases
                    .OrderBy(static kind => kind.Discriminator, StringComparer.Ordinal)
                    .ThenBy(static kind => kind.IsNumber)
                    .Select(kind =>
                        new LockedCase(
                            kind.Discriminator,
                            kind.IsNumber,
                            GetFields(payloads[kind.TypeName].OfType<ObjectTypeModel>().FirstOrDefault())))
                    .ToArray()),
                h.Discriminator),
            UnionTypeModel u => new LockedType(
                name,
                LockedTypeKind.Union,
                default,
                default,
                new(u.Cases
                    .Select(@case =>
                        new LockedCase(
                            @case.Name,
                            false,
                            @case.IsInline ? GetFields(Find(@case.Type) as ObjectTypeModel) : new([Of(@case.Wrapped)])))
                    .Concat(u.AllowsNull ? [new LockedCase(UnionTypeModel.Null, false, default)] : [])
                    .OrderBy(static @case => @case.Name, StringComparer.Ordinal)
                    .ToArray()),
                UnionTypeModel.Discriminator),
            _ => new LockedType(name, LockedTypeKind.Object, GetFields(payload as ObjectTypeModel), default, default),
        };
        return name;
    }

    private EquatableArray<LockedField> GetFields(ObjectTypeModel? type) =>
        type is null ? default : new(type.StoredMembers.Select(Of).ToArray());

    private PayloadTypeModel? Find(FieldTypeModel type) => payloads[type.PlainName].FirstOrDefault(payload => type.Shape switch
    {
        FieldShape.Enum => payload is EnumTypeModel,
        FieldShape.SingleValue => payload is SingleValueTypeModel,
        FieldShape.Hierarchy => payload is HierarchyTypeModel,
        FieldShape.Union => payload is UnionTypeModel,
        _ => payload is ObjectTypeModel,
    });

    /// <summary>A default; an enum's by the first member with that value, whatever the code may call it.</summary>
    private string GetDefault(string value, FieldTypeModel type)
    {
        FieldTypeModel plain = type.Shape == FieldShape.NullableValue ? type.Element! : type;
        if (Find(plain) is not EnumTypeModel e || value is "null" or "default")
        {
            return value;
        }

        string number = value.StartsWith("(", StringComparison.Ordinal)
            ? value.Substring(value.IndexOf(')') + 1).Trim('(', ')')
            : e.Members.First(member => value.EndsWith("." + CSharpName.Escape(member.Name), StringComparison.Ordinal)).Value;
        return e.Members.FirstOrDefault(member => member.Value == number)?.Name ?? $"({number})";
    }
}
