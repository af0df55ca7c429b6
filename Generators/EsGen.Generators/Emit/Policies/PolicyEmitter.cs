namespace EsGen.Generators.Emit.Policies;

/// <summary>Prints a policy's generated half: what takes events to its <c>On</c>, and what that returns to the runner.</summary>
internal static class PolicyEmitter
{
    private const string Services = "global::EsGen.CompilerServices.";

    // The events may be obsolete, even as an error: they stay in the store for ever.
    private const string Obsolete = "[global::System.Obsolete]";

    public static string Emit(PolicyModel model)
    {
        string type = model.Type.FullName;
        string contract = $"global::EsGen.IPolicy<{type}>";
        string entities = string.Join(", ", model.Entities.Select(static entity => $"{Services}HandledEntity.Of<{entity}>()"));
        return GeneratedFile.InType(model.Type, contract, writer => writer.Block($$"""
            {{Obsolete}}
            static {{Services}}PolicyDescription {{contract}}.Description { get; } = new(
                typeof({{type}}),
                {{Literal.Of(model.Name)}},
                formerNames: [{{string.Join(", ", model.FormerNames.Select(Literal.Of))}}],
                entities: [{{entities}}],
                handlers:
                [
                    {{Code.Lines(model.Handlers.Select(GetDescription))}}
                ])
            {
                StartsAt = global::EsGen.PolicyStart.{{(model.StartsAtEnd ? "End" : "Beginning")}},
                KeepsOrder = {{(model.KeepsOrder ? "true" : "false")}},
                Parallelism = {{model.Parallelism}},
            };

            {{Obsolete}}
            static global::System.Threading.Tasks.ValueTask {{contract}}.HandleAsync(
                {{type}} policy,
                global::EsGen.IDomainEvent @event,
                global::EsGen.EventContext context,
                {{Services}}PolicyResults results,
                global::System.Threading.CancellationToken cancellationToken)
            {
                switch (@event)
                {
                    {{Code.Lines(model.Handlers.Select(GetCase))}}
                    default:
                        return default;
                }
            }
            """));
    }

    private static string GetDescription(PolicyHandlerModel handler) =>
        $"new(typeof({handler.Record}), returnsNothing: {(handler.ReturnsNothing ? "true" : "false")}),";

    private static string GetCase(PolicyHandlerModel handler) => Code.Of($$"""
        case {{handler.Record}} e:
            {{GetCall(handler, $"policy.On(e{handler.Arguments})")}}
        """);

    private static string GetCall(PolicyHandlerModel handler, string call) => handler.Result switch
    {
        PolicyResult.Nothing => $"{call};\nreturn default;",
        PolicyResult.Task => $"return {Services}PolicyResults.WaitAsync({call});",
        PolicyResult.ValueTask => $"return {call};",
        PolicyResult.One => $"results.Add({call});\nreturn default;",
        PolicyResult.Many => $"results.AddAll({call});\nreturn default;",
        PolicyResult.TaskOfOne => $"return results.AddAsync({call});",
        _ => $"return results.AddAllAsync({call});",
    };
}
