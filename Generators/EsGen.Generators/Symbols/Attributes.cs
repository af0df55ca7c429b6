using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Symbols;

/// <summary>The attributes of symbols, and what those of ours say.</summary>
internal static class Attributes
{
    /// <summary>The attribute of a kind that a symbol has; null if it has none.</summary>
    public static AttributeData? Find(ISymbol symbol, string fullName) => MayHave(symbol)
        ? symbol.GetAttributes().FirstOrDefault(attribute => Is(attribute, fullName))
        : null;

    /// <summary>The attribute of one kind that a symbol has, or else of another; null if it has neither.</summary>
    public static AttributeData? Find(ISymbol symbol, string fullName, string otherName)
    {
        if (!MayHave(symbol))
        {
            return null;
        }

        AttributeData? other = null;
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (Is(attribute, fullName))
            {
                return attribute;
            }

            other ??= Is(attribute, otherName) ? attribute : null;
        }

        return other;
    }

    /// <summary>
    /// Whether the user wrote an attribute on a symbol, as far as syntax tells: to ask for those that there are binds all of them.
    /// </summary>
    /// <remarks>Asked about every member again and again, so that it makes nothing that isn't needed.</remarks>
    public static bool MayHave(ISymbol symbol)
    {
        if (symbol.IsImplicitlyDeclared)
        {
            return false;
        }

        ImmutableArray<SyntaxReference> declarations = symbol.DeclaringSyntaxReferences;
        if (declarations.IsEmpty)
        {
            return symbol.Locations.Any(static location => location.IsInMetadata);
        }

        (ISymbol? definition, ISymbol? implementation) = symbol switch
        {
            IMethodSymbol method => ((ISymbol?)method.PartialDefinitionPart, (ISymbol?)method.PartialImplementationPart),
            IPropertySymbol property => (property.PartialDefinitionPart, property.PartialImplementationPart),
            _ => (null, null),
        };
        return MayHave(declarations)
            || (definition is not null && MayHave(definition.DeclaringSyntaxReferences))
            || (implementation is not null && MayHave(implementation.DeclaringSyntaxReferences));
    }

    private static bool MayHave(ImmutableArray<SyntaxReference> declarations)
    {
        foreach (SyntaxReference declaration in declarations)
        {
            if (!UserCode.IsGenerated(declaration.SyntaxTree)
                && declaration.GetSyntax() is not MemberDeclarationSyntax { AttributeLists.Count: 0 })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an attribute is of a kind.</summary>
    public static bool Is(AttributeData attribute, string fullName) => attribute.AttributeClass is { } type && IsNamed(type, fullName);

    public static bool IsNamed(INamedTypeSymbol type, string fullName)
    {
        int dot = fullName.LastIndexOf('.');
        return type is { ContainingType: null, ContainingNamespace: { ContainingNamespace.IsGlobalNamespace: true, Name: var space } }
            && fullName.Length == dot + 1 + type.Name.Length
            && fullName.EndsWith(type.Name, StringComparison.Ordinal)
            && fullName.StartsWith(space, StringComparison.Ordinal)
            && space.Length == dot;
    }

    /// <summary>Whether an attribute is one that makes a member an event.</summary>
    public static bool MakesEvent(AttributeData attribute) =>
        Is(attribute, AttributeNames.Event) || Is(attribute, AttributeNames.Discard);

    public static string? GetName(AttributeData attribute) => attribute.ConstructorArguments is [{ Value: string name }] ? name : null;

    public static IEnumerable<string> GetFormerNames(AttributeData attribute) =>
        attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "FormerNames").Value is
        {
            Kind: TypedConstantKind.Array,
            IsNull: false
        } names
            ? names.Values.Select(static value => value.Value).OfType<string>()
            : [];

    public static int GetVersion(AttributeData attribute) => GetSetting(attribute, "Version") as int? ?? 1;

    /// <summary>What an attribute says by a name; null if it doesn't name it.</summary>
    public static object? GetSetting(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value;

    /// <summary>The message of <c>[Obsolete]</c>; null without one.</summary>
    public static string? GetObsoleteMessage(ISymbol member) =>
        Find(member, "System.ObsoleteAttribute") is { } obsolete
            ? obsolete.ConstructorArguments is [{ Value: string message }, ..] ? message : ""
            : null;
}
