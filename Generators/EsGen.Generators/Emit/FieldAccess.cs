namespace EsGen.Generators;

/// <summary>The expression that hands a field of an event to the user's code: a copy of what could be changed.</summary>
internal static class FieldAccess
{
    public static string Of(FieldModel field, string variable)
    {
        string value = $"{variable}.{field.PropertyName}";
        return field.Type.Shape is FieldShape.Array or FieldShape.List || field.Type.Primitive == "Bytes"
            ? $"global::EsGen.CompilerServices.EventField.Copy({value})"
            : value;
    }
}
