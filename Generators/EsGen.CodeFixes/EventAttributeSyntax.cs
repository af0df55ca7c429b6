using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>The <c>[Event]</c> of a member, as a refactoring moves it from one form of the event to another.</summary>
internal static class EventAttributeSyntax
{
    /// <summary>A member's <c>[Event]</c> among its attributes; null if it has none.</summary>
    public static AttributeSyntax? Find(MemberDeclarationSyntax member) =>
        member.AttributeLists
            .SelectMany(static list => list.Attributes)
            .FirstOrDefault(static attribute => attribute.Name.ToString().Split('.').Last() is "Event" or "EventAttribute");

    /// <summary>The attribute as text, with this name for the event, or with none.</summary>
    public static string Print(AttributeSyntax attribute, string? name)
    {
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments = attribute.ArgumentList?.Arguments ?? default;
        AttributeArgumentSyntax[] others = [.. arguments.Where(static argument => argument.NameEquals is not null)];
        AttributeSyntax unnamed =
            attribute.WithArgumentList(others.Length == 0
                ? null
                : SyntaxFactory.AttributeArgumentList(SyntaxFactory.SeparatedList(others)));
        AttributeSyntax changed = name is null ? unnamed : AttributeName.Set(unnamed, name);
        return $"[{changed.NormalizeWhitespace()}]";
    }

    /// <summary>The member without the attribute; what stood before the attribute stands before the member.</summary>
    public static T RemoveFrom<T>(T member, AttributeSyntax attribute)
        where T : MemberDeclarationSyntax
    {
        SyntaxTriviaList leading = member.GetLeadingTrivia();
        AttributeListSyntax list = (AttributeListSyntax)attribute.Parent!;
        T changed = list.Attributes.Count > 1
            ? member.RemoveNode(attribute, SyntaxRemoveOptions.KeepNoTrivia)!
            : (T)member.WithAttributeLists(member.AttributeLists.Remove(list));
        return changed.WithLeadingTrivia(leading);
    }
}
