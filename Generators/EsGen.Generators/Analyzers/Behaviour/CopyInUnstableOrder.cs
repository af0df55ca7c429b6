using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>
/// What becomes of an array or a list of elements that came in the order of hash codes: whether that order is seen by anything.
/// </summary>
internal static class CopyInUnstableOrder
{
    // What comes out the same in whatever order the elements are.
    private static readonly HashSet<string> s_settling = new(StringComparer.Ordinal)
    {
        "Order", "OrderDescending", "OrderBy", "OrderByDescending", "Count", "LongCount", "Sum", "Any", "All", "Contains", "Min", "Max",
        "Exists", "TrueForAll", "ToHashSet", "ToDictionary", "ToFrozenSet", "ToFrozenDictionary", "ToImmutableHashSet",
        "ToImmutableDictionary",
        "ToImmutableSortedSet", "ToImmutableSortedDictionary",
    };

    /// <summary>Whether nothing depends on a copy's order, or whatever it is handed to is reported itself.</summary>
    /// <param name="copy">The call that makes it.</param>
    public static bool IsHarmless(IInvocationOperation copy) =>
        Unconverted(copy).Parent is IArgumentOperation { Parent: IInvocationOperation call } && UnstableOrder.IsJudged(call.TargetMethod)
        || Unconverted(copy).Parent is ISpreadOperation
        || IsSettled(copy)
        || IsSorted(copy);

    /// <summary>Whether a copy goes into a variable that is sorted before anything else, or whose order nothing looks at.</summary>
    public static bool IsSorted(IOperation copy)
    {
        IOperation value = Unconverted(copy);
        (ISymbol? variable, IOperation? given) = value.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => (declarator.Symbol, declarator),
            ISimpleAssignmentOperation assignment when assignment.Value == value => (FindVariable(assignment.Target), assignment),
            _ => ((ISymbol?)null, (IOperation?)null),
        };
        if (variable is null || given is null || GetStatement(given) is not { Parent: IBlockOperation block } statement)
        {
            return false;
        }

        IOperation[] uses =
        [
            .. block.Operations
                .SkipWhile(next => next != statement)
                .Skip(1)
                .SelectMany(static next => next.DescendantsAndSelf())
                .Where(use => SymbolEqualityComparer.Default.Equals(FindVariable(use), variable)),
        ];
        return (uses.FirstOrDefault() is { } first && GetStatement(first)?.Parent == block && IsSort(first))
            || (variable is ILocalSymbol && uses.Length > 0 && uses.All(IsSettled));
    }

    private static bool IsSort(IOperation use)
    {
        IOperation value = Unconverted(use);
        IInvocationOperation? call = value.Parent as IInvocationOperation ?? value.Parent?.Parent as IInvocationOperation;
        return call is { TargetMethod: { Name: "Sort", ContainingType: var type } }
            && QuietTypes.IsOfPlatform(type)
            && (call.Instance == value || call.Arguments.FirstOrDefault()?.Value == value)
            && call.Parent is IExpressionStatementOperation;
    }

    private static bool IsSettled(IOperation use)
    {
        IOperation value = Unconverted(use);
        return value.Parent switch
        {
            IPropertyReferenceOperation { Property.Name: "Count" or "Length" } => true,
            IForEachLoopOperation loop => loop.Collection == value,
            IInvocationOperation call =>
                QuietTypes.IsOfPlatform(call.TargetMethod.ContainingType) && s_settling.Contains(call.TargetMethod.Name),
            IArgumentOperation { Parent: IInvocationOperation call } => QuietTypes.IsOfPlatform(call.TargetMethod.ContainingType)
                && (s_settling.Contains(call.TargetMethod.Name) || UnstableOrder.PutsIntoSet(call)),
            IArgumentOperation { Parent: IObjectCreationOperation { Type: { } made } } => UnstableOrder.IsWithoutOrder(made),
            _ => false,
        };
    }

    private static ISymbol? FindVariable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IMemberReferenceOperation
        {
            Instance: IInstanceReferenceOperation,
            Member: IFieldSymbol or IPropertySymbol { IsIndexer: false }
        } member => member.Member,
        _ => null,
    };

    private static IOperation Unconverted(IOperation operation)
    {
        IOperation value = operation;
        while (value.Parent is IConversionOperation { OperatorMethod: null } conversion)
        {
            value = conversion;
        }

        return value;
    }

    private static IOperation? GetStatement(IOperation operation)
    {
        IOperation? statement = operation;
        while (statement is { Parent: not IBlockOperation })
        {
            statement = statement.Parent;
        }

        return statement;
    }
}
