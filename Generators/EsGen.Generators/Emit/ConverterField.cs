namespace EsGen.Generators.Emit;

/// <summary>The codec's fields that hold the user's converters.</summary>
internal static class ConverterField
{
    public static string Of(FieldTypeModel type) =>
        "s_" + Identifier.ToCamelCase(string.Concat(type.Converter.Replace("global::", "").Where(char.IsLetterOrDigit)));

    public static void Emit(SourceWriter writer, EntityModel entity) =>
        Emit(writer, entity.Events.SelectMany(static e => e.Fields).Select(static field => field.Type), entity.PayloadTypes);

    /// <param name="writer">Where to print.</param>
    /// <param name="fields">The types of what is written.</param>
    /// <param name="payloads">The types of the user's that these refer to.</param>
    public static void Emit(SourceWriter writer, IEnumerable<FieldTypeModel> fields, IEnumerable<PayloadTypeModel> payloads)
    {
        IEnumerable<FieldTypeModel> types = fields.Concat(payloads.SelectMany(static type => type.PartTypes)).SelectMany(Find);
        foreach (IGrouping<string, FieldTypeModel> converter in types.GroupBy(static type => type.Converter, StringComparer.Ordinal))
        {
            writer.Line($"private static readonly {converter.Key} {Of(converter.First())} = new();");
        }
    }

    private static IEnumerable<FieldTypeModel> Find(FieldTypeModel type) =>
        type.Converter.Length > 0 ? [type] : type.Arguments.SelectMany(Find);
}
