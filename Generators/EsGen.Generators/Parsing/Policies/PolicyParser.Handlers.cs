using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Parsing.Policies;

/// <summary>The <c>On</c> methods.</summary>
internal sealed partial class PolicyParser
{
    private readonly List<(PolicyHandlerModel Model, EventReference Event, IMethodSymbol Method)> _handlers = [];

    private void ParseHandlers()
    {
        IMethodSymbol[] methods = [.. GetMethods("On")];
        foreach (IMethodSymbol method in methods)
        {
            if (method.IsStatic || method.IsGenericMethod || GetArguments(method) is not { } arguments)
            {
                Report(
                    DiagnosticDescriptors.ReadModelSignature,
                    GetLocation(method),
                    "On",
                    "must be an instance method that takes an event and, if need be, the EventContext and a CancellationToken");
                continue;
            }

            if (FindEvent(method) is not { } e)
            {
                continue;
            }

            if (GetResult(method) is not { } result)
            {
                Report(
                    DiagnosticDescriptors.PolicyResultType,
                    GetLocation(method),
                    method is { ReturnsVoid: true, IsAsync: true } ? "async void" : Describe(method.ReturnType));
                continue;
            }

            if (IsFirst(method, e))
            {
                _handlers.Add((new PolicyHandlerModel(e.RecordName, result, arguments), e, method));
            }
        }

        if (methods.Length == 0)
        {
            ReportUnsupported(
                "it handles no event; write 'private Invoice On(Order.Placed e)' for each event from which something follows.");
        }
    }

    private void CheckSettings()
    {
        if (_handlers.FirstOrDefault(static handler => handler.Model.ReturnsNothing) is { Method: { } effect }
            && !Attribute.NamedArguments.Any(static argument => argument.Key == "StartsAt"))
        {
            Report(DiagnosticDescriptors.PolicyStartUnknown, GetLocation(effect), Type.Name);
        }

        if (GetSetting("Parallelism") is not int parallelism)
        {
            return;
        }

        if (parallelism < 1)
        {
            Report(
                DiagnosticDescriptors.PolicyParallelism,
                GetLocation(Attribute),
                $"The Parallelism of '{Type.Name}' is {parallelism}; it is at least 1");
        }
        else if (parallelism > 1 && _handlers.FirstOrDefault(static handler => !handler.Model.ReturnsNothing) is { Method: { } returning })
        {
            Report(
                DiagnosticDescriptors.PolicyParallelism,
                GetLocation(returning),
                $"'{Type.Name}' can't handle several events at once, because this On returns what is stored in one commit with the "
                    + "position; remove Parallelism");
        }
    }

    /// <summary>What a method is called with behind the event; null if that can't be given.</summary>
    private static string? GetArguments(IMethodSymbol method)
    {
        if (method.Parameters.Length == 0
            || method.Parameters.Any(static parameter => parameter is { IsParams: true } or { RefKind: not (RefKind.None or RefKind.In) }))
        {
            return null;
        }

        List<string> arguments = [];
        foreach (IParameterSymbol parameter in method.Parameters.Skip(1))
        {
            string? argument = HookMethod.IsEventContext(parameter.Type) ? "context" : IsToken(parameter.Type) ? "cancellationToken" : null;
            if (argument is null || arguments.Contains(argument))
            {
                return null;
            }

            arguments.Add(argument);
        }

        return string.Concat(arguments.Select(static argument => ", " + argument));
    }

    private static bool IsToken(ITypeSymbol type) => type is { Name: "CancellationToken" } && TypeNamespace.Is(type, "System.Threading");

    /// <returns>What it gives back; null if a policy can't give that.</returns>
    private static PolicyResult? GetResult(IMethodSymbol method)
    {
        if (method.ReturnsVoid)
        {
            return method.IsAsync ? null : PolicyResult.Nothing;
        }

        if (method.RefKind != RefKind.None)
        {
            return null;
        }

        ITypeSymbol type = method.ReturnType;
        if (type is INamedTypeSymbol { Name: "Task" or "ValueTask" } task && TypeNamespace.Is(task, "System.Threading.Tasks"))
        {
            return task.TypeArguments switch
            {
                [] => task.Name == "Task" ? PolicyResult.Task : PolicyResult.ValueTask,
                [var result] when IsInstance(result) => PolicyResult.TaskOfOne,
                [var result] when IsSeveral(result) => PolicyResult.TaskOfMany,
                _ => null,
            };
        }

        return IsInstance(type) ? PolicyResult.One : IsSeveral(type) ? PolicyResult.Many : null;
    }

    /// <summary>Whether a type is one of entities. The generator doesn't see the interface that it writes itself.</summary>
    private static bool IsInstance(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current is INamedTypeSymbol named && EventSourcedType.GetAttribute(named) is not null)
            {
                return true;
            }
        }

        return IsEventSourced(type) || type.AllInterfaces.Any(IsEventSourced);
    }

    private static bool IsSeveral(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => IsInstance(array.ElementType),
        INamedTypeSymbol named => named.AllInterfaces.Prepend(named).Any(static one =>
            one is { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T, TypeArguments: [var element] }
                && IsInstance(element)),
        _ => false,
    };

    private static bool IsEventSourced(ITypeSymbol type) =>
        type is { Name: "IEventSourced", TypeKind: TypeKind.Interface } && TypeNamespace.Is(type, "EsGen");
}
