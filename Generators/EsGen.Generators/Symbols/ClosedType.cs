using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Symbols;

/// <summary>C# 15's <c>closed</c> classes, which the compiler that EsGen is built with doesn't know: to it they are abstract.</summary>
internal static class ClosedType
{
    private const string Attribute = "System.Runtime.CompilerServices.IsClosedTypeAttribute";

    /// <summary>ITypeSymbol.IsClosed of the compiler that runs; null for one that doesn't know closed classes.</summary>
    private static readonly Func<ITypeSymbol, bool>? s_isClosed = typeof(ITypeSymbol).GetProperty(
        "IsClosed",
        BindingFlags.Public | BindingFlags.Instance)?.GetMethod is { } getter
        ? (Func<ITypeSymbol, bool>)Delegate.CreateDelegate(typeof(Func<ITypeSymbol, bool>), getter)
        : null;

    private static readonly ConditionalWeakTable<IAssemblySymbol, StrongBox<bool>> s_isMarkable = new();

    /// <summary>Whether it is declared as <c>closed</c>, here or in another assembly.</summary>
    public static bool Is(INamedTypeSymbol type) =>
        type.IsAbstract && (s_isClosed?.Invoke(type) ?? PayloadMember.FindAttribute(type, Attribute) is not null);

    /// <summary>
    /// Whether the generated code of a project can declare closed classes: its compiler knows them, and has the attribute to mark them
    /// with.
    /// </summary>
    public static bool CanBeDeclared(INamedTypeSymbol entity) =>
        s_isClosed is not null && s_isMarkable.GetValue(entity.ContainingAssembly, static assembly => new(IsMarkable(assembly))).Value;

    /// <summary>How the user has said that there is no value of the type itself.</summary>
    public static string Describe(INamedTypeSymbol type) => Is(type) ? "closed" : "abstract";

    /// <summary>
    /// What a value of a closed class can be: what derives from it, and instead of what is closed itself, what derives from that.
    /// </summary>
    public static IEnumerable<INamedTypeSymbol> GetKinds(INamedTypeSymbol type) => DerivedTypes.Of(type, type.ContainingAssembly)
        .SelectMany(static kind => Is(kind) ? GetKinds(kind) : [kind])
        .OrderBy(static kind => kind.ToDisplayString(), StringComparer.Ordinal);

    private static bool IsMarkable(IAssemblySymbol assembly)
    {
        if (assembly.GetTypeByMetadataName(Attribute) is not null)
        {
            return true;
        }

        // One that several assemblies have, the compiler doesn't find.
        INamedTypeSymbol[] found = [.. assembly.Modules.SelectMany(static module => module.ReferencedAssemblySymbols)
            .Select(static reference => reference.GetTypeByMetadataName(Attribute)).OfType<INamedTypeSymbol>()
            .Where(type => type.DeclaredAccessibility == Accessibility.Public || type.ContainingAssembly.GivesAccessTo(assembly))
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)];
        return found.Length == 1;
    }
}
