namespace EsGen.Generators.Emit.Policies;

/// <summary>Prints a policy's generated half: what takes events to its <c>On</c>, and what that returns to the runner.</summary>
internal static class PolicyEmitter
{
    private const string Services = "global::EsGen.CompilerServices.";

    // The events may be obsolete, even as an error: they stay in the store for ever.
    private const string Obsolete = "[global::System.Obsolete]";

    public static string Emit(PolicyModel model)
    {
        string contract = $"global::EsGen.IPolicy<{model.Type.FullName}>";
        return GeneratedFile.InType(model.Type, contract, writer =>
        {
            EmitDescription(writer, model, contract);
            writer.Blank();
            EmitHandle(writer, model, contract);
        });
    }

    private static void EmitDescription(SourceWriter writer, PolicyModel model, string contract)
    {
        writer.Line(Obsolete);
        writer.Line($"static {Services}PolicyDescription {contract}.Description {{ get; }} = new(");
        writer.Indent();
        writer.Line($"typeof({model.Type.FullName}),");
        writer.Line($"{Literal.Of(model.Name)},");
        writer.Line($"formerNames: [{string.Join(", ", model.FormerNames.Select(Literal.Of))}],");
        writer.Line($"entities: [{string.Join(", ", model.Entities.Select(static entity => $"{Services}HandledEntity.Of<{entity}>()"))}],");
        writer.Line("handlers:");
        writer.Line("[");
        writer.Indent();
        foreach (PolicyHandlerModel handler in model.Handlers)
        {
            writer.Line($"new(typeof({handler.Record}), returnsNothing: {(handler.ReturnsNothing ? "true" : "false")}),");
        }

        writer.Outdent();
        writer.Line("])");
        writer.Outdent();
        writer.Open();
        writer.Line($"StartsAt = global::EsGen.PolicyStart.{(model.StartsAtEnd ? "End" : "Beginning")},");
        writer.Line($"KeepsOrder = {(model.KeepsOrder ? "true" : "false")},");
        writer.Line($"Parallelism = {model.Parallelism},");
        writer.Close("};");
    }

    private static void EmitHandle(SourceWriter writer, PolicyModel model, string contract)
    {
        writer.Line(Obsolete);
        writer.Line($"static global::System.Threading.Tasks.ValueTask {contract}.HandleAsync(");
        writer.Indent();
        writer.Line($"{model.Type.FullName} policy,");
        writer.Line("global::EsGen.IDomainEvent @event,");
        writer.Line("global::EsGen.EventContext context,");
        writer.Line($"{Services}PolicyResults results,");
        writer.Line("global::System.Threading.CancellationToken cancellationToken)");
        writer.Outdent();
        writer.Open();
        writer.Open("switch (@event)");
        foreach (PolicyHandlerModel handler in model.Handlers)
        {
            writer.Line($"case {handler.Record} e:");
            writer.Indent();
            foreach (string line in GetCall(handler, $"policy.On(e{handler.Arguments})"))
            {
                writer.Line(line);
            }

            writer.Outdent();
        }

        writer.Line("default:");
        writer.Indent();
        writer.Line("return default;");
        writer.Outdent();
        writer.Close();
        writer.Close();
    }

    private static string[] GetCall(PolicyHandlerModel handler, string call) => handler.Result switch
    {
        PolicyResult.Nothing => [call + ";", "return default;"],
        PolicyResult.Task => [$"return {Services}PolicyResults.WaitAsync({call});"],
        PolicyResult.ValueTask => [$"return {call};"],
        PolicyResult.One => [$"results.Add({call});", "return default;"],
        PolicyResult.Many => [$"results.AddAll({call});", "return default;"],
        PolicyResult.TaskOfOne => [$"return results.AddAsync({call});"],
        _ => [$"return results.AddAllAsync({call});"],
    };
}
