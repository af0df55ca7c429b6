using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>
/// What code calls without naming it: operators, conversions, what patterns and loops ask, texts, and whatever is disposed of.
/// </summary>
internal static class ImplicitCalls
{
    private static readonly IMethodSymbol?[] s_none = [];

    /// <summary>The methods that an operation itself calls, apart from those in it that are operations of their own.</summary>
    public static IEnumerable<IMethodSymbol> Of(IOperation operation) => Find(operation).OfType<IMethodSymbol>();

    /// <summary>Which accessors of a property a reference to it calls.</summary>
    public static (bool Reads, bool Writes) GetUse(IOperation reference)
    {
        IOperation operation = reference;
        while (operation.Parent is ITupleOperation tuple)
        {
            operation = tuple;
        }

        return operation.Parent switch
        {
            ISimpleAssignmentOperation assignment when assignment.Target == operation => (false, true),
            IDeconstructionAssignmentOperation assignment when assignment.Target == operation => (false, true),
            IAssignmentOperation assignment when assignment.Target == operation => (true, true),
            IIncrementOrDecrementOperation => (true, true),
            _ => (true, false),
        };
    }

    private static IEnumerable<IMethodSymbol?> Find(IOperation operation) => operation switch
    {
        IConversionOperation conversion => [conversion.OperatorMethod],
        IUnaryOperation unary => [unary.OperatorMethod],
        IBinaryOperation binary => FindOfBinary(binary),
        ITupleBinaryOperation tuples => FindOfTuples(tuples.LeftOperand.Type, tuples.RightOperand.Type, tuples.OperatorKind),
        ICompoundAssignmentOperation compound =>
            [compound.OperatorMethod, compound.InConversion.MethodSymbol, compound.OutConversion.MethodSymbol, .. FindOfText(
                compound.Type,
                compound.Value)],
        IIncrementOrDecrementOperation increment => [increment.OperatorMethod],
        ICoalesceOperation coalesce => [coalesce.ValueConversion.MethodSymbol],
        IArgumentOperation argument => [argument.InConversion.MethodSymbol, argument.OutConversion.MethodSymbol],
        IDeconstructionAssignmentOperation { Syntax: AssignmentExpressionSyntax assignment, SemanticModel: { } model } =>
            FindOfDeconstruction(model.GetDeconstructionInfo(assignment)),
        IForEachLoopOperation { Syntax: CommonForEachStatementSyntax syntax, SemanticModel: { } model } loop =>
            FindOfLoop(loop, syntax, model),
        ISpreadOperation spread => [spread.ElementConversion.MethodSymbol, .. ImplicitMembers.OfEnumeration(Unwrap(spread.Operand).Type)],
        IUsingOperation use => ImplicitMembers.OfDisposal(GetResources(use.Resources), use.IsAsynchronous),
        IUsingDeclarationOperation use => ImplicitMembers.OfDisposal(GetResources(use.DeclarationGroup), use.IsAsynchronous),
        IAwaitOperation { Syntax: AwaitExpressionSyntax syntax, SemanticModel: { } model } =>
            FindOfAwait(model.GetAwaitExpressionInfo(syntax)),
        IRecursivePatternOperation pattern => [pattern.DeconstructSymbol as IMethodSymbol],
        IListPatternOperation pattern => [GetReader(pattern.LengthSymbol), GetReader(pattern.IndexerSymbol)],
        ISlicePatternOperation pattern => [GetReader(pattern.SliceSymbol)],
        IImplicitIndexerReferenceOperation indexer => [GetReader(indexer.LengthSymbol), .. FindOfIndexer(indexer)],
        IWithOperation { CloneMethod.ContainingType: { } type } => [ImplicitMembers.FindCopyConstructor(type)],
        ICollectionExpressionOperation collection => FindOfCollection(collection),
        IInterpolationOperation part => [ImplicitMembers.FindFormat(part.Expression.Type)],

        // A handler of the user's is code that is followed itself.
        IInterpolatedStringAppendOperation
        {
            AppendCall: IInvocationOperation
            {
                TargetMethod: { Name: "AppendFormatted" } append,
                Arguments: [var value, ..]
            }
        }
            when append.ContainingType.DeclaringSyntaxReferences.IsEmpty => [ImplicitMembers.FindFormat(value.Value.Type)],
        IEventAssignmentOperation { EventReference: IEventReferenceOperation { Event: var changed } } assignment =>
            [assignment.Adds ? changed.AddMethod : changed.RemoveMethod],
        _ => s_none,
    };

    private static IEnumerable<IMethodSymbol?> FindOfBinary(IBinaryOperation operation)
    {
        if (operation.OperatorMethod is not { } method)
        {
            return operation.OperatorKind == BinaryOperatorKind.Add
                ? [.. FindOfText(operation.Type, operation.LeftOperand), .. FindOfText(operation.Type, operation.RightOperand)]
                : s_none;
        }

        // a && b is false(a) ? a : a & b.
        return operation.OperatorKind switch
        {
            BinaryOperatorKind.ConditionalAnd =>
                [method, .. ImplicitMembers.Find(method.ContainingType, WellKnownMemberNames.FalseOperatorName)],
            BinaryOperatorKind.ConditionalOr =>
                [method, .. ImplicitMembers.Find(method.ContainingType, WellKnownMemberNames.TrueOperatorName)],
            _ => [method],
        };
    }

