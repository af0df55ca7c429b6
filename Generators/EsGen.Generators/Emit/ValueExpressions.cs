namespace EsGen.Generators.Emit;

/// <summary>
/// Expressions that treat fields as values: copies, so that nobody can change history, and comparisons by what is stored.
/// </summary>
/// <param name="types">The types in the entity's events.</param>
/// <param name="codec">The codec's name where the expression stands, with a dot after it; empty in the codec itself.</param>
internal sealed class ValueExpressions(PayloadTypes types, string codec)
{
    private const string Runtime = "global::EsGen.CompilerServices.EventField.";

    /// <summary>The value that the event keeps.</summary>
    public string Copy(FieldTypeModel type, string value) => !types.NeedsCopy(type) ? value : type switch
    {
        { Shape: FieldShape.NullableValue } => $"{Runtime}CopyNullable({value}, {CopyFunction(type.Element!)})",
        _ when type.Shape.HasMethods() => $"{codec}Copy{types.GetMethodName(type)}({value})",
        { Shape: FieldShape.Primitive } => $"{Runtime}Copy{type.Primitive}({value})",
        _ when types.NeedsCopy(type.Element!) => $"{Runtime}Copy{type.Shape}({value}, {CopyFunction(type.Element!)})",
        _ => $"{Runtime}Copy{type.Shape}({value})",
    };

    /// <summary>Whether two values are stored alike.</summary>
    public string Equal(
        FieldTypeModel type,
        string left,
        string right) => !types.NeedsComparer(type) ? $"{Runtime}Same({left}, {right})" : type switch
        {
            { Shape: FieldShape.NullableValue } => $"{Runtime}EqualNullables({left}, {right}, {EqualFunction(type.Element!)})",
            _ when type.Shape.HasMethods() => $"{codec}Equal{types.GetMethodName(type)}({left}, {right})",
            { Element: { } element } when types.NeedsComparer(element) =>
                $"{Runtime}Equal{GetKind(type)}({left}, {right}, {EqualFunction(element)})",
            _ => $"{Runtime}Equal{GetKind(type)}({left}, {right})",
        };

    /// <summary>A hash that goes with <see cref="Equal"/>; the value itself if its own does.</summary>
    public string Hash(FieldTypeModel type, string value) => !types.NeedsComparer(type) ? value : type switch
    {
        { Shape: FieldShape.NullableValue } => $"{Runtime}HashNullable({value}, {HashFunction(type.Element!)})",
        _ when type.Shape.HasMethods() => $"{codec}Hash{types.GetMethodName(type)}({value})",
        { Element: { } element } when types.NeedsComparer(element) => $"{Runtime}Hash{GetKind(type)}({value}, {HashFunction(element)})",
        _ => $"{Runtime}Hash{GetKind(type)}({value})",
    };

    /// <summary>A field of an event for the user's code: a copy if it could be changed there.</summary>
    public string Access(FieldModel field, string variable) =>
        types.IsMutable(field.Type) ? Copy(field.Type, $"{variable}.{field.PropertyName}") : $"{variable}.{field.PropertyName}";

    /// <summary>A whole record for the user's code.</summary>
    public string Access(EventModel e, string variable)
    {
        string copies = string.Join(
            ", ",
            e.Fields.Where(field => types.IsMutable(field.Type))
                .Select(field => $"{field.PropertyName} = {Copy(field.Type, $"{variable}.{field.PropertyName}")}"));
        return copies.Length == 0 ? variable : $"{variable} with {{ {copies} }}";
    }

    private static string GetKind(FieldTypeModel type) => type switch
    {
        { Shape: FieldShape.Primitive } => type.Primitive,
        { Shape: FieldShape.ImmutableArray } => "ImmutableArrays",
        { Key: not null } => "Dictionaries",
        _ when type.Shape.IsSet() => "Sets",
        _ => "Lists",
    };

    private string CopyFunction(FieldTypeModel type) =>
        types.Find(type) is { } payload ? $"{codec}Copy{types.GetMethodName(payload)}" : $"static value => {Copy(type, "value")}";

    private string EqualFunction(FieldTypeModel type) =>
        types.Find(type) is { } payload
            ? $"{codec}Equal{types.GetMethodName(payload)}"
            : $"static (left, right) => {Equal(type, "left", "right")}";

    private string HashFunction(FieldTypeModel type) =>
        types.Find(type) is { } payload ? $"{codec}Hash{types.GetMethodName(payload)}" : $"static value => {Hash(type, "value")}";
}
