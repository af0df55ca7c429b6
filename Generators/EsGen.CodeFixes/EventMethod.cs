using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>A method or constructor as the declaration of an event, and its body as the event's mutator arm.</summary>
internal static class EventMethod
{
    /// <param name="method">The method or constructor.</param>
    /// <param name="arm">The name of the event's <c>When…</c>.</param>
    /// <returns>The partial declaration, and the arm if there was anything in the body; null if something would be lost.</returns>
    public static MemberDeclarationSyntax[]? From(BaseMethodDeclarationSyntax method, string arm)
    {
        if (method is ConstructorDeclarationSyntax { Initializer: not null }
            || method is MethodDeclarationSyntax { TypeParameterList: not null }
            || method is MethodDeclarationSyntax { ReturnType: not PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } }
            || method.Modifiers.Any(SyntaxKind.AsyncKeyword)
            || method.Modifiers.Any(SyntaxKind.StaticKeyword))
        {
            return null;
        }

        bool hasContent = method.ExpressionBody is not null || (method.Body is { } body && !body.DescendantTokens().Skip(1).All(IsEmptyEnd));
        if (hasContent && method.Parent is TypeDeclarationSyntax type && type.Members.OfType<MethodDeclarationSyntax>().Any(other => other.Identifier.ValueText == arm))
        {
            return null;
        }

        BaseMethodDeclarationSyntax declaration = Declare(method);
        return hasContent ? [declaration, MakeArm(method, arm)] : [declaration];
    }

    private static bool IsEmptyEnd(SyntaxToken token) => token.IsKind(SyntaxKind.CloseBraceToken) && token.LeadingTrivia.All(static trivia => string.IsNullOrWhiteSpace(trivia.ToString()));

    private static BaseMethodDeclarationSyntax Declare(BaseMethodDeclarationSyntax method) => PartialModifier.Add(method
        .WithBody(null)
        .WithExpressionBody(null)
        .WithParameterList(method.ParameterList.WithTrailingTrivia())
        .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(method.GetTrailingTrivia())));

    private static MethodDeclarationSyntax MakeArm(BaseMethodDeclarationSyntax method, string arm)
    {
        SyntaxTriviaList leading = method.GetLeadingTrivia();
        SyntaxTrivia[] indentation = [.. leading.Where(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse().Take(1)];
        SyntaxTrivia lineEnd = method.DescendantTrivia().FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } found
            ? found
            : SyntaxFactory.LineFeed;
        ParameterListSyntax parameters = method.ParameterList.WithParameters(SyntaxFactory.SeparatedList(
            method.ParameterList.Parameters
                .Where(parameter => method is not ConstructorDeclarationSyntax || !IsId(parameter))
                .Select(static parameter => parameter.WithAttributeLists(default).WithDefault(null).WithIdentifier(parameter.Identifier.WithTrailingTrivia()))));
        return SyntaxFactory.MethodDeclaration(
            attributeLists: default,
            SyntaxFactory.TokenList(Word(SyntaxKind.PrivateKeyword).WithLeadingTrivia(SyntaxFactory.TriviaList([lineEnd, .. indentation])), Word(SyntaxKind.PartialKeyword)),
            SyntaxFactory.PredefinedType(Word(SyntaxKind.VoidKeyword)),
            explicitInterfaceSpecifier: null,
            SyntaxFactory.Identifier(arm),
            typeParameterList: null,
            parameters,
            constraintClauses: default,
            method.Body,
            method.ExpressionBody,
            method.SemicolonToken);
    }

    private static SyntaxToken Word(SyntaxKind kind) => SyntaxFactory.Token(kind).WithTrailingTrivia(SyntaxFactory.Space);

    // The id is the entity's, and no field of the event.
    public static bool IsId(ParameterSyntax parameter) => parameter.Identifier.ValueText == "id" && parameter.Type?.ToString() is "Guid" or "System.Guid" or "global::System.Guid";
}
