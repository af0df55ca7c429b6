using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing;

/// <summary>
/// What changes a value on its way into an object, so that each reading changes it once more (ESG028). Only what surely comes to something
/// else the second time is found: arithmetic, and text around the value; not what trims, copies, checks or decides. All else is read back
/// when it is raised.
/// </summary>
internal static class RepeatedChange
{
    /// <param name="type">The type of the object.</param>
    /// <param name="constructor">What makes one when it is read.</param>
    /// <param name="members">The members that are stored.</param>
    public static IEnumerable<(ExpressionSyntax Change, string Member, string Where)> Find(
        INamedTypeSymbol type,
        IMethodSymbol? constructor,
        IEnumerable<ISymbol> members)
    {
        SyntaxNode? making = constructor is null ? null : UserCode.GetDeclarations(constructor, default).FirstOrDefault();
        foreach (IPropertySymbol member in members.OfType<IPropertySymbol>())
        {
            if (UserCode.GetDeclarations(member, default).OfType<PropertyDeclarationSyntax>().FirstOrDefault() is not { } property)
            {
                continue;
            }

            string? parameter =
                constructor?.Parameters.FirstOrDefault(parameter => ConstructionCode.IsAlike(parameter.Name, member.Name))?.Name;
            (Step Made, string Where) = making switch
            {
                _ when parameter is null => (Step.Plain, ""),
                TypeDeclarationSyntax => (Step.Of(property.Initializer?.Value, parameter), "its initializer"),
                ConstructorDeclarationSyntax declaration => (FindAssigned(declaration, parameter, property), "the constructor"),
                _ => (Step.Unknown, ""),
            };

            // What one step does, another may take back: kept in kelvin, shown in degrees. That is read back when it is raised.
            (ExpressionSyntax? change, string where) = (Made, FindSet(property), FindShown(property)) switch
            {
                ({ Change: { } only }, { IsPlain: true }, { IsPlain: true }) => (only, Where),
                ({ IsPlain: true }, { Change: { } only }, { IsPlain: true }) when parameter is null || type.IsRecord =>
                    (only, "its accessor"),
                ({ IsPlain: true }, { IsPlain: true }, { Change: { } only }) => (only, "its accessor"),
                _ => default((ExpressionSyntax?, string)),
            };
            if (change is not null)
            {
                yield return (change, member.Name, where);
            }
        }
    }

    /// <summary>What a constructor makes of the parameter for a member.</summary>
    private static Step FindAssigned(ConstructorDeclarationSyntax constructor, string parameter, PropertyDeclarationSyntax property)
    {
        // Where the body decides, it may decide that there is nothing to change.
        StatementSyntax[] statements =
            [.. (constructor.Body?.Statements ?? default).Where(static statement => !ConstructionCode.MayOnlyThrow(statement))];
        if (!statements.All(static statement => statement is ExpressionStatementSyntax))
        {
            return Step.Unknown;
        }

        AssignmentExpressionSyntax[] assignments =
        [
            .. statements.Select(static statement => ((ExpressionStatementSyntax)statement).Expression)
                .Concat(constructor.ExpressionBody is { Expression: var only } ? [only] : [])
                .OfType<AssignmentExpressionSyntax>()
                .Where(assignment =>
                    ConstructionCode.GetMemberName(assignment.Left) is { } name
                        && (name == property.Identifier.ValueText || name == GetField(property))),
        ];
        return assignments is [{ RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Right: var right }]
            ? Step.Of(right, parameter)
            : Step.Unknown;
    }

    /// <summary>The field that a property shows as it is; null if it shows none.</summary>
    private static string? GetField(PropertyDeclarationSyntax property) =>
        GetShown(property) is { } shown ? ConstructionCode.GetMemberName(shown) : null;

    private static ExpressionSyntax? GetShown(PropertyDeclarationSyntax property) =>
        property.ExpressionBody?.Expression ?? GetAccessor(property, SyntaxKind.GetAccessorDeclaration)?.ExpressionBody?.Expression;

    private static AccessorDeclarationSyntax? GetAccessor(PropertyDeclarationSyntax property, SyntaxKind kind) =>
        property.AccessorList?.Accessors.FirstOrDefault(accessor => accessor.IsKind(kind));

    /// <summary>What the getter makes of what is kept.</summary>
    private static Step FindShown(PropertyDeclarationSyntax property) => GetShown(property) switch
    {
        { } shown => ConstructionCode.GetMemberName(shown) is not null ? Step.Plain : Step.Of(shown, Field),
        null => GetAccessor(property, SyntaxKind.GetAccessorDeclaration) is null or { Body: null } ? Step.Plain : Step.Unknown,
    };

