namespace EsGen.Generators;

/// <summary>Expressions that hand an event, or a field of it, to the user's code: with copies of what could be changed.</summary>
internal static class FieldAccess
{
    public static string Of(FieldModel field, string variable) => field.Type.IsMutable ? Copy(field, variable) : $"{variable}.{field.PropertyName}";

    /// <summary>The whole record.</summary>
    public static string Of(EventModel e, string variable)
    {
        string copies = string.Join(", ", e.Fields.Where(static field => field.Type.IsMutable).Select(field => $"{field.PropertyName} = {Copy(field, variable)}"));
        return copies.Length == 0 ? variable : $"{variable} with {{ {copies} }}";
    }

    private static string Copy(FieldModel field, string variable) => $"global::EsGen.CompilerServices.EventField.Copy({variable}.{field.PropertyName})";
}
