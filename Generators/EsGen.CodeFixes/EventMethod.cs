using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>A method or constructor as the declaration of an event, with its body as the event's guard and mutator arm.</summary>
/// <param name="Members">The partial declaration, then guard and arm, as far as there is anything for them.</param>
/// <param name="NeedsLook">Whether the arm may refuse what has happened already, because not everything that checks could be told
/// apart.</param>
/// <param name="Description">Where the body goes.</param>
internal sealed record EventMethod(MemberDeclarationSyntax[] Members, bool NeedsLook, string Description)
{
    /// <param name="method">The method or constructor.</param>
    /// <param name="eventName">The event's name.</param>
    /// <returns>Null if something would be lost.</returns>
    public static EventMethod? From(BaseMethodDeclarationSyntax method, string? eventName)
    {
        if (method is ConstructorDeclarationSyntax { Initializer: not null }
            || method is MethodDeclarationSyntax { TypeParameterList: not null }
            || method is MethodDeclarationSyntax { ReturnType: not PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } }
            || method.Modifiers.Any(SyntaxKind.AsyncKeyword)
            || method.Modifiers.Any(SyntaxKind.StaticKeyword)
            || UsesId(method))
        {
            return null;
        }

        int guards = method.Body is { } block ? GuardClauses.Count(block) : 0;
        bool hasArm = method.ExpressionBody is not null
            || (method.Body is { } body
                && (body.Statements.Count > guards || (guards == 0 && !body.DescendantTokens().Skip(1).All(IsEmptyEnd))));
        (string guard, string arm) = ("Guard" + eventName, "When" + eventName);
        if (method.Parent is TypeDeclarationSyntax type
            && type.Members.OfType<MethodDeclarationSyntax>()
                .Any(other => (hasArm && other.Identifier.ValueText == arm) || (guards > 0 && other.Identifier.ValueText == guard)))
        {
            return null;
        }

        List<MemberDeclarationSyntax> members = [Declare(method)];
        if (guards > 0)
        {
            members.Add(MakeHook(WithStatements(method, method.Body!.Statements.Take(guards)), guard, isPrivate: false));
        }

        if (hasArm)
        {
            members.Add(MakeHook(guards > 0 ? WithStatements(method, method.Body!.Statements.Skip(guards)) : method, arm, isPrivate: true));
        }

        IEnumerable<SyntaxNode> rest = method.ExpressionBody is { } expression ? [expression] : method.Body?.Statements.Skip(guards) ?? [];
        string description = (guards > 0, hasArm) switch
        {
            (true, true) => $"Make partial, and move the checks into '{guard}' and the rest of the body into '{arm}'",
            (true, false) => $"Make partial, and move the body into '{guard}'",
            (false, true) => $"Make partial, and move the body into '{arm}'",
            _ => "Make partial",
        };
        return new EventMethod([.. members], GuardClauses.MayRefuse(rest), description);
    }

    /// <summary>Whether the body needs the entity's id, which is no field of the event.</summary>
    private static bool UsesId(BaseMethodDeclarationSyntax method) =>
        method is ConstructorDeclarationSyntax
        && method.ParameterList.Parameters.FirstOrDefault(IsId) is { } id
        && new SyntaxNode?[] { method.Body, method.ExpressionBody }.OfType<SyntaxNode>()
            .SelectMany(static body => body.DescendantNodes())
            .Any(node => node is IdentifierNameSyntax name && name.Identifier.ValueText == id.Identifier.ValueText);

    private static BaseMethodDeclarationSyntax WithStatements(BaseMethodDeclarationSyntax method, IEnumerable<StatementSyntax> statements)
    {
        StatementSyntax[] taken = [.. statements];
        taken[0] =
            taken[0].WithLeadingTrivia(taken[0].GetLeadingTrivia().SkipWhile(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)));
        return method.WithBody(method.Body!.WithStatements(SyntaxFactory.List(taken)));
    }

    private static bool IsEmptyEnd(SyntaxToken token) =>
        token.IsKind(SyntaxKind.CloseBraceToken) && token.LeadingTrivia.All(static trivia => string.IsNullOrWhiteSpace(trivia.ToString()));

    private static BaseMethodDeclarationSyntax Declare(BaseMethodDeclarationSyntax method) => PartialModifier.Add(method
        .WithBody(null)
        .WithExpressionBody(null)
        .WithParameterList(method.ParameterList.WithTrailingTrivia())
        .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(method.GetTrailingTrivia())));

    private static MethodDeclarationSyntax MakeHook(BaseMethodDeclarationSyntax method, string name, bool isPrivate)
    {
        SyntaxTriviaList leading = method.GetLeadingTrivia();
        SyntaxTrivia[] indentation = [.. leading.Where(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse().Take(1)];
        SyntaxTrivia lineEnd = method.DescendantTrivia()
            .FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } found
            ? found
            : SyntaxFactory.LineFeed;
        ParameterListSyntax parameters = method.ParameterList.WithParameters(SyntaxFactory.SeparatedList(
            method.ParameterList.Parameters
                .Where(parameter => method is not ConstructorDeclarationSyntax || !IsId(parameter))
                .Select(static parameter =>
                    parameter.WithAttributeLists(default).WithDefault(null).WithIdentifier(parameter.Identifier.WithTrailingTrivia()))));
        SyntaxToken[] modifiers = isPrivate
            ? [Word(SyntaxKind.PrivateKeyword), Word(SyntaxKind.PartialKeyword)]
            : [Word(SyntaxKind.PartialKeyword)];
        modifiers[0] = modifiers[0].WithLeadingTrivia(SyntaxFactory.TriviaList([lineEnd, .. indentation]));
        return SyntaxFactory.MethodDeclaration(
            attributeLists: default,
            SyntaxFactory.TokenList(modifiers),
            SyntaxFactory.PredefinedType(Word(SyntaxKind.VoidKeyword)),
            explicitInterfaceSpecifier: null,
            SyntaxFactory.Identifier(name),
            typeParameterList: null,
            parameters,
            constraintClauses: default,
            method.Body,
            method.ExpressionBody,
            method.SemicolonToken);
    }

    private static SyntaxToken Word(SyntaxKind kind) => SyntaxFactory.Token(kind).WithTrailingTrivia(SyntaxFactory.Space);

    // The id is the entity's, and no field of the event.
    public static bool IsId(ParameterSyntax parameter) =>
        parameter.Identifier.ValueText == "id" && parameter.Type?.ToString() is "Guid" or "System.Guid" or "global::System.Guid";
}
