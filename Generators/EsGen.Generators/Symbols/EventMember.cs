using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Symbols;

/// <summary>The members and nested records that make events, and the names of those events.</summary>
internal static class EventMember
{
    /// <summary>The members and nested records that carry an attribute of ours, in the order of their declaration.</summary>
    /// <remarks>On any other kind of member the compiler refuses the attribute itself (CS0592).</remarks>
    public static IEnumerable<(ISymbol Member, AttributeData Attribute)> GetAll(INamedTypeSymbol type)
    {
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IMethodSymbol or IPropertySymbol or INamedTypeSymbol && GetAttribute(member) is { } attribute)
            {
                yield return (member, attribute);
            }
        }
    }

    /// <summary>The attribute that makes a member an event; null if it has none.</summary>
    public static AttributeData? GetAttribute(ISymbol member) => Attributes.Find(member, AttributeNames.Event, AttributeNames.Discard);

    /// <summary>Whether a member makes an event.</summary>
    public static bool IsAnnotated(ISymbol member) => GetAttribute(member) is not null;

    /// <summary>The name of the event that a member makes; null if it makes none.</summary>
    public static string? GetEventName(ISymbol member) =>
        GetAttribute(member) is { } attribute ? ChooseName(member, attribute) : null;

    /// <summary>The member or record that makes a version of an event; null if there is none.</summary>
    public static ISymbol? Find(INamedTypeSymbol type, string eventName, int version) => GetAll(type)
        .FirstOrDefault(annotated =>
            ChooseName(annotated.Member, annotated.Attribute) == eventName && Attributes.GetVersion(annotated.Attribute) == version)
        .Member;

    public static string ChooseName(ISymbol member, AttributeData attribute) =>
        Attributes.GetName(attribute)
            ?? GetDefaultName(member, attribute.AttributeClass?.Name == "DiscardAttribute")
            ?? PastTense.Propose(member.Name);

    public static string? GetDefaultName(ISymbol member, bool isDiscard) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => "Created",
        IPropertySymbol => member.Name + "Changed",
        INamedTypeSymbol => member.Name,
        _ => isDiscard ? "Discarded" : null,
    };

    /// <summary>Whether a constructor's parameter is the entity's id, and so no field of the event.</summary>
    public static bool IsId(IParameterSymbol parameter) =>
        parameter is { Name: "id", Type: { Name: "Guid", ContainingNamespace.Name: "System" } };
}