    /// <summary>What the setter makes of its value.</summary>
    private static Step FindSet(PropertyDeclarationSyntax property)
    {
        ExpressionSyntax[] expressions = [];
        switch (GetAccessor(property, SyntaxKind.InitAccessorDeclaration) ?? GetAccessor(property, SyntaxKind.SetAccessorDeclaration))
        {
            case null or { Body: null, ExpressionBody: null }:
                return Step.Plain;
            case { ExpressionBody.Expression: var only }:
                expressions = [only];
                break;

            // Where the body decides, it may decide that there is nothing to change.
            case { Body.Statements: var statements } when statements.All(static statement => statement is ExpressionStatementSyntax):
                expressions = [.. statements.Select(static statement => ((ExpressionStatementSyntax)statement).Expression)];
                break;
        }

        AssignmentExpressionSyntax[] assignments = [.. expressions.OfType<AssignmentExpressionSyntax>()];
        return assignments is [{ RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: var left, Right: var right }]
            && (left is FieldExpressionSyntax || (ConstructionCode.GetMemberName(left) is { } name && name == GetField(property)))
            ? Step.Of(right, "value")
            : Step.Unknown;
    }

    /// <summary>What is done to a value on its way into an object or out of it.</summary>
    /// <param name="IsPlain">Whether it is surely nothing.</param>
    /// <param name="Change">What surely comes to something else each time; null if there is none.</param>
    private readonly record struct Step(bool IsPlain, ExpressionSyntax? Change)
    {
        public static Step Plain => new(true, null);

        public static Step Unknown => default;

        public static Step Of(ExpressionSyntax? expression, string name) =>
            expression is null
                ? Unknown
                : IsValue(expression, name)
                ? Plain
                : ChangesAgain(expression, name)
                ? new(false, expression)
                : Unknown;
    }

    private const string Field = "field";

    private static bool ChangesAgain(ExpressionSyntax expression, string name) => expression switch
    {
        ParenthesizedExpressionSyntax { Expression: var inner } => ChangesAgain(inner, name),
        CastExpressionSyntax { Expression: var inner } => ChangesAgain(inner, name),
        CheckedExpressionSyntax { Expression: var inner } => ChangesAgain(inner, name),
        PrefixUnaryExpressionSyntax
        {
            RawKind: (int)SyntaxKind.UnaryMinusExpression or (int)SyntaxKind.LogicalNotExpression or (int)SyntaxKind.BitwiseNotExpression
        } unary =>
            IsValue(unary.Operand, name),
        BinaryExpressionSyntax
        {
            RawKind: (int)SyntaxKind.AddExpression
                or (int)SyntaxKind.SubtractExpression
                or (int)SyntaxKind.MultiplyExpression
                or (int)SyntaxKind.DivideExpression,
        } binary => IsPartOf(binary, name) && !MayRound(binary, name),
        InterpolatedStringExpressionSyntax { Contents: { Count: > 1 } contents } =>
            contents.OfType<InterpolationSyntax>().Any(interpolation => IsValue(interpolation.Expression, name))
                && contents.OfType<InterpolatedStringTextSyntax>().Any(),
        _ => false,
    };

    /// <summary>
    /// Whether arithmetic may bring a value to the nearest multiple of something, where it stays: <c>n / 15 * 15</c>, <c>n - n % 15</c>.
    /// </summary>
    private static bool MayRound(BinaryExpressionSyntax expression, string name)
    {
        SyntaxNode[] parts = [.. expression.DescendantNodesAndSelf()];
        return parts.Any(static part => part.IsKind(SyntaxKind.ModuloExpression))
            || (parts.Any(static part => part.IsKind(SyntaxKind.DivideExpression))
                && parts.Any(static part => part.IsKind(SyntaxKind.MultiplyExpression)))
            || parts.OfType<IdentifierNameSyntax>().Count(identifier => identifier.Identifier.ValueText == name) > 1;
    }

    private static bool IsPartOf(ExpressionSyntax operand, string name) => operand switch
    {
        ParenthesizedExpressionSyntax { Expression: var inner } => IsPartOf(inner, name),
        BinaryExpressionSyntax
        {
            RawKind: (int)SyntaxKind.AddExpression
                or (int)SyntaxKind.SubtractExpression
                or (int)SyntaxKind.MultiplyExpression
                or (int)SyntaxKind.DivideExpression,
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
