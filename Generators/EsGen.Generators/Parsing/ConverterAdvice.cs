using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Parsing;

/// <summary>What can be done about a type that nobody here can change: one of .NET's, of a package's or of another project's.</summary>
internal static class ConverterAdvice
{
    public static string Of(ITypeSymbol type)
    {
        string name = Describe(type);
        return $"spread it into fields that can be stored, or declare an EventFieldConverter<{name}> for it with [EventFieldConverter].";
    }

    public static string Describe(ITypeSymbol type) =>
        type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
