using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>What a member calls, and what is called through it.</summary>
internal sealed partial class MemberFactsCollector
{
    private void AddConcatenated(IOperation operand)
    {
        if (CultureSensitivity.GetSensitiveOperand(operand) is { } value)
        {
            AddNondeterminism(value, value.Syntax.ToString(), CultureSensitivity.Reason);
        }
    }

    private void AddTupleWrites(IOperation target, IOperation write)
    {
        switch (target)
        {
            case ITupleOperation tuple:
                foreach (IOperation element in tuple.Elements)
                {
                    AddTupleWrites(element, write);
                }

                break;
            case IDeclarationExpressionOperation:
                break;
            default:
                AddWrite(target, write);
                break;
        }
    }

    private void AddWrite(IOperation target, IOperation write)
    {
        if (trace.FindWritten(target) is { } state)
        {
            facts.StateWrites.Add((write.Syntax.GetLocation(), state));
        }
    }

    /// <summary>Adds a call that gets state, as the instance or as an argument, and may change it.</summary>
    private void AddStateCalls(IInvocationOperation call)
    {
        IMethodSymbol method = CallGraph.Normalize(call.TargetMethod);
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return;
        }

        if (!CallGraph.IsFollowed(method, entity.ContainingAssembly))
        {
            AddHandedMethods(call);
            return;
        }

        // What an entity's own methods do to it is judged where they do it.
        if (call.Instance is { } instance && !EntityState.IsEntity(method.ContainingType) && trace.FindChanged(instance) is { } state)
        {
            facts.StateCalls.Add((call.Syntax.GetLocation(), method, null, state));
        }

        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is { RefKind: not (RefKind.Ref or RefKind.Out) } parameter
                && StateTrace.IsReference(argument.Value.Type)
                && trace.FindChanged(argument.Value) is { } given)
            {
                facts.StateCalls.Add((call.Syntax.GetLocation(), method, parameter, given));
            }
        }
    }

    /// <summary>Adds the methods that a collection's method is handed by their name, and calls with each element.</summary>
    private void AddHandedMethods(IInvocationOperation call)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Value
                is IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: { Parameters: [{ } parameter, ..] } method } }
                && CallGraph.IsFollowed(method, entity.ContainingAssembly)
                && ElementOperators.GetReceiver(call) is { } receiver
                && receiver != argument.Value
                && trace.FindChanged(receiver) is { } state)
            {
                facts.StateCalls.Add((argument.Syntax.GetLocation(), CallGraph.Normalize(method), parameter, state));
            }
        }
    }

    private void AddCall(IMethodSymbol method, IOperation operation)
    {
        IMethodSymbol target = CallGraph.Normalize(method);
        if (EntityHooks.IsHook(target))
        {
            // That it is called at all is wrong enough: what it does is judged as if it weren't.
            facts.HookCalls.Add((operation.Syntax.GetLocation(), target));
            return;
        }

        facts.Calls.Add(target);
        if (EventMember.IsAnnotated(target) || (target.Name == "Raise" && EntityHooks.IsGenerated(target)))
        {
            facts.RaisedEvents.Add((operation.Syntax.GetLocation(), target.Name));
        }
    }

    private void AddCallOrHelper(IMethodSymbol method, IOperation operation)
    {
        if (EntityState.IsMemberOf(method, entity))
        {
            AddCall(method, operation);
            return;
        }

        AddFollowed(method);
        if (method.MethodKind == MethodKind.Ordinary
            && CallGraph.Normalize(method) is var target
            && CallGraph.IsFollowed(target, entity.ContainingAssembly)
            && EventMember.IsAnnotated(target))
        {
            facts.RaisedEvents.Add((operation.Syntax.GetLocation(), method.Name));
        }
    }

    // An event of an entity is made by its constructor, which an arm may do: what is wrong with it is said where it is declared.
    private void AddFollowed(ISymbol member)
    {
        ISymbol target = CallGraph.Normalize(member);
        if (target is IMethodSymbol { MethodKind: MethodKind.LocalFunction } || !CallGraph.IsFollowed(target, entity.ContainingAssembly))
        {
            return;
        }

        (EntityState.IsMemberOf(target, entity) ? facts.Calls : facts.Helpers).Add(target);

        // A static constructor that is written runs before anything else of its class does.
        if ((target.IsStatic || target is IMethodSymbol { MethodKind: MethodKind.Constructor })
            && target is not IMethodSymbol { MethodKind: MethodKind.StaticConstructor }
            && target.ContainingType.StaticConstructors.FirstOrDefault() is { IsImplicitlyDeclared: false } first)
        {
            AddFollowed(first);
        }
    }

    /// <summary>
    /// Adds that a member which no event sets is asked for its value: not where it only gets one, or is only told something.
    /// </summary>
    private void AddUnrecordedRead(ISymbol member, IOperation reference)
    {
        if (member.IsStatic
            || !EntityState.IsMemberOf(member, entity)
            || EntityState.IsRecorded((member as IFieldSymbol)?.AssociatedSymbol ?? member))
        {
            return;
        }

        IOperation operation = reference;
        while (operation.Parent is IMemberReferenceOperation
            or IArrayElementReferenceOperation
            or IConversionOperation
            or IConditionalAccessOperation
            || operation.Parent is IInvocationOperation call && call.Instance == operation)
        {
            operation = operation.Parent;
        }

        if (operation.Parent is not (IExpressionStatementOperation or IIncrementOrDecrementOperation)
            && !(operation.Parent is IAssignmentOperation assignment && assignment.Target == operation))
        {
            facts.UnrecordedReads.Add((reference.Syntax.GetLocation(), member));
        }
    }
}
