using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>An assignment to a field or property of an entity, as the event that it could be.</summary>
internal sealed class StateChange
{
    private static readonly SymbolDisplayFormat s_type = SymbolDisplayFormat.MinimallyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private readonly ExpressionSyntax _assignment;
    private readonly string _method;
    private readonly string _value;

    private StateChange(
        ExpressionSyntax assignment,
        MemberDeclarationSyntax member,
        string eventName,
        string method,
        string value,
        string[] declarations)
    {
        _assignment = assignment;
        _method = method;
        _value = value;
        Member = member;
        EventName = eventName;
        Declarations = declarations;
    }

    /// <summary>The member in which the assignment is.</summary>
    public MemberDeclarationSyntax Member { get; }

    public string EventName { get; }

    /// <summary>The event's method and its <c>When…</c>; empty if the class has them already.</summary>
    public string[] Declarations { get; }

    /// <param name="assignment">The assignment, increment or decrement.</param>
    /// <param name="eventName">The name that the event should have.</param>
    /// <param name="model">The document's.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null if the assignment's value is used, if it writes a part or another instance, or if an event can't hold what it
    /// writes.</returns>
    public static StateChange? Find(ExpressionSyntax assignment, string eventName, SemanticModel model, CancellationToken cancellationToken)
    {
        (ExpressionSyntax? target, string value) = assignment switch
        {
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } simple =>
                (simple.Left, simple.Right.ToString()),
            AssignmentExpressionSyntax { RawKind: not (int)SyntaxKind.CoalesceAssignmentExpression } compound =>
                (compound.Left, $"{compound.Left} {compound.OperatorToken.Text.TrimEnd('=')} {Parenthesize(compound.Right)}"),
            PrefixUnaryExpressionSyntax unary => (unary.Operand, $"{unary.Operand} {unary.OperatorToken.Text[0]} 1"),
            PostfixUnaryExpressionSyntax unary => (unary.Operand, $"{unary.Operand} {unary.OperatorToken.Text[0]} 1"),
            _ => (null, ""),
        };
        if (target is not (IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax })
            || !IsStatement(assignment, model, cancellationToken)
            || model.GetSymbolInfo(target, cancellationToken).Symbol is not { IsStatic: false, ContainingType: { } entity } state
            || GetWritableType(state) is not { } type
            || assignment.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { Parent: TypeDeclarationSyntax declaration } member
            || !SymbolEqualityComparer.Default.Equals(model.GetDeclaredSymbol(declaration, cancellationToken), entity))
        {
            return null;
        }

        _ = new FieldTypeParser(entity).Parse(type, out string? reason);
        if (reason is not null || type.TypeKind == TypeKind.Error)
        {
            return null;
        }

        string typeName = type.ToMinimalDisplayString(model, assignment.SpanStart, s_type);
        if (assignment is not AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } && IsSmall(type))
        {
            value = $"({typeName})({value})";
        }

        if (FindEvent(entity, state, type, eventName, cancellationToken) is { } known)
        {
            return new StateChange(assignment, member, eventName, known.Name, value, []);
        }

        string name = eventName;
        for (int i = 2; IsTaken(entity, name); i++)
        {
            name = eventName + i;
        }

        string parameter = CSharpName.Escape(Identifier.ToCamelCase(CSharpName.ToPascalCase(state.Name.TrimStart('_'))));
        string assigned = parameter.TrimStart('@') == state.Name ? "this." + CSharpName.Escape(state.Name) : CSharpName.Escape(state.Name);
        return new StateChange(
            assignment,
            member,
            name,
            "Record" + name,
            value,
            [
                $"[Event(\"{name}\")] private partial void Record{name}({typeName} {parameter});",
                $"private partial void When{name}({typeName} {parameter}) => {assigned} = {parameter};",
            ]);
    }

    /// <summary>The call that makes the event happen in place of the assignment.</summary>
    public ExpressionSyntax MakeCall() => SyntaxFactory.ParseExpression($"{_method}({_value})").WithTriviaFrom(_assignment);

    /// <summary>Whether nobody uses what the assignment results in.</summary>
    private static bool IsStatement(
        ExpressionSyntax assignment,
        SemanticModel model,
        CancellationToken cancellationToken) => assignment.Parent switch
        {
            ExpressionStatementSyntax => true,
            ArrowExpressionClauseSyntax { Parent: AccessorDeclarationSyntax accessor } =>
                !accessor.IsKind(SyntaxKind.GetAccessorDeclaration),
            ArrowExpressionClauseSyntax { Parent: { } function } =>
                model.GetDeclaredSymbol(function, cancellationToken) is IMethodSymbol { ReturnsVoid: true },
            LambdaExpressionSyntax lambda => model.GetSymbolInfo(lambda, cancellationToken).Symbol is IMethodSymbol { ReturnsVoid: true },
            _ => false,
        };

    private static ITypeSymbol? GetWritableType(ISymbol state) => state switch
    {
        IFieldSymbol { IsReadOnly: false, AssociatedSymbol: null } field => field.Type,
        IPropertySymbol { IsIndexer: false, SetMethod.IsInitOnly: false } property => property.Type,
        _ => null,
    };

    /// <summary>An event of the class that records this very change already.</summary>
    private static IMethodSymbol? FindEvent(
        INamedTypeSymbol entity,
        ISymbol state,
        ITypeSymbol type,
        string eventName,
        CancellationToken cancellationToken) =>
        entity.GetMembers("Record" + eventName).OfType<IMethodSymbol>().FirstOrDefault(method =>
            EventMember.IsAnnotated(method)
            && method.Parameters is [var parameter]
            && SymbolEqualityComparer.Default.Equals(parameter.Type, type)
            && entity.GetMembers("When" + eventName)
                .SelectMany(arm => UserCode.GetDeclarations(arm, cancellationToken))
                .SelectMany(static arm => arm.DescendantNodes().OfType<AssignmentExpressionSyntax>())
                .Any(assignment => assignment.Left is IdentifierNameSyntax { Identifier.ValueText: var name } && name == state.Name
                    || assignment.Left is MemberAccessExpressionSyntax
                    {
                        Expression: ThisExpressionSyntax,
                        Name.Identifier.ValueText: var member
                    } && member == state.Name));

    private static bool IsTaken(INamedTypeSymbol entity, string eventName) =>
        new[] { eventName, "Record" + eventName, "When" + eventName, "Guard" + eventName }.Any(name => entity.GetMembers(name).Length > 0);

    /// <summary>Whether arithmetic on the type results in an int.</summary>
    private static bool IsSmall(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Byte
            or SpecialType.System_SByte
            or SpecialType.System_Int16
            or SpecialType.System_UInt16
            or SpecialType.System_Char;

    private static string Parenthesize(ExpressionSyntax value) =>
        value is LiteralExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax
            or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax
            ? value.ToString()
            : $"({value})";
}
