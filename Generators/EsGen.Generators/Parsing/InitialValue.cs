using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Parsing;

/// <summary>
/// What a member has that needn't be stored, where its declaration says so by a constant: for the lock, as the default of a parameter.
/// </summary>
internal static class InitialValue
{
    /// <param name="member">The property or field.</param>
    /// <param name="type">Its type.</param>
    /// <param name="constructor">What makes the object.</param>
    /// <param name="assembly">The entity's. Of others the source is there in an editor only, so that nothing may depend on it.</param>
    /// <returns>The value as an expression; null if it can't be told.</returns>
    public static string? Of(ISymbol member, FieldTypeModel type, IMethodSymbol constructor, IAssemblySymbol assembly)
    {
        if (MaySetAnother(member, constructor.ContainingType, assembly))
        {
            return null;
        }

        SyntaxNode[] declarations = [.. UserCode.GetDeclarations(member, default)];
        (ITypeSymbol? symbol, TypeSyntax? syntax, EqualsValueClauseSyntax? initializer) = (member, declarations) switch
        {
            (IPropertySymbol property, [PropertyDeclarationSyntax { AccessorList.Accessors: var accessors } declaration])
                when accessors.All(static accessor => accessor is { Body: null, ExpressionBody: null })
                    && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword) =>
                (property.Type, declaration.Type, declaration.Initializer),
            (IFieldSymbol field, [VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax list } declaration]) =>
                (field.Type, list.Type, declaration.Initializer),
            _ => default((ITypeSymbol?, TypeSyntax?, EqualsValueClauseSyntax?)),
        };
        if (symbol is null)
        {
            return null;
        }

        // The constructor that a struct has by itself leaves initializers out.
        bool hasOwn = initializer is not null
            && constructor is not { ContainingType.TypeKind: TypeKind.Struct, IsImplicitlyDeclared: true };
        string? value = hasOwn ? Evaluate(initializer!.Value, symbol, syntax!) : DefaultExpression.OfNothing(symbol);

        // A restored collection is never null, so what became of one that was is the user's to say.
        return value is "null" or "default" && type is { AllowsNull: false, Element: not null, Shape: not FieldShape.NullableValue }
            ? null
            : value;
    }

    /// <summary>Whether something else than the member's initializer may give it a value when none is stored.</summary>
    private static bool MaySetAnother(ISymbol member, INamedTypeSymbol made, IAssemblySymbol assembly)
    {
        bool isInitOnly = member is IPropertySymbol { SetMethod.IsInitOnly: true };
        INamedTypeSymbol? type = made;
        while (type is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType), TypeKind: not TypeKind.Error })
        {
            if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, assembly))
            {
                return true;
            }

            IEnumerable<SyntaxNode> bodies = UserCode.GetDeclarations(type, default)
                .OfType<TypeDeclarationSyntax>()
                .SelectMany(static declaration => declaration.Members)
                .SelectMany(GetBodies);
            if (bodies.Any(body =>
                !isInitOnly
                    || body.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == member.Name)))
            {
                return true;
            }

            type = type.BaseType;
        }

        return false;
    }

    /// <summary>The code in a member that runs while an object is made.</summary>
    private static IEnumerable<SyntaxNode> GetBodies(MemberDeclarationSyntax member) => member switch
    {
        ConstructorDeclarationSyntax constructor => constructor.Modifiers.Any(SyntaxKind.StaticKeyword) ? [] : [constructor],
        BasePropertyDeclarationSyntax { AccessorList.Accessors: var accessors } => accessors.Where(static accessor =>
            accessor.Kind() is SyntaxKind.InitAccessorDeclaration or SyntaxKind.SetAccessorDeclaration
                && accessor is not { Body: null, ExpressionBody: null }),
        _ => [],
    };

    private static string? Evaluate(ExpressionSyntax expression, ITypeSymbol type, TypeSyntax typeSyntax)
    {
        ITypeSymbol plain =
            type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var argument] }
                ? argument
                : type;
        return expression switch
        {
            ParenthesizedExpressionSyntax parenthesized => Evaluate(parenthesized.Expression, type, typeSyntax),
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed =>
                Evaluate(suppressed.Operand, type, typeSyntax),
            LiteralExpressionSyntax { RawKind: (int)SyntaxKind.DefaultLiteralExpression or (int)SyntaxKind.NullLiteralExpression } =>
                DefaultExpression.OfNothing(type),
            DefaultExpressionSyntax @default =>
                SyntaxFactory.AreEquivalent(@default.Type, typeSyntax) ? DefaultExpression.OfNothing(type) : null,
            LiteralExpressionSyntax { Token.Value: { } literal } => Format(literal, isNegative: false),
            PrefixUnaryExpressionSyntax
            {
                RawKind: (int)SyntaxKind.UnaryMinusExpression,
                Operand: LiteralExpressionSyntax { Token.Value: { } literal }
            } => Format(literal, isNegative: true),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: var container } => plain switch
            {
                { TypeKind: TypeKind.Enum }
                    when GetLastName(container) == plain.Name
                        && plain.GetMembers(name).FirstOrDefault() is IFieldSymbol { HasConstantValue: true } member =>
                    DefaultExpression.Format(type, member.ConstantValue),
                { SpecialType: SpecialType.System_String } when name == "Empty" && GetLastName(container) is "string" or "String" => "\"\"",
                _ => null,
            },
            _ => null,
        };

        string? Format(
            object literal,
            bool isNegative) => Convert(literal, isNegative, plain.SpecialType) is { } value ? DefaultExpression.Format(type, value) : null;
    }

    private static string? GetLastName(ExpressionSyntax expression) => expression switch
    {
        PredefinedTypeSyntax predefined => predefined.Keyword.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>A literal as the compiler converts it; null if it doesn't.</summary>
    private static object? Convert(object literal, bool isNegative, SpecialType type)
    {
        decimal? whole = literal switch
        {
            int number => number,
            uint number => number,
            long number => number,
            ulong number => number,
            _ => null,
        };
        decimal value = (whole ?? 0) * (isNegative ? -1 : 1);
        return type switch
        {
            SpecialType.System_String when literal is string => literal,
            SpecialType.System_Boolean when literal is bool => literal,
            SpecialType.System_Char when literal is char => literal,
            SpecialType.System_Decimal when literal is decimal number => isNegative ? -number : number,
            SpecialType.System_Double when literal is double number => isNegative ? -number : number,
            SpecialType.System_Double when literal is float number => (double)(isNegative ? -number : number),
            SpecialType.System_Single when literal is float number => isNegative ? -number : number,
            _ when whole is null => null,
            SpecialType.System_Decimal => value,
            SpecialType.System_Double => (double)value,
            SpecialType.System_Single => (float)value,
            SpecialType.System_SByte when value is >= sbyte.MinValue and <= sbyte.MaxValue => (sbyte)value,
            SpecialType.System_Byte when value is >= byte.MinValue and <= byte.MaxValue => (byte)value,
            SpecialType.System_Int16 when value is >= short.MinValue and <= short.MaxValue => (short)value,
            SpecialType.System_UInt16 when value is >= ushort.MinValue and <= ushort.MaxValue => (ushort)value,
            SpecialType.System_Int32 when value is >= int.MinValue and <= int.MaxValue => (int)value,
            SpecialType.System_UInt32 when value is >= uint.MinValue and <= uint.MaxValue => (uint)value,
            SpecialType.System_Int64 when value is >= long.MinValue and <= long.MaxValue => (long)value,
            SpecialType.System_UInt64 when value is >= ulong.MinValue and <= ulong.MaxValue => (ulong)value,
            _ => null,
        };
    }
}
