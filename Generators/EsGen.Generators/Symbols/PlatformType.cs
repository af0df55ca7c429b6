using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Symbols;

/// <summary>Types that belong to .NET: what is behind their properties can't be seen.</summary>
internal static class PlatformType
{
    public static bool Is(ITypeSymbol type) =>
        TypeNamespace.GetOutermost(type) == "System" && type.Locations.All(static location => !location.IsInSource);
}
