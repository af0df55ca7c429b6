using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Parsing;

/// <summary>A type that derives from a hierarchy's, and is none of the kinds that are stored.</summary>
/// <param name="Hierarchy">The type that fields are declared as.</param>
/// <param name="Kind">What derives from it.</param>
/// <param name="IsInferred">Whether the kinds are those that derive from a closed class, instead of those that attributes name.</param>
internal sealed record UnnamedKind(INamedTypeSymbol Hierarchy, INamedTypeSymbol Kind, bool IsInferred)
{
    /// <summary>What to do about it.</summary>
    public string Advice => IsInferred
        ? $"derive it from {Hierarchy.Name} itself"
        : $"add [JsonDerivedType(typeof({Kind.Name}), \"{Discriminator}\")] to {Hierarchy.Name}";

    /// <summary>What the fix needs to know.</summary>
    public ImmutableDictionary<string, string?> Proposal => IsInferred || Hierarchy.DeclaringSyntaxReferences.IsEmpty
        ? Proposals.None
        : Proposals.Of(Proposals.Type, Hierarchy.OriginalDefinition.GetDocumentationCommentId())
            .Add(
                Proposals.Attribute,
                $"JsonDerivedType(typeof({Kind.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}), \"{Discriminator}\")");

    private string Discriminator => Identifier.ToCamelCase(Kind.Name);
}
