namespace EsGen.Generators.Emit;

/// <summary>Prints what writes a value.</summary>
internal sealed class WriteStatements(PayloadTypes types)
{
    /// <summary>Statements that write a value.</summary>
    /// <param name="writer">Where to print.</param>
    /// <param name="type">The value's type.</param>
    /// <param name="value">An expression without effects.</param>
    public void Emit(SourceWriter writer, FieldTypeModel type, string value)
    {
        if (type.AllowsNull || type.Shape == FieldShape.NullableValue)
        {
            // To C# 15 a union without a value is null, too, which it must not be stored as; a union may have a converter.
            bool mayBeUnion = !type.AllowsNull && type.Element!.Shape is (FieldShape.Union or FieldShape.Converted);
            string present = type.AllowsNull ? value : value + ".Value";
            writer.Block($$"""
                if ({{(mayBeUnion ? $"!{value}.HasValue" : $"{value} is null")}})
                {
                    writer.WriteNull();
                }
                else
                {
                    {{Code.Print(other => Emit(other, WithoutNull(type), present))}}
                }
                """);
            writer.Blank();
            return;
        }

        switch (type.Shape)
        {
            case FieldShape.UnsetValue:
                writer.Block($$"""
                    if (!writer.WriteUnset({{value}}))
                    {
                        {{Code.Print(other => Emit(other, type.Element!, value))}}
                    }
                    """);
                writer.Blank();
                break;
            case FieldShape.Primitive:
                writer.Line($"writer.Write{type.Primitive}({value});");
                break;
            case FieldShape.Enum:
                writer.Line($"writer.WriteEnum({value});");
                break;
            case FieldShape.Converted:
                writer.Line($"writer.WriteConverted({value}, {ConverterField.Of(type)});");
                break;
            case var shape when shape.HasMethods() && types.MayChange(types.Find(type)!):
                string name = types.GetMethodName(type);
                writer.Line(
                    $"writer.WriteReadBack({value}, Write{name}, "
                        + $"Read{name}{(type.Shape == FieldShape.SingleValue ? ", hasMembers: false" : "")});");
                break;
            case var shape when shape.HasMethods():
                writer.Line($"Write{types.GetMethodName(type)}(writer, {value});");
                break;
            case var dictionary when dictionary.IsDictionary():
                EmitCall(
                    writer,
                    $"writer.Write{(dictionary == FieldShape.SortedDictionary ? "Sorted" : "")}Dictionary({value}, static (writer, value) "
                        + $"=> {GetKey(type.Key!)}, ",
                    type.Element!);
                break;
            default:
                EmitCall(writer, $"writer.Write{GetCollection(type.Shape)}({value}, ", type.Element!);
                break;
        }
    }

    private static FieldTypeModel WithoutNull(FieldTypeModel type) => type.AllowsNull ? type with { AllowsNull = false } : type.Element!;

    private static string GetCollection(FieldShape shape) => shape.IsSet() && shape != FieldShape.SortedSet ? "Set" : shape.ToString();

    private string GetKey(FieldTypeModel key) => Code.Print(line => Emit(line, key, "value")).TrimEnd(';');

    private void EmitCall(SourceWriter writer, string call, FieldTypeModel element)
    {
        if (types.Find(element) is { } payload and not EnumTypeModel && !element.AllowsNull && !types.MayChange(payload))
        {
            writer.Line($"{call}Write{types.GetMethodName(payload)});");
            return;
        }

        string statements = Code.Print(body => Emit(body, element, "value"));
        if (!statements.Contains('\n'))
        {
            writer.Line($"{call}static (writer, value) => {statements.TrimEnd(';')});");
            return;
        }

        writer.Block($$"""
            {{call}}static (writer, value) =>
            {
                {{statements}}
            });
            """);
    }
}
