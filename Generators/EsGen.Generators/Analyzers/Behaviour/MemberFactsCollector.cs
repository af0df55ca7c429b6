using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EsGen.Generators;

/// <summary>Collects the facts of one member; lambdas and local functions in it count as its own code.</summary>
internal sealed class MemberFactsCollector(MemberFacts facts, INamedTypeSymbol entity, BannedMembers banned) : OperationWalker
{
    public override void VisitSimpleAssignment(ISimpleAssignmentOperation operation)
    {
        AddWrite(operation.Target, operation);
        base.VisitSimpleAssignment(operation);
    }

    public override void VisitCompoundAssignment(ICompoundAssignmentOperation operation)
    {
        AddWrite(operation.Target, operation);
        base.VisitCompoundAssignment(operation);
    }

    public override void VisitCoalesceAssignment(ICoalesceAssignmentOperation operation)
    {
        AddWrite(operation.Target, operation);
        base.VisitCoalesceAssignment(operation);
    }

    public override void VisitIncrementOrDecrement(IIncrementOrDecrementOperation operation)
    {
        AddWrite(operation.Target, operation);
        base.VisitIncrementOrDecrement(operation);
    }

    public override void VisitDeconstructionAssignment(IDeconstructionAssignmentOperation operation)
    {
        AddTupleWrites(operation.Target, operation);
        base.VisitDeconstructionAssignment(operation);
    }

    public override void VisitArgument(IArgumentOperation operation)
    {
        if (operation.Parameter is { RefKind: RefKind.Ref or RefKind.Out })
        {
            AddWrite(operation.Value, operation);
        }

        base.VisitArgument(operation);
    }

    public override void VisitInvocation(IInvocationOperation operation)
    {
        IMethodSymbol method = operation.TargetMethod;
        AddUse(method, operation);
        if (operation.Instance is { } instance && EntityState.ChangesCollection(method) && EntityState.GetRoot(instance, entity) is { } state)
        {
            facts.StateWrites.Add((operation.Syntax.GetLocation(), state));
        }

        if (EntityState.IsMemberOf(method, entity))
        {
            AddCall(method, operation);
        }

        base.VisitInvocation(operation);
    }

    public override void VisitMethodReference(IMethodReferenceOperation operation)
    {
        AddUse(operation.Method, operation);
        if (EntityState.IsMemberOf(operation.Method, entity))
        {
            AddCall(operation.Method, operation);
        }

        base.VisitMethodReference(operation);
    }

    public override void VisitPropertyReference(IPropertyReferenceOperation operation)
    {
        IPropertySymbol property = operation.Property;
        AddUse(property, operation);
        if (EntityState.IsMemberOf(property, entity))
        {
            // Which accessor is used matters less than that one of them is: both belong to one property.
            foreach (IMethodSymbol accessor in new[] { property.GetMethod, property.SetMethod }.OfType<IMethodSymbol>())
            {
                facts.Calls.Add(CallGraph.Normalize(accessor));
            }
        }
        else if (property is { IsStatic: true, SetMethod: not null, DeclaringSyntaxReferences.Length: > 0 })
        {
            AddNondeterminism(operation, property, "static state changes without an event");
        }

        base.VisitPropertyReference(operation);
    }

    public override void VisitFieldReference(IFieldReferenceOperation operation)
    {
        AddUse(operation.Field, operation);
        if (operation.Field is { IsStatic: true, IsReadOnly: false, IsConst: false })
        {
            AddNondeterminism(operation, operation.Field, "static state changes without an event");
        }

        base.VisitFieldReference(operation);
    }

    public override void VisitObjectCreation(IObjectCreationOperation operation)
    {
        if (operation.Constructor is { } constructor)
        {
            AddUse(constructor, operation);
        }

        base.VisitObjectCreation(operation);
    }

    public override void VisitAwait(IAwaitOperation operation)
    {
        facts.Nondeterminism.Add((operation.Syntax.GetLocation(), "await", "the rest would run after the mutator has returned"));
        base.VisitAwait(operation);
    }

    public override void VisitThrow(IThrowOperation operation)
    {
        facts.Throws.Add(operation.Syntax.GetLocation());
        base.VisitThrow(operation);
    }

    public override void VisitInterpolation(IInterpolationOperation operation)
    {
        if (CultureSensitivity.IsSensitive(operation.Expression.Type)
            && operation.Parent is { Parent: not IInterpolatedStringHandlerCreationOperation })
        {
            facts.Nondeterminism.Add((operation.Syntax.GetLocation(), operation.Expression.Syntax.ToString(), CultureSensitivity.Reason));
        }

        base.VisitInterpolation(operation);
    }

    public override void VisitBinaryOperator(IBinaryOperation operation)
    {
        if (operation is { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String })
        {
            foreach (IOperation operand in new[] { operation.LeftOperand, operation.RightOperand })
            {
                if (operand is IConversionOperation { Operand: var value } && CultureSensitivity.IsSensitive(value.Type))
                {
                    facts.Nondeterminism.Add((value.Syntax.GetLocation(), value.Syntax.ToString(), CultureSensitivity.Reason));
                }
            }
        }

        base.VisitBinaryOperator(operation);
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
        if (EntityState.GetWritten(target, entity) is { } state)
        {
            facts.StateWrites.Add((write.Syntax.GetLocation(), state));
        }
    }

    private void AddCall(IMethodSymbol method, IOperation operation)
    {
        IMethodSymbol target = CallGraph.Normalize(method);
        facts.Calls.Add(target);
        if (EntityHooks.IsHook(target))
        {
            facts.HookCalls.Add((operation.Syntax.GetLocation(), target));
        }
        else if (EntityParser.IsAnnotated(target) || (target.Name == "Raise" && EntityHooks.IsGenerated(target)))
        {
            facts.RaisedEvents.Add((operation.Syntax.GetLocation(), target.Name));
        }
    }

    private void AddUse(ISymbol member, IOperation operation)
    {
        if (banned.GetReason(member) is { } reason)
        {
            AddNondeterminism(operation, member, reason);
        }
        else if (member is IMethodSymbol method && CultureSensitivity.IsSensitive(method))
        {
            AddNondeterminism(operation, member, CultureSensitivity.Reason);
        }
    }

    private void AddNondeterminism(IOperation operation, ISymbol member, string reason) =>
        facts.Nondeterminism.Add((operation.Syntax.GetLocation(), GetShortName(member), reason));

    private static string GetShortName(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => "new " + member.ContainingType.Name,
        { ContainingType: { } type } => $"{type.Name}.{member.Name}",
        _ => member.Name,
    };
}
