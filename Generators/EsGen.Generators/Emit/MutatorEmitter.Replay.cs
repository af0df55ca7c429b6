namespace EsGen.Generators.Emit;

/// <summary>How stored events are applied.</summary>
internal sealed partial class MutatorEmitter
{
    private static void EmitReplay(SourceWriter writer, EntityModel entity)
    {
        writer.Blank();
        writer.Open($"public static {entity.Type.Name} Replay({entity.Type.Name}? entity, in global::EsGen.SequencedItem item)");
        writer.Line($"entity ??= new {entity.Type.Name}(new global::EsGen.CompilerServices.EventRecorder(Description, item.SequenceId));");
        writer.Open("switch (item.Topic)");
        foreach (EventModel e in entity.Events)
        {
            writer.Line($"case {string.Join(" or ", e.Topics.Select(Literal.Of))}:");
            writer.Open();
            if (e.TakesRecord)
            {
                writer.Line($"Apply{e.MethodSuffix}(entity, Codec.Decode{e.MethodSuffix}(item), new global::EsGen.EventContext(item));");
            }
            else
            {
                // The method's own parameters are in scope beside the fields.
                string variable(FieldModel field) =>
                    field.VariableName.TrimStart('@') is "entity" or "item"
                        ? UniqueName.Beside(e.Fields, field.VariableName)
                        : field.VariableName;
                string outs = string.Concat(e.Fields.Select(field => $", out {field.Type.Name} {variable(field)}"));
                string arguments = string.Concat(e.Fields.Select(field => variable(field) + ", "));
                writer.Line($"Codec.Decode{e.EventName}(item{outs});");
                writer.Line($"Apply{e.EventName}(entity, {arguments}new global::EsGen.EventContext(item));");
            }

            writer.Line("return entity;");
            writer.Close();
            writer.Blank();
        }

        foreach (OldVersionModel old in entity.OldVersions.Where(static old => old.Topics.Count > 0))
        {
            writer.Line($"case {string.Join(" or ", old.Topics.Select(Literal.Of))}:");
            bool needsContext = CodecEmitter.NeedsContext(old);
            if (needsContext)
            {
                writer.Open();
                writer.Line("var context = new global::EsGen.EventContext(item);");
            }
            else
            {
                writer.Indent();
            }

            if (old.Path.Count == 0)
            {
                writer.Line(StubEmitter.Throw(old.RecordName) + ";");
            }
            else
            {
                string today = CodecEmitter.DecodeToday(old, "Codec.");
                string context = needsContext ? "context" : "new global::EsGen.EventContext(item)";
                writer.Line(old.BecomesMany
                    ? $"ApplyAll(entity, {today}, {context}, item.Topic);"
                    : $"Apply(entity, {today}, {context});");
                writer.Line("return entity;");
            }

            if (needsContext)
            {
                writer.Close();
            }
            else
            {
                writer.Outdent();
            }

            writer.Blank();
        }

        writer.Line("default:");
        writer.Indent();
        writer.Line("throw Description.Unreadable(item);");
        writer.Outdent();
        writer.Close();
        writer.Close();
    }

    /// <summary>What an upcast made of one event: together it is one version of the entity.</summary>
    private static void EmitApplyAll(SourceWriter writer, EntityModel entity)
    {
        if (!entity.HasSplitEvents)
        {
            return;
        }

        writer.Blank();
        writer.Open(
            $"private static void ApplyAll({entity.Type.Name} entity, global::System.Collections.Generic.IEnumerable<Event> events, "
                + "global::EsGen.EventContext context, string topic)");
        writer.Line("entity._recorder.BeginSplit();");
        writer.Open("foreach (Event @event in events)");
        writer.Line("Apply(entity, @event, entity._recorder.GetPartContext(context));");
        writer.Close();
        writer.Blank();
        writer.Line("entity._recorder.EndSplit(topic, context);");
        writer.Close();
    }
}
