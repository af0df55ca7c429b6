using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>Collects the facts of one member; lambdas and local functions in it count as its own code.</summary>
/// <param name="facts">Where they go.</param>
/// <param name="entity">The class whose code it is.</param>
/// <param name="banned">What arms must not use.</param>
/// <param name="trace">Finds whose state is changed.</param>
internal sealed partial class MemberFactsCollector(
    MemberFacts facts,
    INamedTypeSymbol entity,
    BannedMembers banned,
    StateTrace trace) : OperationWalker
{
    private const string StaticStateReason = "static state changes without an event";

    public override void Visit(IOperation? operation)
    {
        base.Visit(operation);
        if (operation is null)
        {
            return;
        }

        foreach (IMethodSymbol method in ImplicitCalls.Of(operation))
        {
            if (method.MethodKind is MethodKind.UserDefinedOperator or MethodKind.Conversion)
            {
                AddUse(method, operation);
            }

            AddCallOrHelper(method, operation);
        }
    }

    public override void VisitSimpleAssignment(ISimpleAssignmentOperation operation)
    {
        AddWrite(operation.Target, operation);
        base.VisitSimpleAssignment(operation);
    }

    public override void VisitCompoundAssignment(ICompoundAssignmentOperation operation)
    {
        AddWrite(operation.Target, operation);
        if (operation.Type?.SpecialType == SpecialType.System_String)
        {
            AddConcatenated(operation.Value);
        }

        base.VisitCompoundAssignment(operation);
    }

    public override void VisitCoalesceAssignment(ICoalesceAssignmentOperation operation)
    {
        // What another class fills when it is asked first is a cache.
        if (EntityState.IsEntity(entity))
        {
            AddWrite(operation.Target, operation);
        }

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

    public override void VisitVariableDeclarator(IVariableDeclaratorOperation operation)
    {
        // Whoever holds the reference can write.
        if (operation is { Symbol.RefKind: RefKind.Ref, Initializer.Value: { } referred })
        {
            AddWrite(referred, operation);
        }

        base.VisitVariableDeclarator(operation);
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
        if (CultureSensitivity.IsSensitive(operation))
        {
            AddNondeterminism(operation, ShortName.Of(method), CultureSensitivity.Reason);
        }

        if (UnstableOrder.IsTaken(operation))
        {
            AddNondeterminism(operation, ShortName.Of(method), UnstableOrder.Reason);
        }

        if (CultureOrder.IsSensitive(method))
        {
            AddNondeterminism(operation, ShortName.Of(method), CultureOrder.Reason);
        }

        if (CollectionChange.GetChanged(operation) is { } collection)
        {
            if (trace.FindChanged(collection) is { } state)
            {
                facts.StateWrites.Add((operation.Syntax.GetLocation(), state));
            }
            else if (collection is IMemberReferenceOperation { Member: { IsStatic: true } shared })
            {
                AddNondeterminism(operation, ShortName.Of(shared), StaticStateReason);
            }
        }

        if (IsThrowHelper(method))
        {
            facts.Throws.Add(operation.Syntax.GetLocation());
        }

        AddStateCalls(operation);
        AddCallOrHelper(method, operation);
        base.VisitInvocation(operation);
    }

    public override void VisitMethodReference(IMethodReferenceOperation operation)
    {
        AddUse(operation.Method, operation);
        if (CultureSensitivity.IsSensitive(operation.Method))
        {
            AddNondeterminism(operation, ShortName.Of(operation.Method), CultureSensitivity.Reason);
        }

        AddCallOrHelper(operation.Method, operation);
        base.VisitMethodReference(operation);
    }

    public override void VisitPropertyReference(IPropertyReferenceOperation operation)
    {
        IPropertySymbol property = operation.Property;
        AddUse(property, operation);
        bool isOwn = EntityState.IsMemberOf(property, entity);
        if (isOwn || CallGraph.IsFollowed(property, entity.ContainingAssembly))
        {
            (bool reads, bool writes) = ImplicitCalls.GetUse(operation);
            foreach (IMethodSymbol accessor in new[] { reads
                ? property.GetMethod
                : null, writes ? property.SetMethod : null }.OfType<IMethodSymbol>())
            {
                AddFollowed(accessor);
            }

            if (property.IsStatic)
            {
                AddFollowed(property);
            }
        }

        if (property is { IsStatic: true, SetMethod: not null, DeclaringSyntaxReferences.Length: > 0 } || IsOfSharedObject(operation))
        {
            AddNondeterminism(operation, ShortName.Of(property), StaticStateReason);
        }

        if (isOwn && property.Name is "PendingEvents" or "IsFaulted" && EntityHooks.IsGenerated(property))
        {
            AddNondeterminism(
                operation,
                property.Name,
                "it tells what this instance has not saved, and a replayed one has nothing of that");
        }

        AddUnrecordedRead(property, operation);

        base.VisitPropertyReference(operation);
    }

    public override void VisitFieldReference(IFieldReferenceOperation operation)
    {
        AddUse(operation.Field, operation);
        if (operation.Field is { IsStatic: true, IsReadOnly: false, IsConst: false })
        {
            AddNondeterminism(operation, ShortName.Of(operation.Field), StaticStateReason);
        }
        else if (operation.Field is { IsStatic: true, IsConst: false })
        {
            AddFollowed(operation.Field);
        }

        AddUnrecordedRead(operation.Field, operation);
        base.VisitFieldReference(operation);
    }

    public override void VisitObjectCreation(IObjectCreationOperation operation)
    {
        if (operation.Constructor is { } constructor)
        {
            AddUse(constructor, operation);
            AddFollowed(constructor);
            if (CultureOrder.IsSensitive(operation))
            {
                AddNondeterminism(operation, constructor.ContainingType.Name, CultureOrder.Reason);
            }
        }

        base.VisitObjectCreation(operation);
    }

    public override void VisitSpread(ISpreadOperation operation)
    {
        if (UnstableOrder.IsTaken(operation))
        {
            AddNondeterminism(operation, operation.Syntax.ToString(), UnstableOrder.Reason);
        }

        base.VisitSpread(operation);
    }

    public override void VisitConversion(IConversionOperation operation)
    {
        // Whoever takes it as an interface of somebody else calls what it has for that: LINQ, a collection.
        if (operation is
            {
                OperatorMethod: null,
                Type: INamedTypeSymbol { TypeKind: TypeKind.Interface } taken,
                Operand.Type: INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } given
            }
            && CallGraph.IsFollowed(given, entity.ContainingAssembly)
            && !CallGraph.IsFollowed(taken, entity.ContainingAssembly))
        {
            foreach (IMethodSymbol method in Overrides.OfInterface(given, taken))
            {
                AddFollowed(method);
            }
        }

        base.VisitConversion(operation);
    }

    public override void VisitCollectionExpression(ICollectionExpressionOperation operation)
    {
        if (CultureOrder.IsSensitive(operation))
        {
            AddNondeterminism(operation, operation.Type!.Name, CultureOrder.Reason);
        }

        base.VisitCollectionExpression(operation);
    }

    public override void VisitAwait(IAwaitOperation operation)
    {
        AddNondeterminism(operation, "await", "the rest would run after the mutator has returned");
        base.VisitAwait(operation);
    }

    public override void VisitNameOf(INameOfOperation operation)
    {
        // What is named isn't used.
    }

    public override void VisitThrow(IThrowOperation operation)
    {
        if (!IsUnreachable(operation))
        {
            facts.Throws.Add(operation.Syntax.GetLocation());
        }

        base.VisitThrow(operation);
    }

    public override void VisitInterpolation(IInterpolationOperation operation)
    {
        if (CultureSensitivity.IsSensitive(operation))
        {
            AddNondeterminism(operation, operation.Expression.Syntax.ToString(), CultureSensitivity.Reason);
        }

        base.VisitInterpolation(operation);
    }

    public override void VisitInterpolatedStringAppend(IInterpolatedStringAppendOperation operation)
    {
        if (CultureSensitivity.GetSensitiveValue(operation) is { } value)
        {
            AddNondeterminism(operation, value.Syntax.ToString(), CultureSensitivity.Reason);
        }

        base.VisitInterpolatedStringAppend(operation);
    }

    public override void VisitBinaryOperator(IBinaryOperation operation)
    {
        if (operation is { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String })
        {
            AddConcatenated(operation.LeftOperand);
            AddConcatenated(operation.RightOperand);
        }

        base.VisitBinaryOperator(operation);
    }

    /// <summary>
    /// Whether a property is one that others can set, of an object that is the same for all: <c>Config.Instance.Rate</c>.
    /// </summary>
    private static bool IsOfSharedObject(IPropertyReferenceOperation operation) =>
        operation is
        {
            Property:
            {
                IsIndexer: false,
                SetMethod: { IsInitOnly: false, DeclaredAccessibility: not Accessibility.Private },
                DeclaringSyntaxReferences.Length: > 0
            },
            Instance: IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } }
                or IPropertyReferenceOperation { Property: { IsStatic: true, SetMethod: null } },
        };

    private void AddUse(ISymbol member, IOperation operation)
    {
        if (banned.GetReason(member) is { } reason
            && !(member is IMethodSymbol method && UtcDate.IsAsked(method) && new UtcDate(trace.Locals).IsGiven(operation)))
        {
            AddNondeterminism(operation, ShortName.Of(member), reason);
        }
    }

    private void AddNondeterminism(IOperation operation, string name, string reason)
    {
        // Of Random.Shared.Next() the whole is reported, and not Random.Shared once more.
        Location location = operation.Syntax.GetLocation();
        if (!facts.Nondeterminism.Any(other =>
            other.Reason == reason
                && other.Location.SourceTree == location.SourceTree
                && other.Location.SourceSpan.Contains(location.SourceSpan)))
        {
            facts.Nondeterminism.Add((location, name, reason));
        }
    }

    // What keeps a switch exhaustive says itself that no event gets there.
    private static bool IsUnreachable(IThrowOperation operation)
    {
        IOperation? thrown = operation.Exception;
        while (thrown is IConversionOperation conversion)
        {
            thrown = conversion.Operand;
        }

        return thrown?.Type is
        {
            Name: "UnreachableException",
            ContainingNamespace:
            {
                Name: "Diagnostics",
                ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true }
            },
        };
    }

    private static bool IsThrowHelper(IMethodSymbol method)
    {
        if (!method.IsStatic || !method.Name.StartsWith("Throw", StringComparison.Ordinal))
        {
            return false;
        }

        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (type is { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
            {
                return true;
            }
        }

        return false;
    }
}
