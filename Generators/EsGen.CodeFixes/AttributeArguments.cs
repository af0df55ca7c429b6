using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>The arguments of an attribute of EsGen.</summary>
internal static class AttributeArguments
{
    public static AttributeSyntax SetVersion(AttributeSyntax attribute, int version) =>
        Set(attribute, "Version", SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(version)));

    /// <summary>The attribute with one more of the names that its class or event had before.</summary>
    public static AttributeSyntax AddFormerName(AttributeSyntax attribute, string name) =>
        AddFormerNames(attribute, [name], isFirst: false);

    /// <summary>The attribute with more of the names that its class had before, in front of those that it has or behind them.</summary>
    public static AttributeSyntax AddFormerNames(AttributeSyntax attribute, IEnumerable<string> names, bool isFirst)
    {
        IEnumerable<string> given = Find(attribute, "FormerNames") is { } argument
            ? GetElements(argument.Expression).Select(static element => element.ToString())
            : [];
        IEnumerable<string> more = names.Select(static name => SyntaxFactory.Literal(name).Text);
        string all = string.Join(", ", isFirst ? more.Concat(given) : given.Concat(more));
        return Set(attribute, "FormerNames", SyntaxFactory.ParseExpression($"[{all}]"));
    }

    /// <summary>The attribute with one more name behind those that it has, as its only argument or one by one.</summary>
    public static AttributeSyntax AddName(AttributeSyntax attribute, string name)
    {
        AttributeArgumentSyntax[] arguments = [.. attribute.ArgumentList?.Arguments ?? default];
        IEnumerable<ExpressionSyntax> names = arguments is [{ Expression: var only }]
            && only is CollectionExpressionSyntax or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax
            ? GetElements(only)
            : arguments.Select(static argument => argument.Expression);
        return attribute.WithArgumentList(ParseList($"[A({Join(names, name)})]").Attributes[0].ArgumentList);
    }

    /// <summary>Attributes in their brackets.</summary>
    public static AttributeListSyntax ParseList(string text) =>
        SyntaxFactory.ParseSyntaxTree(text + " class C;").GetRoot().DescendantNodes().OfType<AttributeListSyntax>().First().WithoutTrivia();

    /// <summary>The attribute with one more argument, before or behind the others.</summary>
    public static AttributeSyntax Add(AttributeSyntax attribute, AttributeArgumentSyntax argument, bool isFirst)
    {
        if (attribute.ArgumentList is not { Arguments: { Count: > 0 } arguments } list)
        {
            return attribute
                .WithName(attribute.Name.WithoutTrailingTrivia())
                .WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(argument))
                    .WithTrailingTrivia(attribute.GetTrailingTrivia()));
        }

        SyntaxToken comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        return attribute.WithArgumentList(list.WithArguments(isFirst
            ? SyntaxFactory.SeparatedList([argument, .. arguments], [comma, .. arguments.GetSeparators()])
            : SyntaxFactory.SeparatedList([.. arguments, argument], [.. arguments.GetSeparators(), comma])));
    }

    private static string Join(
        IEnumerable<ExpressionSyntax> names,
        string name) =>
            string.Join(", ", names.Select(static expression => expression.ToString()).Append(SyntaxFactory.Literal(name).Text));

    private static IEnumerable<ExpressionSyntax> GetElements(ExpressionSyntax list) => list switch
    {
        CollectionExpressionSyntax collection =>
            collection.Elements.OfType<ExpressionElementSyntax>().Select(static element => element.Expression),
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        ImplicitArrayCreationExpressionSyntax { Initializer: var initializer } => initializer.Expressions,
        _ => [],
    };

    private static AttributeArgumentSyntax? Find(AttributeSyntax attribute, string name) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);

    private static AttributeSyntax Set(AttributeSyntax attribute, string name, ExpressionSyntax value)
    {
        if (Find(attribute, name) is { } given)
        {
            return attribute.ReplaceNode(given.Expression, value.WithTriviaFrom(given.Expression));
        }

        return Add(attribute, ParseList($"[A({name} = {value})]").Attributes[0].ArgumentList!.Arguments[0], isFirst: false);
    }
}
