using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Parsing.ReadModels;

/// <summary>The <c>On</c> methods.</summary>
internal sealed partial class ReadModelParser
{
    private readonly List<(EventHandlerModel Model, EventReference Event, IMethodSymbol Method)> _handlers = [];

    private void ParseHandlers()
    {
        foreach (IMethodSymbol method in GetMethods("On"))
        {
            if (method.IsStatic || !method.ReturnsVoid || method.IsAsync || !HasEventParameters(method))
            {
                Report(
                    DiagnosticDescriptors.ReadModelSignature,
                    GetLocation(method),
                    "On",
                    "must be an instance method that takes an event and if need be the EventContext, returns void and awaits nothing");
                continue;
            }

            if (FindEvent(method) is not { } e)
            {
                continue;
            }

            if (!IsFirst(method, e))
            {
                continue;
            }

            int index = FindRoute(method);
            string routing = index >= 0
                ? EventRoutings.Index
                : _keyOfs.ContainsKey(e.RecordName)
                ? EventRoutings.KeyOf
                : EventRoutings.Entity;
            bool ifExists = Attributes.Find(method, AttributeNames.IfExists) is not null;
            _handlers.Add((
                new EventHandlerModel(e.RecordName, routing, ifExists, method.Parameters.Length == 2, Math.Max(index, 0)),
                e,
                method));
        }

        if (!GetMethods("On").Any())
        {
            ReportUnsupported("it handles no event; write 'private void On(Entity.Event e)' for each event that changes a document.");
        }
    }

    private static bool HasEventParameters(IMethodSymbol method) => !method.IsGenericMethod
        && method.Parameters.All(static parameter => parameter is { RefKind: RefKind.None or RefKind.In, IsParams: false })
        && (method.Parameters.Length == 1 || (method.Parameters.Length == 2 && HookMethod.IsEventContext(method.Parameters[1].Type)));

    /// <returns>The number of the index; -1 without a route.</returns>
    private int FindRoute(IMethodSymbol method)
    {
        if (Attributes.Find(method, AttributeNames.RouteBy) is not { ConstructorArguments: [{ Value: string member }] } attribute)
        {
            return -1;
        }

        int index = _indexes.FindIndex(index => index.Members is [var only] && only.PropertyName.TrimStart('@') == member);
        if (index < 0
            || _indexes[index].Last.Type is not ({ Primitive: "Guid" } or { Shape: FieldShape.NullableValue, Element.Primitive: "Guid" }))
        {
            Report(
                DiagnosticDescriptors.RouteWithoutIndex,
                GetLocation(attribute),
                member,
                Type.Name);
        }

        return index;
    }
}
