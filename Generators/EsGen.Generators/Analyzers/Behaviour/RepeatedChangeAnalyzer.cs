using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Generators;

/// <summary>
/// Reports an event's own record that changes a value on its way in, so that each reading changes it once more (ESG028). Only what surely comes
/// to something else the second time is reported: arithmetic, and text around the value; not what trims, copies, checks or decides.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RepeatedChangeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.RepeatedChange];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (!start.Compilation.GetTypesByMetadataName(AttributeNames.Entity).IsEmpty)
            {
                start.RegisterSyntaxNodeAction(Analyze, SyntaxKind.RecordDeclaration);
            }
        });
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        RecordDeclarationSyntax record = (RecordDeclarationSyntax)context.Node;
        foreach (PropertyDeclarationSyntax property in record.Members.OfType<PropertyDeclarationSyntax>())
        {
            (ExpressionSyntax? change, string where) = FindInitializer(record, property) is { } initial ? (initial, "initializer") : (FindAssigned(property), "accessor");
            if (change is not null
                && context.SemanticModel.GetDeclaredSymbol(record, context.CancellationToken) is { ContainingType: { } entity } type
                && EntityParser.GetEntityAttribute(entity) is not null
                && EntityParser.IsAnnotated(type))
            {
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.RepeatedChange, change.GetLocation(), property.Identifier.ValueText, where));
            }
        }
    }

    /// <summary>What a property of a positional record makes of its parameter, if that comes to something else each time.</summary>
    private static ExpressionSyntax? FindInitializer(RecordDeclarationSyntax record, PropertyDeclarationSyntax property)
    {
        string name = property.Identifier.ValueText;
        return property.Initializer is { Value: var value }
            && record.ParameterList?.Parameters.Any(parameter => parameter.Identifier.ValueText == name) == true
            && ChangesAgain(value, name)
            ? value
            : null;
    }

    /// <summary>What an accessor makes of its value, if that comes to something else each time.</summary>
    private static ExpressionSyntax? FindAssigned(PropertyDeclarationSyntax property)
    {
        AccessorDeclarationSyntax? setter = property.AccessorList?.Accessors.FirstOrDefault(static accessor =>
            accessor.IsKind(SyntaxKind.InitAccessorDeclaration) || accessor.IsKind(SyntaxKind.SetAccessorDeclaration));
        ExpressionSyntax[] expressions = setter switch
        {
            { ExpressionBody.Expression: var only } => [only],

            // Where the body decides, it may decide that there is nothing to change.
            { Body.Statements: var statements } when statements.All(static statement => statement is ExpressionStatementSyntax) =>
                [.. statements.Select(static statement => ((ExpressionStatementSyntax)statement).Expression)],
            _ => [],
        };
        AssignmentExpressionSyntax[] assignments = [.. expressions.OfType<AssignmentExpressionSyntax>()];
        return assignments is [{ RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: FieldExpressionSyntax, Right: var right }] && ChangesAgain(right, "value") ? right : null;
    }

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
        _ => false,
    };
}
