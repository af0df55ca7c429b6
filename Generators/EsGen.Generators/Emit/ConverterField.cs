namespace EsGen.Generators;

/// <summary>The codec's fields that hold the user's converters.</summary>
internal static class ConverterField
{
    public static string Of(FieldTypeModel type) => "s_" + Identifier.ToCamelCase(string.Concat(type.Converter.Replace("global::", "").Where(char.IsLetterOrDigit)));

    public static void Emit(SourceWriter writer, EntityModel entity)
    {
        IEnumerable<FieldTypeModel> types = entity.Events.SelectMany(static e => e.Fields)
            .Select(static field => field.Type)
            .Concat(entity.PayloadTypes.SelectMany(static type => type.PartTypes))
            .SelectMany(Find);
        foreach (IGrouping<string, FieldTypeModel> converter in types.GroupBy(static type => type.Converter, StringComparer.Ordinal))
        {
            writer.Line($"private static readonly {converter.Key} {Of(converter.First())} = new();");
        }
    }

    private static IEnumerable<FieldTypeModel> Find(FieldTypeModel type) => type.Converter.Length > 0 ? [type] : type.Arguments.SelectMany(Find);
}
