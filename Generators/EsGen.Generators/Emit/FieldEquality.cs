namespace EsGen.Generators;

/// <summary>The expression that compares two values of a field.</summary>
internal static class FieldEquality
{
    public static string Of(FieldTypeModel type, string left, string right) => type.IsCollection
        ? $"global::EsGen.CompilerServices.EventField.Equal({left}, {right})"
        : $"global::EsGen.CompilerServices.EventField.Same({left}, {right})";
}
