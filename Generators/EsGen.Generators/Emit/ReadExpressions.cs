namespace EsGen.Generators.Emit;

/// <summary>Expressions that read a value.</summary>
internal sealed class ReadExpressions(PayloadTypes types)
{
    /// <param name="type">The value's type.</param>
    /// <param name="reader">The reader's name.</param>
    public string Of(FieldTypeModel type, string reader) => type switch
    {
        { AllowsNull: true } => $"{reader}.ReadNull() ? null : {Of(type with { AllowsNull = false }, reader)}",
        // A plain null would become a value of a struct that converts from a reference, as ReadOnlyMemory<byte> does.
        { Shape: FieldShape.NullableValue or FieldShape.UnsetValue } =>
            $"{reader}.ReadNull() ? default({type.Name}) : {Of(type.Element!, reader)}",
        { Primitive: "String", IsInterned: true } => $"{reader}.ReadInternedString()",
        { Shape: FieldShape.Primitive } => $"{reader}.Read{type.Primitive}()",
        { Shape: FieldShape.Enum } => $"{reader}.ReadEnum<{type.Name}>()",
        { Shape: FieldShape.Converted } => $"{reader}.ReadConverted({ConverterField.Of(type)})",
        _ when type.Shape.HasMethods() => $"Read{types.GetMethodName(type)}(ref {reader})",
        { Key: { } key } => $"{reader}.Read{type.Shape}<{key.Name}, {type.Element!.Name}>({Function(key)}, {Function(type.Element)})",
        _ => $"{reader}.Read{type.Shape}<{type.Element!.Name}>({Function(type.Element)})",
    };

    private string Function(FieldTypeModel type) => types.Find(type) is { } payload and not EnumTypeModel && !type.AllowsNull
        ? "Read" + types.GetMethodName(payload)
        : $"static (ref reader) => {Of(type, "reader")}";
}
