namespace EsGen.Generators.Emit;

/// <summary>How stored events are applied.</summary>
internal sealed partial class MutatorEmitter
{
    private static string GetReplay(EntityModel entity)
    {
        string type = entity.Type.Name;
        IEnumerable<string> cases =
        [
            .. entity.Events.Select(GetReplayCase),
            .. entity.OldVersions.Where(static old => old.Topics.Count > 0).Select(GetReplayCase),
            """
            default:
                throw Description.Unreadable(item);
            """,
        ];
        return Code.Of($$"""
            public static {{type}} Replay({{type}}? entity, in global::EsGen.SequencedItem item)
            {
                entity ??= new {{type}}(new global::EsGen.CompilerServices.EventRecorder(Description, item.SequenceId));
                switch (item.Topic)
                {
                    {{Code.Paragraphs(cases)}}
                }
            }
            """);
    }

    private static string GetReplayCase(EventModel e)
    {
        string topics = CodecEmitter.GetPattern(e.Topics);
        if (e.TakesRecord)
        {
            return Code.Of($$"""
                case {{topics}}:
                {
                    Apply{{e.MethodSuffix}}(entity, Codec.Decode{{e.MethodSuffix}}(item), new global::EsGen.EventContext(item));
                    return entity;
                }
                """);
        }

        // The method's own parameters are in scope beside the fields.
        string variable(FieldModel field) =>
            field.VariableName.TrimStart('@') is "entity" or "item"
                ? UniqueName.Beside(e.Fields, field.VariableName)
                : field.VariableName;
        string outs = string.Concat(e.Fields.Select(field => $", out {field.Type.Name} {variable(field)}"));
        string arguments = string.Concat(e.Fields.Select(field => variable(field) + ", "));
        return Code.Of($$"""
            case {{topics}}:
            {
                Codec.Decode{{e.EventName}}(item{{outs}});
                Apply{{e.EventName}}(entity, {{arguments}}new global::EsGen.EventContext(item));
                return entity;
            }
            """);
    }

    private static string GetReplayCase(OldVersionModel old)
    {
        string topics = CodecEmitter.GetPattern(old.Topics);
        bool needsContext = CodecEmitter.NeedsContext(old);
        string today = CodecEmitter.DecodeToday(old, "Codec.");
        string context = needsContext ? "context" : "new global::EsGen.EventContext(item)";
        string statements = old switch
        {
            { Path.Count: 0 } => StubEmitter.Throw(old.RecordName) + ";",
            { BecomesMany: true } => $"ApplyAll(entity, {today}, {context}, item.Topic);\nreturn entity;",
            _ => $"Apply(entity, {today}, {context});\nreturn entity;",
        };
        return needsContext
            ? Code.Of($$"""
                case {{topics}}:
                {
                    var context = new global::EsGen.EventContext(item);
                    {{statements}}
                }
                """)
            : Code.Of($$"""
                case {{topics}}:
                    {{statements}}
                """);
    }

    /// <summary>What an upcast made of one event: together it is one version of the entity.</summary>
    private static string GetApplyAll(EntityModel entity) => $$"""
        private static void ApplyAll({{entity.Type.Name}} entity, global::System.Collections.Generic.IEnumerable<Event> events, global::EsGen.EventContext context, string topic)
        {
            entity._recorder.BeginSplit();
            foreach (Event @event in events)
            {
                Apply(entity, @event, entity._recorder.GetPartContext(context));
            }

            entity._recorder.EndSplit(topic, context);
        }
        """;
}
