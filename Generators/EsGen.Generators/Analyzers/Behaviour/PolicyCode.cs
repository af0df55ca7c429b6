using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>What the code of a policy does that its <c>On</c> methods, and what of the class they call, must not do.</summary>
/// <param name="policy">The policy's class.</param>
/// <param name="helpers">The code of the whole compilation.</param>
internal sealed class PolicyCode(INamedTypeSymbol policy, HelperCode helpers)
{
    /// <summary>What is wrong with the code that is reached from an <c>On</c>.</summary>
    public IEnumerable<Diagnostic> GetDiagnostics(CancellationToken cancellationToken) => CallGraph
        .GetReachable(
            policy.GetMembers("On").Where(static member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary }),
            member => GetCalls(helpers.GetFacts(member, cancellationToken)))
        .SelectMany(helpers.GetOperations)
        .SelectMany(static code => code.DescendantsAndSelf())
        .SelectMany(GetDiagnostics);

    /// <summary>
    /// The class's own code that a member of it calls. A constructor gives another instance, or the class itself, its first state.
    /// </summary>
    private IEnumerable<ISymbol> GetCalls(MemberFacts facts) => facts.Calls
        .Concat(facts.HookCalls.Select(static call => call.Hook))
        .Where(member =>
            IsOfPolicy(member) && member is IMethodSymbol { MethodKind: not (MethodKind.Constructor or MethodKind.StaticConstructor) });

    private IEnumerable<Diagnostic> GetDiagnostics(IOperation operation)
    {
        if (operation is IInvocationOperation call && Stores(call))
        {
            yield return Diagnostic.Create(DiagnosticDescriptors.StoredInPolicy, operation.Syntax.GetLocation(), call.TargetMethod.Name);
        }

        if ((GetChanged(operation) is { } changed ? FindState(changed) : FindOwnCollection(operation)) is { } state)
        {
            yield return Diagnostic.Create(DiagnosticDescriptors.PolicyState, operation.Syntax.GetLocation(), state.Name);
        }
    }

    private bool IsOfPolicy(ISymbol member) => SymbolEqualityComparer.Default.Equals(member.ContainingType, policy);

    /// <summary>Whether a call stores something through a repository or an application.</summary>
    private static bool Stores(IInvocationOperation call)
    {
        // An extension gets it as its first argument, one of C# 14 in its own way.
        ITypeSymbol? receiver = call.Instance?.Type
            ?? call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value.Type;
        for (ITypeSymbol? type = receiver; type is INamedTypeSymbol named; type = type.BaseType)
        {
            if (!IsOfEsGen(named))
            {
                continue;
            }

            switch (named.Name)
            {
                case "EventSourcedApplication":
                    return call.TargetMethod.Name is "Save" or "SaveAsync" or "Update" or "UpdateAsync";
                case "EventStore":
                    return call.TargetMethod.Name is "Append" or "AppendAsync";
                case "EventSourcedRepository":
                    return call.TargetMethod.Name is "Save"
                        or "SaveAsync"
                        or "Update"
                        or "UpdateAsync"
                        or "TryCreate"
                        or "TryCreateAsync"
                        or "CreateAsync"
                        || (call.TargetMethod.Name == "Create" && named.TypeArguments is [INamedTypeSymbol entity]
                            && Attributes.Find(entity, AttributeNames.Entity) is not null);
            }
        }

        return false;
    }

    private static bool IsOfEsGen(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "EsGen", ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>What an operation changes; null if it changes nothing.</summary>
    private static IOperation? GetChanged(IOperation operation) => operation switch
    {
        IAssignmentOperation assignment => assignment.Target,
        IIncrementOrDecrementOperation increment => increment.Target,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value,
        _ => null,
    };

    /// <summary>A collection of the policy's own that is changed: one that it makes itself, not one that it is given.</summary>
    private ISymbol? FindOwnCollection(IOperation operation) =>
        operation is IInvocationOperation call
        && CollectionChange.GetChanged(call) is { } changed
        && FindState(changed) is (IFieldSymbol or IPropertySymbol) and var state
        && state.DeclaringSyntaxReferences.Select(static reference => reference.GetSyntax()).Any(static syntax =>
            syntax is VariableDeclaratorSyntax { Initializer.Value: not IdentifierNameSyntax }
                or PropertyDeclarationSyntax { Initializer.Value: not IdentifierNameSyntax })
            ? state
            : null;

    /// <summary>The policy's own state that is changed: a field, a property or a captured parameter; null if it is none.</summary>
    private ISymbol? FindState(IOperation changed) => changed switch
    {
        IFieldReferenceOperation field when IsOfPolicy(field.Field) => field.Field,
        IPropertyReferenceOperation property when IsOfPolicy(property.Property) => property.Property,
        IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter =>
            parameter.Parameter,
        IPropertyReferenceOperation { Instance: { } instance } => FindState(instance),
        IFieldReferenceOperation { Instance: { } instance } => FindState(instance),
        IArrayElementReferenceOperation element => FindState(element.ArrayReference),
        IConversionOperation conversion => FindState(conversion.Operand),
        ITupleOperation tuple => tuple.Elements.Select(FindState).FirstOrDefault(static state => state is not null),
        _ => null,
    };
}
