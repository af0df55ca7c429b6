using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators;

/// <summary>
/// What changes a value on its way into an object, so that each reading changes it once more (ESG028). Only what surely comes to something else the
/// second time is found: arithmetic, and text around the value; not what trims, copies, checks or decides. All else is read back when it is raised.
/// </summary>
internal static class RepeatedChange
{
    /// <param name="type">The type of the object.</param>
    /// <param name="constructor">What makes one when it is read.</param>
    /// <param name="members">The members that are stored.</param>
    public static IEnumerable<(ExpressionSyntax Change, string Member, string Where)> Find(INamedTypeSymbol type, IMethodSymbol? constructor, IEnumerable<ISymbol> members)
    {
        SyntaxNode? making = constructor is null ? null : UserCode.GetDeclarations(constructor, default).FirstOrDefault();
        foreach (IPropertySymbol member in members.OfType<IPropertySymbol>())
        {
            if (UserCode.GetDeclarations(member, default).OfType<PropertyDeclarationSyntax>().FirstOrDefault() is not { } property)
            {
                continue;
            }

            string? parameter = constructor?.Parameters.FirstOrDefault(parameter => ConstructionCode.IsAlike(parameter.Name, member.Name))?.Name;
            (ExpressionSyntax? change, string where) = making switch
            {
                TypeDeclarationSyntax when parameter is not null && property.Initializer is { Value: var value } && ChangesAgain(value, parameter) => (value, "its initializer"),
                ConstructorDeclarationSyntax declaration when parameter is not null => (FindAssigned(declaration, parameter, property), "the constructor"),
                _ => default,
            };
            change ??= FindInAccessors(property, isSet: parameter is null || type.IsRecord);
            if (change is not null)
            {
                yield return (change, member.Name, where ?? "its accessor");
            }
        }
    }

    /// <summary>What a constructor makes of the parameter for a member, if that comes to something else each time.</summary>
    private static ExpressionSyntax? FindAssigned(ConstructorDeclarationSyntax constructor, string parameter, PropertyDeclarationSyntax property)
    {
        // Where the body decides, it may decide that there is nothing to change.
        StatementSyntax[] statements = [.. (constructor.Body?.Statements ?? default).Where(static statement => !ConstructionCode.MayOnlyThrow(statement))];
        if (!statements.All(static statement => statement is ExpressionStatementSyntax))
        {
            return null;
        }

        AssignmentExpressionSyntax[] assignments =
        [
            .. statements.Select(static statement => ((ExpressionStatementSyntax)statement).Expression)
                .Concat(constructor.ExpressionBody is { Expression: var only } ? [only] : [])
                .OfType<AssignmentExpressionSyntax>()
                .Where(assignment => ConstructionCode.GetMemberName(assignment.Left) is { } name && (name == property.Identifier.ValueText || name == GetField(property))),
        ];
        return assignments is [{ RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Right: var right }] && ChangesAgain(right, parameter) ? right : null;
    }

    /// <summary>The field that a property shows as it is; null if it shows none.</summary>
    private static string? GetField(PropertyDeclarationSyntax property) => GetShown(property) is { } shown ? ConstructionCode.GetMemberName(shown) : null;

    private static ExpressionSyntax? GetShown(PropertyDeclarationSyntax property) =>
        property.ExpressionBody?.Expression ?? GetAccessor(property, SyntaxKind.GetAccessorDeclaration)?.ExpressionBody?.Expression;

    private static AccessorDeclarationSyntax? GetAccessor(PropertyDeclarationSyntax property, SyntaxKind kind) =>
        property.AccessorList?.Accessors.FirstOrDefault(accessor => accessor.IsKind(kind));

    /// <summary>What an accessor makes of its value, if that comes to something else each time.</summary>
    private static ExpressionSyntax? FindInAccessors(PropertyDeclarationSyntax property, bool isSet)
    {
        if (GetShown(property) is { } shown && ChangesAgain(shown, Field))
        {
            return shown;
        }

        AccessorDeclarationSyntax? setter = isSet ? GetAccessor(property, SyntaxKind.InitAccessorDeclaration) ?? GetAccessor(property, SyntaxKind.SetAccessorDeclaration) : null;
        ExpressionSyntax[] expressions = setter switch
        {
            { ExpressionBody.Expression: var only } => [only],

            // Where the body decides, it may decide that there is nothing to change.
            { Body.Statements: var statements } when statements.All(static statement => statement is ExpressionStatementSyntax) =>
                [.. statements.Select(static statement => ((ExpressionStatementSyntax)statement).Expression)],
            _ => [],
        };
        AssignmentExpressionSyntax[] assignments = [.. expressions.OfType<AssignmentExpressionSyntax>()];
        return assignments is [{ RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: var left, Right: var right }]
            && (left is FieldExpressionSyntax || (ConstructionCode.GetMemberName(left) is { } name && name == GetField(property)))
            && ChangesAgain(right, "value")
            ? right
            : null;
    }

    private const string Field = "field";

    private static bool ChangesAgain(ExpressionSyntax expression, string name) => expression switch
    {
        ParenthesizedExpressionSyntax { Expression: var inner } => ChangesAgain(inner, name),
        CastExpressionSyntax { Expression: var inner } => ChangesAgain(inner, name),
        CheckedExpressionSyntax { Expression: var inner } => ChangesAgain(inner, name),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression or (int)SyntaxKind.LogicalNotExpression or (int)SyntaxKind.BitwiseNotExpression } unary =>
            IsValue(unary.Operand, name),
        BinaryExpressionSyntax
        {
            RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression or (int)SyntaxKind.MultiplyExpression or (int)SyntaxKind.DivideExpression,
        } binary => IsPartOf(binary, name) && !MayRound(binary, name),
        InterpolatedStringExpressionSyntax { Contents: { Count: > 1 } contents } =>
            contents.OfType<InterpolationSyntax>().Any(interpolation => IsValue(interpolation.Expression, name)) && contents.OfType<InterpolatedStringTextSyntax>().Any(),
        _ => false,
    };

    /// <summary>Whether arithmetic may bring a value to the nearest multiple of something, where it stays: <c>n / 15 * 15</c>, <c>n - n % 15</c>.</summary>
    private static bool MayRound(BinaryExpressionSyntax expression, string name)
    {
        SyntaxNode[] parts = [.. expression.DescendantNodesAndSelf()];
        return parts.Any(static part => part.IsKind(SyntaxKind.ModuloExpression))
            || (parts.Any(static part => part.IsKind(SyntaxKind.DivideExpression)) && parts.Any(static part => part.IsKind(SyntaxKind.MultiplyExpression)))
            || parts.OfType<IdentifierNameSyntax>().Count(identifier => identifier.Identifier.ValueText == name) > 1;
    }

    private static bool IsPartOf(ExpressionSyntax operand, string name) => operand switch
    {
        ParenthesizedExpressionSyntax { Expression: var inner } => IsPartOf(inner, name),
        BinaryExpressionSyntax
        {
            RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression or (int)SyntaxKind.MultiplyExpression or (int)SyntaxKind.DivideExpression,
        } binary => IsPartOf(binary.Left, name) || IsPartOf(binary.Right, name),
        _ => IsValue(operand, name),
    };

    private static bool IsValue(ExpressionSyntax expression, string name) => expression switch
    {
        ParenthesizedExpressionSyntax { Expression: var inner } => IsValue(inner, name),
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText == name,
        FieldExpressionSyntax => name == Field,
        _ => false,
    };
}
