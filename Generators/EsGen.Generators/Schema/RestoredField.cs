namespace EsGen.Generators;

/// <summary>A field of a record that is made from the lock.</summary>
internal static class RestoredField
{
    public static FieldModel Of(LockedField field)
    {
        FieldTypeModel type = GetType(field.Type);
        if (field is { IsOptional: true, Default: null } && !type.Name.EndsWith("?", StringComparison.Ordinal))
        {
            // What it was when it was missing is unknown; null says that it was.
            type = GetType(field.Type with { IsNullable = true });
        }

        string propertyName = CSharpName.ToPascalCase(field.Name);
        return new FieldModel
        {
            PropertyName = CSharpName.Escape(propertyName),
            VariableName = CSharpName.Escape(CSharpName.ToCamelCase(propertyName)),
            JsonName = field.Name,
            FormerNames = field.FormerNames,
            Type = type,
            Default = field.IsOptional ? GetDefault(field, type) : null,
            AssignedTo = null,
        };
    }

    private static FieldTypeModel GetType(LockedFieldType type)
    {
        if (type.Word == TypeWords.List)
        {
            FieldTypeModel element = GetType(type.Arguments[0]);
            return new FieldTypeModel($"global::System.Collections.Generic.IReadOnlyList<{element.Name}>{(type.IsNullable ? "?" : "")}", FieldShape.ReadOnlyList, "", element, type.IsNullable);
        }

        (string primitive, string source) = TypeWords.Get(type.Word);
        FieldTypeModel plain = new(source, FieldShape.Primitive, primitive, null, false);
        return type.IsNullable switch
        {
            false => plain,
            true when TypeWords.IsReference(type.Word) => plain with { Name = source + "?", AllowsNull = true },
            _ => new FieldTypeModel(source + "?", FieldShape.NullableValue, "", plain, false),
        };
    }

    private static string GetDefault(LockedField field, FieldTypeModel type) => field.Default switch
    {
        null => "null",
        "default" when !type.Name.EndsWith("?", StringComparison.Ordinal) => "default",
        var literal => literal,
    };
}
