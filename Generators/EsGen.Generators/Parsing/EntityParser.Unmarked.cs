using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing;

/// <summary>Partial members that lack their attribute: nobody writes their other half.</summary>
internal sealed partial class EntityParser
{
    // The events that they would make, by the name that is proposed for each.
    private readonly List<string> _unmarkedEvents = [];
    private bool _hasUnmarkedMembers;

    private void CheckUnmarkedMembers()
    {
        foreach (ISymbol member in _type.GetMembers())
        {
            if (!IsUnmarked(member) || !HasOnlyOurAttributes())
            {
                continue;
            }

            _hasUnmarkedMembers = true;
            string? name = member is IMethodSymbol ? PastTense.Propose(member.Name) : null;
            if (name is not null)
            {
                _unmarkedEvents.Add(name);
            }

            string attribute = name is null ? "[Event]" : $"[Event(\"{name}\")]";
            Report(
                DiagnosticDescriptors.UnmarkedMember,
                GetIdentifier(member),
                Proposals.Of(Proposals.Attribute, attribute),
                [],
                member.Name,
                attribute);
        }
    }

    /// <summary>Whether the compiler will ask for the other half of a member that nothing says who writes it.</summary>
    private bool IsUnmarked(ISymbol member)
    {
        bool isCandidate = member switch
        {
            IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false, PartialImplementationPart: null } method =>
                !(method.Name is "Upcast"
                    || method.Name.StartsWith("When", StringComparison.Ordinal)
                    || method.Name.StartsWith("Guard", StringComparison.Ordinal)),
            IPropertySymbol { IsIndexer: false, IsStatic: false, PartialImplementationPart: null } => true,
            _ => false,
        };
        return isCandidate
            && GetHalves(member) is [{ AttributeLists.Count: 0 } half]
            && half.Modifiers.Any(SyntaxKind.PartialKeyword)
            && !MemberSyntax.HasBody(half)
            && (half is PropertyDeclarationSyntax || half.Modifiers.Any(IsAccessibility) || member is IMethodSymbol { ReturnsVoid: false });
    }

    // Without one a partial method needs no other half.
    private static bool IsAccessibility(SyntaxToken modifier) =>
        modifier.Kind() is SyntaxKind.PublicKeyword
            or SyntaxKind.InternalKeyword
            or SyntaxKind.ProtectedKeyword
            or SyntaxKind.PrivateKeyword;

    /// <summary>Whether no other generator is asked to write something into the class.</summary>
    private bool HasOnlyOurAttributes() => _type.GetAttributes().All(static attribute =>
        attribute.AttributeClass is { } type && TypeNamespace.GetOutermost(type) is "EsGen" or "System");
}
