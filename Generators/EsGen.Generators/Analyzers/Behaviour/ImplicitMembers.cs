using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>The members of a type that the language itself calls, found as the compiler finds them.</summary>
internal static class ImplicitMembers
{
    /// <summary>The code that a call comes to: where the method is an interface's, what the value's own type has for it.</summary>
    public static IMethodSymbol? Resolve(IMethodSymbol? method, ITypeSymbol? type) =>
        method?.ContainingType.TypeKind == TypeKind.Interface && type?.TypeKind is TypeKind.Class or TypeKind.Struct
            ? type.FindImplementationForInterfaceMember(method) as IMethodSymbol ?? method
            : method;

    public static IEnumerable<IMethodSymbol> Find(INamedTypeSymbol type, string name) => type.GetMembers(name).OfType<IMethodSymbol>();

    /// <summary>The methods of a name that a type has itself or from its base classes, the nearest first.</summary>
    public static IEnumerable<IMethodSymbol> FindInherited(ITypeSymbol? type, string name)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (IMethodSymbol method in current.GetMembers(name).OfType<IMethodSymbol>())
            {
                yield return method;
            }
        }
    }

    /// <summary>What is called to enumerate values of a type.</summary>
    public static IEnumerable<IMethodSymbol?> OfEnumeration(ITypeSymbol? type)
    {
        if (type is null || type.TypeKind == TypeKind.Array || type.SpecialType == SpecialType.System_String)
        {
            return [];
        }

        IMethodSymbol? getEnumerator = FindParameterless(type, WellKnownMemberNames.GetEnumeratorMethodName)
            ?? type.AllInterfaces
                .Where(static candidate => candidate.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
                .SelectMany(static candidate => Find(candidate, WellKnownMemberNames.GetEnumeratorMethodName))
                .Select(method => Resolve(method, type))
                .FirstOrDefault();
        ITypeSymbol? enumerator = getEnumerator?.ReturnType;
        return
        [
            getEnumerator,
            FindParameterless(enumerator, WellKnownMemberNames.MoveNextMethodName),
            FindParameterless(enumerator, "get_" + WellKnownMemberNames.CurrentPropertyName),
            .. OfDisposal([enumerator], isAsynchronous: false),
        ];
    }

    /// <summary>What is called when values of some types are disposed of.</summary>
    public static IEnumerable<IMethodSymbol?> OfDisposal(IEnumerable<ITypeSymbol?> types, bool isAsynchronous)
    {
        (string space, string name) = isAsynchronous ? ("IAsyncDisposable", "DisposeAsync") : ("IDisposable", "Dispose");
        return types.Select(type => type?.AllInterfaces.FirstOrDefault(candidate =>
            candidate.Name == space && candidate.ContainingNamespace.Name == "System") is { } disposable
            ? Resolve(Find(disposable, name).FirstOrDefault(), type)
            : FindParameterless(type, name));
    }

    /// <summary>The constructor that <c>with</c> copies a record by.</summary>
    public static IMethodSymbol? FindCopyConstructor(INamedTypeSymbol type) => type.InstanceConstructors.FirstOrDefault(constructor =>
        constructor.Parameters is [{ Type: var copied }] && SymbolEqualityComparer.Default.Equals(copied, type));

    /// <summary>What writes a value in an interpolated string.</summary>
    public static IMethodSymbol? FindFormat(ITypeSymbol? type)
    {
        ITypeSymbol? value = Underlying(type);
        INamedTypeSymbol? formattable = Named("ISpanFormattable") ?? Named("IFormattable");
        return formattable is null
            ? FindText(value)
            : Resolve(formattable.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(), value);

        INamedTypeSymbol? Named(string name) =>
            value?.AllInterfaces.FirstOrDefault(candidate =>
                candidate.Name == name && candidate.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true });
    }

    /// <summary>The <c>ToString</c> of a type.</summary>
    public static IMethodSymbol? FindText(ITypeSymbol? type) => FindParameterless(Underlying(type), WellKnownMemberNames.ObjectToString);

    /// <summary>What <c>EqualityComparer&lt;T&gt;.Default</c> compares values of a type by.</summary>
    public static IMethodSymbol? FindEquality(ITypeSymbol? type)
    {
        ITypeSymbol? value = Underlying(type);
        return value?.AllInterfaces.FirstOrDefault(candidate =>
            candidate is { Name: "IEquatable", TypeArguments: [var compared] }
                && SymbolEqualityComparer.Default.Equals(compared, value)) is { } equatable
            ? Resolve(Find(equatable, WellKnownMemberNames.ObjectEquals).FirstOrDefault(), value)
            : FindInherited(
                value,
                WellKnownMemberNames.ObjectEquals).FirstOrDefault(static method =>
                    method is { IsOverride: true, Parameters: [{ Type.SpecialType: SpecialType.System_Object }] });
    }

    public static ITypeSymbol? Underlying(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var argument] }
            ? argument
            : type;

    private static IMethodSymbol? FindParameterless(ITypeSymbol? type, string name) =>
        FindInherited(type, name).FirstOrDefault(static method => method is { IsStatic: false, Parameters.IsEmpty: true });
}
