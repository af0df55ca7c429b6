using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Parsing;

/// <summary>Reads where the generated part of a type goes.</summary>
internal static class TypeDeclarationParser
{
    /// <summary>Where the generated part of a type goes.</summary>
    /// <param name="type">The type.</param>
    /// <param name="withDiagnosticIds">Whether the file is going to be written; only then the ids that it suppresses are needed.</param>
    public static TypeDeclarationModel Parse(INamedTypeSymbol type, bool withDiagnosticIds)
    {
        INamedTypeSymbol[] chain = [.. TypeChain.Of(type)];
        string space = type.ContainingNamespace is { IsGlobalNamespace: false } n
            ? n.ToDisplayString(
                SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted))
            : "";
        string path = string.Join("+", chain.Select(static type => type.MetadataName));
        return new TypeDeclarationModel(
            space,
            new(chain.Take(chain.Length - 1).Select(GetHeader)),
            GetHeader(type),
            CSharpName.Escape(type.Name),
            SourceName.Of(type),
            space.Length == 0 ? path : $"{space.Replace("@", "")}.{path}")
        {
            DiagnosticIds = withDiagnosticIds ? new(NamedDiagnostics.Of(type)) : default,
        };
    }

    public static string GetHeader(INamedTypeSymbol type)
    {
        string keyword = type switch
        {
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            _ when UnionType.IsDeclared(type) => "union",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        string parameters = type.TypeParameters.IsEmpty
            ? ""
            : $"<{string.Join(", ", type.TypeParameters.Select(static p => CSharpName.Escape(p.Name)))}>";
        return $"partial {keyword} {CSharpName.Escape(type.Name)}{parameters}";
    }
}
