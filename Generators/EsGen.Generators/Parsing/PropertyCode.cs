using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing;

/// <summary>What the user's code of a property does with what is behind it, as far as syntax tells.</summary>
internal static class PropertyCode
{
    /// <summary>Whether reading a property gives what is in a field, and setting it, where it can be set, uses the field.</summary>
    public static bool IsOver(IPropertySymbol property, IFieldSymbol field, bool isSet)
    {
        string name = PayloadField.GetName(field);
        return UserCode.GetDeclarations(property, default).OfType<PropertyDeclarationSyntax>().ToArray() is [var declaration]
            && FindRead(declaration) is { } read
            && Gives(read, name)
            && Finds(property.ContainingType, name, field)
            && (!isSet
                || FindSetter(declaration)?.DescendantTokens().Any(token =>
                    token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name) == true);
    }

    /// <summary>Whether the user wrote no getter.</summary>
    public static bool IsReadAutomatically(IPropertySymbol property) => UserCode.GetDeclarations(
        property,
        default).OfType<PropertyDeclarationSyntax>().All(static declaration =>
        declaration.AccessorList?.Accessors.Any(static accessor =>
            accessor.IsKind(SyntaxKind.GetAccessorDeclaration) && accessor is { Body: null, ExpressionBody: null }) == true);

    /// <summary>
    /// Whether every accessor that a property has goes on to the one that it overrides, with the same value, and does no more than check
    /// it.
    /// </summary>
    public static bool GoesOnToBase(IPropertySymbol property)
    {
        PropertyDeclarationSyntax[] declarations = [.. UserCode.GetDeclarations(property, default).OfType<PropertyDeclarationSyntax>()];
        return declarations.Length > 0 && declarations.All(declaration => declaration.ExpressionBody is { Expression: var read }
            ? IsBase(read, property.Name)
            : declaration.AccessorList?.Accessors.All(accessor => GoesOnToBase(accessor, property.Name)) == true);
    }

    private static bool GoesOnToBase(
        AccessorDeclarationSyntax accessor,
        string property) => accessor.IsKind(SyntaxKind.GetAccessorDeclaration)
        ? accessor switch
        {
            { ExpressionBody.Expression: var read } => IsBase(read, property),
            { Body.Statements: [ReturnStatementSyntax { Expression: { } read }] } => IsBase(read, property),
            _ => false,
        }
        : accessor switch
        {
            { ExpressionBody.Expression: var set } => SetsBase(set, property),
            { Body.Statements: { Count: > 0 } statements } => statements[
                statements.Count - 1] is ExpressionStatementSyntax { Expression: var set }
                && SetsBase(set, property)
                && statements.Take(statements.Count - 1).All(ConstructionCode.MayOnlyThrow),
            _ => false,
        };

    private static bool IsBase(ExpressionSyntax expression, string property) => expression switch
    {
        ParenthesizedExpressionSyntax { Expression: var inner } => IsBase(inner, property),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression, Operand: var inner } =>
            IsBase(inner, property),
        MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax, Name.Identifier.ValueText: var name } => name == property,
        _ => false,
    };

    private static bool SetsBase(ExpressionSyntax expression, string property) =>
        expression is AssignmentExpressionSyntax
        {
            RawKind: (int)SyntaxKind.SimpleAssignmentExpression,
            Left: var left,
            Right: IdentifierNameSyntax { Identifier.ValueText: "value" }
        }
        && IsBase(left, property);

    /// <summary>Whether a type's code uses the base's property of a name, past what overrides it.</summary>
    public static bool UsesBase(INamedTypeSymbol type, string property) => UserCode.GetDeclarations(type, default)
        .Any(declaration => declaration.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(part => IsBase(part, property)));

    private static AccessorDeclarationSyntax? FindSetter(PropertyDeclarationSyntax declaration) =>
        declaration.AccessorList?.Accessors.FirstOrDefault(static accessor =>
        accessor.IsKind(SyntaxKind.InitAccessorDeclaration) || accessor.IsKind(SyntaxKind.SetAccessorDeclaration));

    /// <summary>What a property returns, if that is one expression.</summary>
    private static ExpressionSyntax? FindRead(PropertyDeclarationSyntax declaration) =>
        declaration.ExpressionBody?.Expression
        ?? declaration.AccessorList?.Accessors.FirstOrDefault(static accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration)) switch
        {
            { ExpressionBody.Expression: var expression } => expression,
            { Body.Statements: [ReturnStatementSyntax { Expression: var expression }] } => expression,
            _ => null,
        };

    /// <summary>Whether an expression gives a field's value, or the same elements.</summary>
    private static bool Gives(ExpressionSyntax expression, string name) => expression switch
    {
        IdentifierNameSyntax { Identifier.ValueText: var identifier } => identifier == name,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: var identifier } => identifier == name,
        ParenthesizedExpressionSyntax { Expression: var inner } => Gives(inner, name),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression, Operand: var inner } =>
            Gives(inner, name),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Left: var inner } => Gives(inner, name),
        CollectionExpressionSyntax { Elements: [SpreadElementSyntax { Expression: var inner }] } => Gives(inner, name),
        InvocationExpressionSyntax
        {
            ArgumentList.Arguments: [],
            Expression: MemberAccessExpressionSyntax
            {
                Expression: var inner,
                Name.Identifier.ValueText: "AsReadOnly" or "ToArray" or "ToList" or "ToImmutableArray"
            },
        } => Gives(inner, name),
        _ => false,
    };

    /// <summary>Whether a name means a field in the code of a type.</summary>
    private static bool Finds(INamedTypeSymbol type, string name, IFieldSymbol field)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, field.ContainingType))
            {
                return true;
            }

            if (!current.GetMembers(name).IsEmpty)
            {
                return false;
            }
        }

        return false;
    }
}