    /// <summary>What comparing two tuples compares, element by element: no operation says which operators those are.</summary>
    private static IEnumerable<IMethodSymbol?> FindOfTuples(ITypeSymbol? left, ITypeSymbol? right, BinaryOperatorKind kind)
    {
        if (left is INamedTypeSymbol { IsTupleType: true } tuple && right is INamedTypeSymbol { IsTupleType: true } other)
        {
            return tuple.TupleElements.Zip(other.TupleElements, (one, two) => FindOfTuples(one.Type, two.Type, kind))
                .SelectMany(static found => found);
        }

        string name = kind == BinaryOperatorKind.Equals
            ? WellKnownMemberNames.EqualityOperatorName
            : WellKnownMemberNames.InequalityOperatorName;
        return new[] { left, right }
            .Select(ImplicitMembers.Underlying)
            .OfType<INamedTypeSymbol>()
            .SelectMany(type => ImplicitMembers.Find(type, name));
    }

    /// <summary>What writes an operand of a concatenation: its conversion to object leaves that to its own <c>ToString</c>.</summary>
    private static IMethodSymbol?[] FindOfText(ITypeSymbol? text, IOperation operand) =>
        text?.SpecialType == SpecialType.System_String
            && operand is IConversionOperation { OperatorMethod: null, Operand: { ConstantValue.HasValue: false } value }
            ? [ImplicitMembers.FindText(value.Type)]
            : s_none;

    private static IEnumerable<IMethodSymbol?> FindOfDeconstruction(DeconstructionInfo deconstruction) =>
    [
        deconstruction.Method,
        deconstruction.Conversion?.MethodSymbol,
        .. deconstruction.Nested.SelectMany(FindOfDeconstruction),
    ];

    private static IEnumerable<IMethodSymbol?> FindOfLoop(
        IForEachLoopOperation loop,
        CommonForEachStatementSyntax syntax,
        SemanticModel model)
    {
        ForEachStatementInfo info = model.GetForEachStatementInfo(syntax);
        ITypeSymbol? enumerator = ImplicitMembers.Resolve(info.GetEnumeratorMethod, Unwrap(loop.Collection).Type)?.ReturnType;
        return
        [
            ImplicitMembers.Resolve(info.GetEnumeratorMethod, Unwrap(loop.Collection).Type),
            ImplicitMembers.Resolve(info.MoveNextMethod, enumerator),
            ImplicitMembers.Resolve(info.CurrentProperty?.GetMethod, enumerator),
            ImplicitMembers.Resolve(info.DisposeMethod, enumerator),
            info.ElementConversion.MethodSymbol,
            info.CurrentConversion.MethodSymbol,
            .. syntax is ForEachVariableStatementSyntax variables ? FindOfDeconstruction(model.GetDeconstructionInfo(variables)) : s_none,
        ];
    }

    private static IEnumerable<IMethodSymbol?> FindOfAwait(AwaitExpressionInfo info) =>
        [info.GetAwaiterMethod, info.IsCompletedProperty?.GetMethod, info.GetResultMethod];

    private static IEnumerable<IMethodSymbol?> FindOfIndexer(IImplicitIndexerReferenceOperation operation)
    {
        if (operation.IndexerSymbol is not IPropertySymbol indexer)
        {
            return [operation.IndexerSymbol as IMethodSymbol];
        }

        (bool reads, bool writes) = GetUse(operation);
        return [reads ? indexer.GetMethod : null, writes ? indexer.SetMethod : null];
    }

    /// <summary>
    /// What makes the collection of a collection expression; the <c>Add</c> that fills one without a builder is nowhere named.
    /// </summary>
    private static IEnumerable<IMethodSymbol?> FindOfCollection(ICollectionExpressionOperation collection) =>
        collection.ConstructMethod is { MethodKind: MethodKind.Constructor } constructor && !collection.Elements.IsEmpty
            ? [constructor, .. ImplicitMembers.FindInherited(constructor.ContainingType, "Add")
                .Where(static add => add.Parameters.Length == 1)]
            : [collection.ConstructMethod];

    private static IMethodSymbol? GetReader(ISymbol? member) => member as IMethodSymbol ?? (member as IPropertySymbol)?.GetMethod;

    private static ITypeSymbol?[] GetResources(IOperation resources) => resources is IVariableDeclarationGroupOperation group
        ? [.. group.Declarations.SelectMany(static declaration => declaration.Declarators)
            .Select(static declarator => declarator.Symbol.Type)]
        : [Unwrap(resources).Type];

    private static IOperation Unwrap(IOperation operation) =>
        operation is IConversionOperation { OperatorMethod: null, IsImplicit: true, Operand: var operand } ? Unwrap(operand) : operation;
}
