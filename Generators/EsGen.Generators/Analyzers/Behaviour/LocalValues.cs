using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>
/// Which values the variables of some code can have: locals of every kind, and the parameters of its lambdas and local functions.
/// </summary>
internal sealed class LocalValues
{
    private readonly Dictionary<ISymbol, List<LocalValue>> _values = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, ILocalFunctionOperation> _functions = new(SymbolEqualityComparer.Default);

    /// <param name="code">The whole code of a member.</param>
    public LocalValues(IOperation code)
    {
        foreach (IOperation operation in code.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator:
                    Add(declarator.Symbol, value, isElement: false);
                    break;
                case ISimpleAssignmentOperation assignment:
                    AddAll(assignment.Target, assignment.Value, isElement: false);
                    break;
                case ICoalesceAssignmentOperation assignment:
                    AddAll(assignment.Target, assignment.Value, isElement: false);
                    break;
                case IDeconstructionAssignmentOperation assignment:
                    AddAll(assignment.Target, assignment.Value, isElement: false);
                    break;
                case IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: var each } } loop:
                    Add(each, loop.Collection, isElement: true);
                    break;
                case IForEachLoopOperation loop:
                    AddAll(loop.LoopControlVariable, loop.Collection, isElement: true);
                    break;
                case IIsPatternOperation test:
                    AddMatched(test.Pattern, test.Value);
                    break;
                case ISwitchExpressionOperation choice:
                    foreach (ISwitchExpressionArmOperation arm in choice.Arms)
                    {
                        AddMatched(arm.Pattern, choice.Value);
                    }

                    break;
                case ISwitchOperation choice:
                    foreach (IPatternCaseClauseOperation clause in choice.Cases.SelectMany(static section => section.Clauses)
                        .OfType<IPatternCaseClauseOperation>())
                    {
                        AddMatched(clause.Pattern, choice.Value);
                    }

                    break;
                case ILocalFunctionOperation function:
                    _functions[function.Symbol] = function;
                    break;
                case IInvocationOperation call:
                    AddOfCall(call);
                    break;
            }
        }
    }

    /// <summary>The values that a variable can have where it is used.</summary>
    public IEnumerable<LocalValue> Get(ISymbol variable, SyntaxNode use)
    {
        if (!_values.TryGetValue(variable, out List<LocalValue>? values))
        {
            return [];
        }

        // Whatever it was before the last assignment that certainly comes before the use, it isn't any more.
        int last = values.FindLastIndex(value => value.IsCertainBefore(use));
        return values.Skip(Math.Max(last, 0)).Where(value => value.MayReach(use));
    }

    /// <summary>All values that a variable gets.</summary>
    public IEnumerable<LocalValue> GetAll(ISymbol variable) => _values.TryGetValue(variable, out List<LocalValue>? values) ? values : [];

    public ILocalFunctionOperation? FindFunction(IMethodSymbol function) =>
        _functions.TryGetValue(function, out ILocalFunctionOperation? found) ? found : null;

    private void Add(ISymbol variable, IOperation value, bool isElement, IParameterSymbol? outParameter = null)
    {
        if (!_values.TryGetValue(variable, out List<LocalValue>? values))
        {
            _values.Add(variable, values = []);
        }

        values.Add(new LocalValue(value, isElement, outParameter));
    }

    /// <summary>Adds what an assignment makes of its target's variables, however deep in tuples they are.</summary>
    private void AddAll(IOperation target, IOperation value, bool isElement)
    {
        switch (target)
        {
            case IDeclarationExpressionOperation { Expression: var declared }:
                AddAll(declared, value, isElement);
                break;
            case var variable when FindVariable(variable) is { } assigned:
                Add(assigned, value, isElement);
                break;
            case ITupleOperation tuple:
                ITupleOperation? given = isElement
                    ? null
                    : (value is IConversionOperation conversion ? conversion.Operand : value) as ITupleOperation;
                for (int i = 0; i < tuple.Elements.Length; i++)
                {
                    AddAll(tuple.Elements[i], given?.Elements.Length == tuple.Elements.Length ? given.Elements[i] : value, isElement);
                }

                break;
        }
    }

    private void AddMatched(IPatternOperation pattern, IOperation value)
    {
        foreach (IOperation part in pattern.DescendantsAndSelf())
        {
            ISymbol? declared = part switch
            {
                IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
                IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
                IListPatternOperation list => list.DeclaredSymbol,
                _ => null,
            };
            if (declared is not null)
            {
                Add(declared, value, IsInList(part, pattern));
            }
        }
    }

    private static bool IsInList(IOperation part, IOperation pattern)
    {
        for (IOperation? current = part; current is not null && current != pattern; current = current.Parent)
        {
            if (current.Parent is IListPatternOperation)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Adds what a call gives: by <c>out</c> parameters, to a local function, and to the lambdas that a collection calls with its elements.
    /// </summary>
    private void AddOfCall(IInvocationOperation call)
    {
        IOperation? receiver = ElementOperators.GetReceiver(call);
        bool isOfPlatform = QuietTypes.IsOfPlatform(call.TargetMethod.ContainingType);
        if (call is { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: ILocalReferenceOperation { Local: var held } })
        {
            AddOfDelegate(held, call);
            return;
        }

        foreach (IArgumentOperation argument in call.Arguments)
        {
            switch (argument.Value)
            {
                case var value when call.TargetMethod.MethodKind == MethodKind.LocalFunction && argument.Parameter is { } parameter:
                    Add(parameter, value, isElement: false);
                    break;
                case IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }
                    when isOfPlatform && receiver is not null && receiver != argument.Value:
                    // Of Aggregate's the first parameter is what is made.
                    if (lambda.Symbol.Parameters.ElementAtOrDefault(call.TargetMethod.Name is "Aggregate" or "AddOrUpdate"
                        ? 1
                        : 0) is { } element)
                    {
                        Add(element, receiver, isElement: true);
                    }

                    break;
                case var value
                    when isOfPlatform
                        && receiver is not null
                        && argument.Parameter?.RefKind == RefKind.Out
                        && !ElementOperators.TakesOut(call.TargetMethod.Name):
                    AddAll(value, receiver, isElement: true);
                    break;
                case var value
                    when !isOfPlatform && argument.Parameter is { RefKind: RefKind.Out } parameter && FindVariable(value) is { } given:
                    Add(given, call, isElement: false, parameter);
                    break;
            }
        }
    }

    /// <summary>Adds what the parameters of a lambda get by a call of the variable that it is in.</summary>
    private void AddOfDelegate(ILocalSymbol held, IInvocationOperation call)
    {
        foreach (IAnonymousFunctionOperation lambda in GetAll(held).Select(static value => value.Value).OfType<IDelegateCreationOperation>()
            .Select(static made => made.Target).OfType<IAnonymousFunctionOperation>().ToArray())
        {
            foreach (IArgumentOperation argument in call.Arguments)
            {
                if (argument.Parameter is { Ordinal: var ordinal } && lambda.Symbol.Parameters.ElementAtOrDefault(ordinal) is { } parameter)
                {
                    Add(parameter, argument.Value, isElement: false);
                }
            }
        }
    }

    private static ISymbol? FindVariable(IOperation target) => target switch
    {
        IDeclarationExpressionOperation { Expression: var declared } => FindVariable(declared),
        ILocalReferenceOperation { Local: var local } => local,
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
        _ => null,
    };
}
