using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Symbols;

/// <summary>C# 15's unions, which the compiler that EsGen is built with doesn't know: to it they are structs.</summary>
internal static class UnionType
{
    /// <summary>SyntaxKind.UnionDeclaration.</summary>
    private const int UnionDeclaration = 9082;

    private const string CompilerServices = "System.Runtime.CompilerServices.";

    /// <summary>Whether it is declared with <c>union</c>, here or in another assembly.</summary>
    public static bool Is(INamedTypeSymbol type) => IsDeclared(type)
        || (type.TypeKind == TypeKind.Struct && type.DeclaringSyntaxReferences.IsEmpty && IsMarked(type) && GetCases(type).Any());

    /// <summary>Whether it is declared with <c>union</c> in source.</summary>
    public static bool IsDeclared(INamedTypeSymbol type) => type.TypeKind == TypeKind.Struct
        && type.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax().RawKind == UnionDeclaration);

    /// <summary>Whether it says that it is a union, as one does that is written by hand.</summary>
    public static bool IsMarked(INamedTypeSymbol type) =>
        PayloadMember.FindAttribute(type, CompilerServices + "UnionAttribute") is not null;

    /// <summary>The types of the cases, with nullability: those of the parameters of the constructors that the compiler made.</summary>
    public static IEnumerable<ITypeSymbol> GetCases(INamedTypeSymbol type) => type.InstanceConstructors
        .Where(static constructor => constructor.Parameters.Length == 1 && IsOfCompiler(constructor))
        .Select(static constructor => constructor.Parameters[0].Type);

    private static bool IsOfCompiler(IMethodSymbol constructor) =>
        constructor.IsImplicitlyDeclared
            || PayloadMember.FindAttribute(constructor, CompilerServices + "CompilerGeneratedAttribute") is not null;
}
