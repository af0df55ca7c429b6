namespace EsGen.Generators.Emit.ReadModels;

/// <summary>Prints what writes values as bytes that sort as they do, and reads keys back.</summary>
internal sealed class KeyWriting(PayloadTypes types)
{
    /// <param name="writer">Where to print.</param>
    /// <param name="type">The value's type.</param>
    /// <param name="target">The expression for the <c>KeyWriter</c>, without effects.</param>
    /// <param name="value">The expression for the value, without effects.</param>
    public void Emit(SourceWriter writer, FieldTypeModel type, string target, string value)
    {
        if (!IsNullable(type))
        {
            writer.Line($"{target}.{GetCall(type, value)};");
            return;
        }

        string present = type.Shape == FieldShape.NullableValue ? value + ".Value" : value;
        writer.Block($$"""
            if ({{value}} is null)
            {
                {{target}}.WriteNull();
            }
            else
            {
                {{Code.Print(other => EmitPresent(other, type, target, present))}}
            }
            """);
    }

    /// <summary>Prints the same for a value that isn't null, whatever its type allows.</summary>
    public void EmitPresent(SourceWriter writer, FieldTypeModel type, string target, string value)
    {
        if (IsNullable(type))
        {
            writer.Line($"{target}.WritePresent();");
        }

        writer.Line($"{target}.{GetCall(WithoutNull(type), value)};");
    }

    /// <summary>The expression that reads a key.</summary>
    public string Read(FieldTypeModel type, string reader) => types.Find(type) is SingleValueTypeModel single
        ? Construction.Of(single, Maker.Of(single, types), Read(single.Member.Type, reader))
        : $"{reader}.Read{type.Primitive}()";

    /// <summary>How many bytes a key has; 0 if that depends on the key.</summary>
    public int GetSize(FieldTypeModel type) =>
        types.Find(type) is SingleValueTypeModel single ? GetSize(single.Member.Type) : type.PrimitiveType?.KeySize ?? 0;

    private static bool IsNullable(FieldTypeModel type) => type.AllowsNull || type.Shape == FieldShape.NullableValue;

    private static FieldTypeModel WithoutNull(FieldTypeModel type) =>
        type.Shape == FieldShape.NullableValue ? type.Element! : type with { AllowsNull = false };

    private string GetCall(FieldTypeModel type, string value) => types.Find(type) switch
    {
        SingleValueTypeModel single => GetCall(WithoutNull(single.Member.Type), $"{value}.{single.Member.PropertyName}"),
        EnumTypeModel => $"WriteEnum({value})",
        _ => $"Write{type.Primitive}({value})",
    };
}
