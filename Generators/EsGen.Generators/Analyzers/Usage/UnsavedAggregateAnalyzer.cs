using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Generators.Analyzers.Usage;

/// <summary>Reports an aggregate that something happens to in a method that neither saves it nor hands it on (ESG080).</summary>
/// <remarks>Looks at what a variable is used for, not at the order: whatever might save it counts as if it did.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnsavedAggregateAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a report that names the variable; without it there is nothing to save by.</summary>
    public const string Variable = nameof(Variable);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnsavedAggregate];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypesByMetadataName(AttributeNames.Aggregate).IsEmpty)
            {
                return;
            }

            // Not node by node: what is reported is elsewhere than what declares it, and an editor that asks about a line would not be
            // told.
            start.RegisterCodeBlockAction(AnalyzeBlock);
        });
    }

    private static void AnalyzeBlock(CodeBlockAnalysisContext context)
    {
        foreach (SyntaxNode node in context.CodeBlock.DescendantNodesAndSelf(static node => !HasOwnBlocks(node)))
        {
            switch (node)
            {
                case VariableDeclaratorSyntax variable:
                    AnalyzeVariable(context, variable);
                    break;
                case SingleVariableDesignationSyntax designation:
                    AnalyzeDesignation(context, designation);
                    break;
                case InvocationExpressionSyntax or ElementAccessExpressionSyntax or ObjectCreationExpressionSyntax:
                    AnalyzeExpression(context, (ExpressionSyntax)node);
                    break;
            }
        }
    }

    // The accessors of a property are asked about one by one, as are the types beside statements at the top level.
    private static bool HasOwnBlocks(SyntaxNode node) =>
        node is BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax or BasePropertyDeclarationSyntax;

    private static void AnalyzeVariable(CodeBlockAnalysisContext context, VariableDeclaratorSyntax variable)
    {
        if (variable is { Initializer.Value: { } value, Parent.Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } }
            && AggregateOrigin.MayBe(value)
            && AggregateOrigin.Of(value, context.SemanticModel, context.CancellationToken) is { } origin)
        {
            AnalyzeLocal(context, variable, variable.Identifier, origin, value);
        }
    }

    /// <summary>
    /// A variable of <c>TryGet(id, out var order)</c>, <c>await TryGetAsync(id) is { } order</c> or <c>var (a, b) = …</c>.
    /// </summary>
    private static void AnalyzeDesignation(CodeBlockAnalysisContext context, SingleVariableDesignationSyntax designation)
    {
        if (FindTupleElement(designation) is { } element)
        {
            if (AggregateOrigin.MayBe(element)
                && AggregateOrigin.Of(element, context.SemanticModel, context.CancellationToken) is { } given)
            {
                AnalyzeLocal(context, designation, designation.Identifier, given, element);
            }

            return;
        }

        AggregateOrigin? origin = designation.Parent switch
        {
            DeclarationExpressionSyntax { Parent: ArgumentSyntax argument } =>
                AggregateOrigin.OfOut(argument, context.SemanticModel, context.CancellationToken),
            PatternSyntax pattern when pattern.FirstAncestorOrSelf<IsPatternExpressionSyntax>() is { Expression: var value } matched
                && (matched.Pattern == pattern || matched.Pattern is UnaryPatternSyntax { Pattern: var negated } && negated == pattern)
                && AggregateOrigin.MayBe(value) => AggregateOrigin.Of(value, context.SemanticModel, context.CancellationToken),
            _ => null,
        };
        if (origin is not null)
        {
            AnalyzeLocal(context, designation, designation.Identifier, origin, designation);
        }
    }

    /// <summary>
    /// The element of a tuple that a variable gets, which is declared where the tuple is taken apart; null if it is declared elsewhere.
    /// </summary>
    private static ExpressionSyntax? FindTupleElement(SyntaxNode part) => part.Parent switch
    {
        ParenthesizedVariableDesignationSyntax { Variables: var variables } parts =>
            FindTupleElement(parts) is TupleExpressionSyntax { Arguments: var given } && given.Count == variables.Count
                ? given[variables.IndexOf((VariableDesignationSyntax)part)].Expression
                : null,
        DeclarationExpressionSyntax declaration => FindTupleElement(declaration),
        ArgumentSyntax { Parent: TupleExpressionSyntax { Arguments: var targets } parts } target =>
            FindTupleElement(parts) is TupleExpressionSyntax { Arguments: var given } && given.Count == targets.Count
                ? given[targets.IndexOf(target)].Expression
                : null,
        AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax } assignment when assignment.Left == part => assignment.Right,
        _ => null,
    };

    /// <summary>An aggregate that isn't even kept in a variable.</summary>
    private static void AnalyzeExpression(CodeBlockAnalysisContext context, ExpressionSyntax expression)
    {
        if (!AggregateOrigin.MayBe(expression))
        {
            return;
        }

        ExpressionSyntax outer = expression;
        while (outer.Parent is ParenthesizedExpressionSyntax or AwaitExpressionSyntax)
        {
            outer = (ExpressionSyntax)outer.Parent;
        }

        if (outer.Parent is not (ExpressionStatementSyntax or MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax)
            || IsDiscardedTask(expression, outer)
            || AggregateOrigin.Of(expression, context.SemanticModel, context.CancellationToken) is not { } origin)
        {
            return;
        }

        AggregateUse use = outer.Parent is ExpressionStatementSyntax
            ? AggregateUse.Read
            : new AggregateUses(origin.Aggregate, context.SemanticModel, context.CancellationToken).Of(outer);
        bool isLost = use == AggregateUse.Command || (use == AggregateUse.Read && origin is { IsNew: true, Repository: not null });
        if (isLost
            && (GetFunction(expression) is not AnonymousFunctionExpressionSyntax lambda
                || (origin.Repository is not null && !origin.IsNew && !IsOfAssertion(lambda)))
            && !TestCode.Includes(expression, context.SemanticModel, context.CancellationToken))
        {
            SyntaxNode at = use == AggregateUse.Command
                ? outer.Parent.AncestorsAndSelf().OfType<ExpressionSyntax>().Last(e => e.SpanStart == outer.SpanStart)
                : expression;
            Report(context, at, origin.Aggregate.Name, variable: null);
        }
    }

    /// <summary>Whether a lambda is given to what expects it to throw, or looks at what it does: Assert.Throws(() => …).</summary>
    private static bool IsOfAssertion(AnonymousFunctionExpressionSyntax lambda) =>
        lambda.FirstAncestorOrSelf<ArgumentSyntax>()
            is not { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } }
            ? lambda.Parent is not ArgumentSyntax
            : access.Name.Identifier.ValueText.Contains("Throw") || access.Expression.ToString() is "Assert" or "Record" or "Should";

    // GetAsync without await gives a task, which is something else.
    private static bool IsDiscardedTask(ExpressionSyntax expression, ExpressionSyntax outer) =>
        expression is InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax
            {
                Name.Identifier.ValueText: "GetAsync" or "TryGetAsync"
            }
        }
        && !expression.AncestorsAndSelf().TakeWhile(node => node != outer.Parent).Any(static node => node is AwaitExpressionSyntax);

    private static void AnalyzeLocal(
        CodeBlockAnalysisContext context,
        SyntaxNode declaration,
        SyntaxToken identifier,
        AggregateOrigin origin,
        SyntaxNode creation)
    {
        if (context.SemanticModel.GetDeclaredSymbol(
            declaration,
            context.CancellationToken) is not ILocalSymbol { RefKind: RefKind.None } local)
        {
            return;
        }

        SyntaxNode function = GetFunction(declaration);
        IdentifierNameSyntax[] names =
        [
            .. function.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name =>
                name.Identifier.ValueText == local.Name
                && SymbolEqualityComparer.Default.Equals(
                    context.SemanticModel.GetSymbolInfo(name, context.CancellationToken).Symbol,
                    local)),
        ];

        // A lambda may do anything with it, and at any time.
        if (names.Any(name => GetFunction(name) != function)
            || TestCode.Includes(declaration, context.SemanticModel, context.CancellationToken))
        {
            return;
        }

        bool isReplaced = false;
        int first = 0;
        for (int i = 0; i <= names.Length; i++)
        {
            AssignmentExpressionSyntax? next = i < names.Length ? GetAssignment(names[i]) : null;
            if (i < names.Length && next is null)
            {
                continue;
            }

            UnsavedInstance instance = new(origin, creation, context.SemanticModel, context.CancellationToken);
            bool isKnown = names.Skip(first).Take(i - first).All(instance.Add);
            isReplaced |= next is not null;
            if (!isKnown || (next is not null && !IsReplaced(next, identifier.ValueText, creation)))
            {
                return;
            }

            if (instance.GetLost() is { } lost)
            {
                Report(context, lost, identifier.ValueText, isReplaced ? null : identifier.ValueText);
            }

            if (next is null || AggregateOrigin.Of(next.Right, context.SemanticModel, context.CancellationToken) is not { } other)
            {
                return;
            }

            (origin, creation, first) = (other, next.Right, i + 1);
        }
    }

    /// <summary>The statement that gives a variable another value, by its name in it.</summary>
    private static AssignmentExpressionSyntax? GetAssignment(IdentifierNameSyntax name) =>
        name.Parent is AssignmentExpressionSyntax
        {
            RawKind: (int)SyntaxKind.SimpleAssignmentExpression,
            Parent: ExpressionStatementSyntax
        } assignment
        && assignment.Left == name
            ? assignment
            : null;

    /// <summary>Whether the instance that a variable had is gone with an assignment, whichever way the code came there.</summary>
    private static bool IsReplaced(AssignmentExpressionSyntax assignment, string variable, SyntaxNode creation) =>
        assignment.Parent?.Parent is BlockSyntax or GlobalStatementSyntax
        && creation.FirstAncestorOrSelf<StatementSyntax>() is { } made
        && made.Parent is var block
        && (block == assignment.Parent.Parent || block is GlobalStatementSyntax && assignment.Parent.Parent is GlobalStatementSyntax)
        && !assignment.Right.DescendantNodesAndSelf()
            .Any(node => node is IdentifierNameSyntax name && name.Identifier.ValueText == variable)
        && !GetFunction(assignment).DescendantNodes().Any(node => node is GotoStatementSyntax { RawKind: (int)SyntaxKind.GotoStatement }
            || node is ReturnStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax
                && node.SpanStart > made.SpanStart
                && node.SpanStart < assignment.SpanStart);

    private static void Report(
        CodeBlockAnalysisContext context,
        SyntaxNode at,
        string name,
        string? variable) => context.ReportDiagnostic(Diagnostic.Create(
        DiagnosticDescriptors.UnsavedAggregate,
        at.GetLocation(),
        variable is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(Variable, variable),
        name));

    /// <summary>The function that code is in; for statements at the top level that is the file.</summary>
    public static SyntaxNode GetFunction(SyntaxNode node) => node.Ancestors().First(static around =>
        around is AnonymousFunctionExpressionSyntax
            or LocalFunctionStatementSyntax
            or CompilationUnitSyntax
            or MemberDeclarationSyntax and not GlobalStatementSyntax);

    /// <summary>Whether code is in a function that can await.</summary>
    public static bool IsAsync(SyntaxNode node) => GetFunction(node) switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.RawKind != 0,
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        MemberDeclarationSyntax member => member.Modifiers.Any(SyntaxKind.AsyncKeyword),

        // Statements at the top level are async if they await anything.
        SyntaxNode file =>
            file.DescendantNodes(static inner =>
                inner is not (AnonymousFunctionExpressionSyntax
                    or LocalFunctionStatementSyntax
                    or TypeDeclarationSyntax)).Any(static inner => inner is AwaitExpressionSyntax),
    };
}
