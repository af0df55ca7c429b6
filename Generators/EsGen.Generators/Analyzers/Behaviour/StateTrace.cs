using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>
/// Finds whose state a piece of code changes, from where its values come: through members, elements, variables, and what methods return. An
/// origin is a field or property of an entity, a parameter of the code's own method, or the class of its <c>this</c>.
/// </summary>
/// <param name="code">The whole code of a member.</param>
/// <param name="type">The class whose code it is; null if the state of any entity is looked for.</param>
/// <param name="helpers">The code of the whole compilation.</param>
/// <param name="depth">How many methods and variables deep to look.</param>
internal sealed class StateTrace(IOperation code, INamedTypeSymbol? type, HelperCode helpers, int depth = 8)
{
    private readonly bool _isEntity = type is not null && EntityState.IsEntity(type);
    private LocalValues? _locals;

    /// <summary>The variables of the code.</summary>
    public LocalValues Locals => _locals ??= new LocalValues(code);

    /// <summary>Where the place that is assigned to belongs to; null for variables, and for what is nobody's state.</summary>
    public ISymbol? FindWritten(IOperation target)
    {
        IOperation written = Unwrap(target);
        switch (written)
        {
            // Setting an event property is a command; a property with a setter of the user's is judged by what that setter does.
            case IPropertyReferenceOperation { Property: { IsIndexer: false } property } when IsOfEntity(property):
                return !property.IsStatic
                    && EntityState.IsAutoProperty(property)
                    && !EntityState.HasWrittenSetter(property)
                    && !EntityState.IsEventProperty(property)
                    && EntityState.IsRecorded(property)
                    ? property
                    : null;
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection }:
                return FindChanged(collection);
            case IMemberReferenceOperation member:
                return FindMember(member, isElement: false, isShared: false);
            case IArrayElementReferenceOperation { ArrayReference: var array }:
                return FindChanged(array);
            case IImplicitIndexerReferenceOperation { Instance: var indexed }:
                return FindChanged(indexed);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                return GetThis();
            case IInvocationOperation { TargetMethod.ReturnsByRef: true }:
                return Find(written, isElement: false, isShared: true);
            case ILocalReferenceOperation { Local: { RefKind: RefKind.Ref } each }:
                return Locals.Get(each, written.Syntax)
                    .Where(static value => value.IsElement)
                    .Select(value => FindChanged(value.Value))
                    .FirstOrDefault(static found => found is not null);
            default:
                return null;
        }
    }

    /// <summary>Where a value that is changed belongs to.</summary>
    public ISymbol? FindChanged(IOperation value) => Find(value, isElement: false, IsReference(value.Type));

    /// <param name="value">A value.</param>
    /// <param name="isElement">Whether an element of it is looked for, so that another collection of the same elements does as
    /// well.</param>
    /// <param name="isShared">Whether there is a reference on the way, so that a copy of the value does as well.</param>
    private ISymbol? Find(IOperation? value, bool isElement, bool isShared)
    {
        if (value is null || depth == 0)
        {
            return null;
        }

        switch (Unwrap(value))
        {
            case IPropertyReferenceOperation { Property.IsIndexer: true, Property.IsStatic: false, Instance: { } collection } indexer
                when !IsOfEntity(indexer.Property):
                return isShared || indexer.Property.ReturnsByRef
                    ? Find(collection, isElement: true, isShared || IsReference(collection.Type))
                    : null;
            case IMemberReferenceOperation member:
                return member is IPropertyReferenceOperation { Property.ReturnsByRef: false }
                    or IFieldReferenceOperation { Field: { IsReadOnly: true, Type.IsReferenceType: false } } && !isShared
                    ? null
                    : FindMember(member, isElement, isShared);
            case IArrayElementReferenceOperation { ArrayReference: var array }:
                return Find(array, isElement: true, isShared: true);
            case IImplicitIndexerReferenceOperation { Instance: var indexed }:
                return Find(indexed, isElement: true, isShared || IsReference(indexed.Type));
            case IConditionalAccessInstanceOperation instance:
                return Find(EntityState.GetAccessed(instance), isElement, isShared);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                return GetThis();
            case ILocalReferenceOperation { Local: var local } reference:
                return isShared || local.RefKind != RefKind.None ? FindVariable(local, reference.Syntax, isElement, isShared) : null;
            case IParameterReferenceOperation { Parameter: var parameter } reference:
                return FindParameter(parameter, reference.Syntax, isElement, isShared);
            case IInvocationOperation call:
                return isShared ? FindReturned(call, isElement) : null;
            case IConditionalAccessOperation { WhenNotNull: var accessed }:
                return Find(accessed, isElement, isShared);
            case ICoalesceOperation coalesce:
                return Find(coalesce.Value, isElement, isShared) ?? Find(coalesce.WhenNull, isElement, isShared);
            case IConditionalOperation conditional:
                return Find(conditional.WhenTrue, isElement, isShared) ?? Find(conditional.WhenFalse, isElement, isShared);
            case ISwitchExpressionOperation choice:
                return First(choice.Arms, arm => Find(arm.Value, isElement, isShared));
            case ISimpleAssignmentOperation assignment:
                return Find(assignment.Value, isElement, isShared);
            case ICoalesceAssignmentOperation { Target: var target } assignment:
                return Find(target, isElement, isShared) ?? Find(assignment.Value, isElement, isShared);
            case ISpreadOperation spread:
                return Find(spread.Operand, isElement: true, isShared);
            case ICollectionExpressionOperation { Elements: var elements } when isElement && isShared:
                return First(elements, element => Find(element, isElement: false, isShared));
            case IArrayCreationOperation { Initializer.ElementValues: var elements } when isElement && isShared:
                return First(elements, element => Find(element, isElement: false, isShared));
            case IObjectCreationOperation { Constructor: { } constructor, Arguments: [{ Value: var given }, ..] }
                when isElement && QuietTypes.IsOfPlatform(constructor.ContainingType):
                return Find(given, isElement: true, isShared);
            default:
                return null;
        }
    }

    private ISymbol? FindMember(IMemberReferenceOperation reference, bool isElement, bool isShared)
    {
        ISymbol member = reference.Member;
        if (member.IsStatic || member is IEventSymbol or IMethodSymbol)
        {
            return null;
        }

        if (IsOfEntity(member))
        {
            // The field of a property is the user's 'field', and goes by the property's name.
            ISymbol state = (member as IFieldSymbol)?.AssociatedSymbol ?? member;
            return member is IPropertySymbol property && !EntityState.IsAutoProperty(property) && !EntityState.IsEventProperty(property)
                ? FindComputed(property, reference.Instance, isElement, isShared)
                : EntityState.IsRecorded(state) ? state : null;
        }

        // Another entity has a history of its own.
        if (!EntityState.IsRecorded(member) || EntityState.IsEntity(member.ContainingType))
        {
            return null;
        }

        if (member is IPropertySymbol { GetMethod: { } getter } computed
            && isShared
            && !EntityState.IsAutoProperty(computed)
            && helpers.IsFollowed(getter))
        {
            return FindComputed(computed, reference.Instance, isElement, isShared);
        }

        return Find(reference.Instance, isElement && member.Name is "Values" or "Value", isShared || IsReference(reference.Instance?.Type));
    }

    private ISymbol? FindComputed(IPropertySymbol property, IOperation? instance, bool isElement, bool isShared) =>
        property.GetMethod is { } getter && isShared ? FindReturned(getter, instance, [], isElement) : null;

    private ISymbol? FindVariable(ISymbol variable, SyntaxNode use, bool isElement, bool isShared)
    {
        if (depth <= 1)
        {
            return null;
        }

        StateTrace deeper = With(depth - 1);
        return First(Locals.Get(variable, use), value => value is { OutParameter: { } parameter, Value: IInvocationOperation call }
            ? isShared ? deeper.FindReturned(call.TargetMethod, call.Instance, [.. call.Arguments], isElement, parameter) : null
            : deeper.Find(value.Value, isElement || value.IsElement, isShared));
    }

    private ISymbol? FindParameter(
        IParameterSymbol parameter,
        SyntaxNode use,
        bool isElement,
        bool isShared) => parameter.ContainingSymbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction } =>
                isShared ? FindVariable(parameter, use, isElement, isShared) : null,
            _ when !isShared && parameter.RefKind == RefKind.None => null,

            // What it was before it was assigned belongs to the caller.
            _ =>
                Locals.Get(parameter, use).Any(value => value.IsCertainBefore(use))
                    ? FindVariable(parameter, use, isElement, isShared)
                    : parameter.OriginalDefinition,
        };

    private ISymbol? FindReturned(IInvocationOperation call, bool isElement)
    {
        IMethodSymbol method = call.TargetMethod;
        IOperation? receiver = ElementOperators.GetReceiver(call);
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return Locals.FindFunction(method.OriginalDefinition) is { Body: { } body } && depth > 1
                ? First(GetReturned(body), With(depth - 1), isElement)
                : null;
        }

        if (!QuietTypes.IsOfPlatform(method.ContainingType))
        {
            return FindReturned(method, call.Instance, [.. call.Arguments], isElement);
        }

        return method.Name switch
        {
            "Select" or "SelectMany" when isElement => First(
                call.Arguments.Select(static argument => argument.Value)
                    .OfType<IDelegateCreationOperation>()
                    .Select(static made => made.Target)
                    .OfType<IAnonymousFunctionOperation>(),
                lambda => First(GetReturned(lambda.Body), this, isElement: method.Name == "SelectMany")),
            "ToDictionary" or "ToLookup" or "GroupBy"
                when call.Arguments.Count(static argument => argument.Value is IDelegateCreationOperation) > 1 => null,
            "Concat" or "Union" or "Append" or "Prepend" when isElement =>
                First(
                    call.Arguments,
                    argument =>
                        Find(argument.Value, argument.Parameter?.Ordinal == 0 || method.Name is "Concat" or "Union", isShared: true)),
            var name when ElementOperators.GivesElement(name) => Find(receiver, isElement: true, isShared: true),
            var name when ElementOperators.GivesView(name) || (isElement && ElementOperators.GivesElements(name)) =>
                Find(receiver, isElement, isShared: true),
            _ => null,
        };
    }

    /// <summary>Where that comes from which a method of the compilation returns, or gives by an <c>out</c> parameter.</summary>
    private ISymbol? FindReturned(
        IMethodSymbol method,
        IOperation? instance,
        IReadOnlyList<IArgumentOperation> arguments,
        bool isElement,
        IParameterSymbol? outParameter = null)
    {
        IMethodSymbol target = CallGraph.Normalize(method);
        if (depth <= 1 || !helpers.IsFollowed(target))
        {
            return null;
        }

        foreach (IOperation body in helpers.GetOperations(target))
        {
            bool isOfEntity = EntityState.IsEntity(target.ContainingType);
            StateTrace inner = new(body, target.ContainingType, helpers, depth - 1);
            IEnumerable<(IOperation Value, bool IsElement)> all = outParameter is null
                ? GetReturned(body).Select(static value => (value, false))
                : inner.Locals.GetAll(target.Parameters[outParameter.Ordinal])
                    .Where(static value => value.OutParameter is null)
                    .Select(static value => (value.Value, value.IsElement));
            foreach ((IOperation returned, bool isElementOf) in all)
            {
                ISymbol? found = inner.Find(returned, isElement || isElementOf, isShared: true) switch
                {
                    null => null,
                    IParameterSymbol parameter =>
                        Find(
                            arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value,
                            isElement: false,
                            isShared: true),
                    INamedTypeSymbol => Find(instance, isElement: false, isShared: true),
                    var state => isOfEntity && (type is null || EntityState.IsMemberOf(state, type)) ? state : null,
                };
                if (found is not null)
                {
                    return found;
                }
            }
        }

        return null;
    }

    private StateTrace With(int remaining) => new(code, type, helpers, remaining) { _locals = Locals };

    /// <summary>Whether a member is one of the entity whose state is looked for.</summary>
    private bool IsOfEntity(ISymbol member) =>
        type is null ? EntityState.IsEntity(member.ContainingType) : _isEntity && EntityState.IsMemberOf(member, type);

    private ISymbol? GetThis() => _isEntity ? null : type;

    private static ISymbol? First<T>(
        IEnumerable<T> values,
        Func<T, ISymbol?> find) => values.Select(find).FirstOrDefault(static found => found is not null);

    private static ISymbol? First(
        IEnumerable<IOperation> values,
        StateTrace trace,
        bool isElement) => First(values, value => trace.Find(value, isElement, isShared: true));

    /// <summary>What a body returns, without the functions in it.</summary>
    private static IEnumerable<IOperation> GetReturned(IOperation body)
    {
        Stack<IOperation> open = new([body]);
        while (open.Count > 0)
        {
            IOperation current = open.Pop();
            if (current is IReturnOperation { ReturnedValue: { } value })
            {
                yield return value;
            }

            foreach (IOperation child in current.ChildOperations)
            {
                if (child is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
                {
                    open.Push(child);
                }
            }
        }
    }

    /// <summary>Whether copies of a value change together.</summary>
    public static bool IsReference(ITypeSymbol? type) =>
        type is { IsReferenceType: true }
            or { IsRefLikeType: true }
            or { Name: "Memory" or "ArraySegment", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private static IOperation Unwrap(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                // What a conversion of the user's makes is something else; to a span it isn't.
                case IConversionOperation conversion
                    when conversion.OperatorMethod is not { } method || QuietTypes.IsOfPlatform(method.ContainingType):
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                case ITranslatedQueryOperation query:
                    operation = query.Operation;
                    break;
                default:
                    return operation;
            }
        }
    }
}
