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
                if (e.Fields.Count > 0)
                {
                    writer.Line(
                        $"Codec.Decode{e.EventName}(item, "
                            + $"{string.Join(", ", e.Fields.Select(field => $"out {field.Type.Name} {variable(field)}"))});");
                }
                else
                {
                    writer.Line($"Codec.Decode{e.EventName}(item);");
                }

                writer.Line(
                    $"Apply{e.EventName}(entity, {string.Concat(e.Fields.Select(field => variable(field) + ", "))}new "
                        + "global::EsGen.EventContext(item));");
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
                writer.Line(
                    $"{(old.BecomesMany ? "ApplyAll" : "Apply")}(entity, {CodecEmitter.DecodeToday(old, "Codec.")}, "
                        + $"{(needsContext ? "context" : "new global::EsGen.EventContext(item)")}"
                            + $"{(old.BecomesMany ? ", item.Topic" : "")});");
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
