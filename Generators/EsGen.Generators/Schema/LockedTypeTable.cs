namespace EsGen.Generators;

/// <summary>The lock's names for the types that the fields of one version are of.</summary>
internal sealed class LockedTypeTable
{
    private readonly SortedDictionary<string, LockedType> _types = new(StringComparer.Ordinal);

    public EquatableArray<LockedType> Types => new([.. _types.Values]);

    public LockedField Of(FieldModel field) => new(
        field.JsonName,
        field.FormerNames,
        Of(field.Type),
        field.Default is not null || field.Initialization == FieldInitialization.Optional,
        field.Default is { } value ? GetDefault(value, field.Type) : null);

    private LockedFieldType Of(FieldTypeModel type) => type.Shape switch
    {
        FieldShape.NullableValue => Of(type.Element!) with { IsNullable = true },
        FieldShape.Primitive => new LockedFieldType(TypeWords.OfPrimitive(type.Primitive), default, type.AllowsNull),
        FieldShape.Enum => AddEnum(type),
        _ => new LockedFieldType(TypeWords.List, new([Of(type.Element!)]), type.AllowsNull),
    };

    private LockedFieldType AddEnum(FieldTypeModel type)
    {
        string name = type.Name.Substring(type.Name.LastIndexOf('.') + 1);
        _types[name] = new LockedType(name, LockedTypeKind.Enum, default, default, default);
        return new LockedFieldType(name, default, false);
    }

    /// <summary>A default without the namespace that an enum's member is written with.</summary>
    private static string GetDefault(string value, FieldTypeModel type)
    {
        FieldTypeModel plain = type.Shape == FieldShape.NullableValue ? type.Element! : type;
        return plain.Shape != FieldShape.Enum || value is "null" or "default" ? value
            : value.StartsWith("(", StringComparison.Ordinal) ? value.Substring(value.IndexOf(')') + 1)
            : value.Substring(value.LastIndexOf('.') + 1).TrimStart('@');
    }
}
