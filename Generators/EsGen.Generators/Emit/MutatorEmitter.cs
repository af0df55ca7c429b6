namespace EsGen.Generators.Emit;

/// <summary>Prints the identity, <c>Mutate</c> and <c>Replay</c>, and the mutator's arms.</summary>
internal sealed partial class MutatorEmitter(PayloadTypes types)
{
    private readonly ValueExpressions _value = new(types, "Codec.");

    public static string Emit(EntityModel entity) => new MutatorEmitter(new PayloadTypes(entity.PayloadTypes)).EmitMutator(entity);

    private string EmitMutator(EntityModel entity) => GeneratedFile.InType(entity.Type, GetContract(entity), writer =>
    {
        EmitIdentity(writer, entity);
        EmitEntryPoints(writer, entity);
        EmitHookDeclarations(writer, entity);
        writer.Blank();
        writer.Block($$"""
            /// <summary>Applies events to the state, whether they come from a command, a test or the store.</summary>
            {{GeneratedFile.GeneratedCode}}
            {{(entity.HasObsoleteEvents ? GeneratedFile.Obsolete : "")}}
            private static class Mutator
            {
                {{Code.Paragraphs([
                    GetDescription(entity),
                    GetApply(entity),
                    GetReplay(entity),
                    entity.HasSplitEvents ? GetApplyAll(entity) : "",
                    new GuardsEmitter(types).GetMethod(entity),
                    .. entity.Events.Select(e => GetArm(entity, e)),
                ])}}
            }
            """);
    }, static writer => writer.Line(
        "[global::System.Diagnostics.DebuggerDisplay(\"{_recorder}\"), "
            + "global::System.Diagnostics.DebuggerTypeProxy(typeof(global::EsGen.CompilerServices.EntityDebugView))]"));

    private static void EmitIdentity(SourceWriter writer, EntityModel entity)
    {
        writer.Block($$"""
            private readonly global::EsGen.CompilerServices.EventRecorder _recorder;

            {{(entity.HasRequiredMembers ? GeneratedFile.SetsRequiredMembers : "")}}
            private {{entity.Type.Name}}(global::EsGen.CompilerServices.EventRecorder recorder) => _recorder = recorder;
            """);
        (string Type, string Name, string Documentation)[] properties =
        [
            ("global::System.Guid", "Id", "The id, by which repositories find it."),
            ("long", "Version", "How many events have been applied: the position of the next one."),
            ("global::System.DateTimeOffset", "CreatedOn", "When the first event was raised, in UTC."),
            ("global::System.DateTimeOffset", "LastModified", "When the latest event was raised, in UTC."),
            ("bool", "IsDiscarded", "Whether it has come to its end: it can be read, but nothing can happen to it any more."),
            (
                "bool",
                "IsFaulted",
                "Whether a command or save on this instance failed, so that it may differ from what is stored; load it again to go on."),
        ];
        IEnumerable<(string, string, string)> free = properties.Where(property => !entity.TakenNames.Contains(property.Name));
        foreach ((string type, string name, string documentation) in free)
        {
            writer.Blank();
            writer.Block($$"""
                /// <summary>{{documentation}}</summary>
                {{GeneratedFile.GeneratedCode}}
                public {{type}} {{name}} => _recorder.{{name}};
                """);
        }

        if (!entity.TakenNames.Contains("PendingEvents"))
        {
            writer.Blank();
            writer.Block($$"""
                /// <summary>The events that happened to this instance and are not stored yet, oldest first: a copy.</summary>
                {{GeneratedFile.GeneratedCode}}
                public global::System.Collections.Generic.IReadOnlyList<Event> PendingEvents => _recorder.GetPendingEvents<Event>();
                """);
        }

        writer.Blank();
        writer.Line("global::EsGen.CompilerServices.EventRecorder global::EsGen.IEventSourced.Recorder => _recorder;");
    }

    private static string GetContract(EntityModel entity) => $"global::EsGen.IEventSourced<{entity.Type.FullName}>";

    private static void EmitEntryPoints(SourceWriter writer, EntityModel entity)
    {
        string name = entity.Type.Name;
        string type = entity.Type.FullName;
        string contract = GetContract(entity);
        if (!entity.TakenNames.Contains("Mutate"))
        {
            writer.Blank();
            writer.Block($$"""
                /// <summary>Applies the next event to an instance that was made by this method or by <c>Replay</c>: the mutator, for unit tests and tools.</summary>
                /// <param name="entity">The instance so far; null before the event that creates it.</param>
                /// <param name="event">The next event.</param>
                /// <param name="context">What surrounds it; its position must be the instance's version.</param>
                /// <returns>The instance; null after the event that discards it.</returns>
                /// <exception cref="global::EsGen.SequenceCorruptException">The event can't be the next one of this instance.</exception>
                /// <remarks>An instance with events of its own that are stored or pending is faulted by it, because it no longer agrees with the store.</remarks>
                {{GeneratedFile.GeneratedCode}}
                public static {{name}}? Mutate({{name}}? entity, Event @event, global::EsGen.EventContext context)
                {
                    global::System.ArgumentNullException.ThrowIfNull(@event);
                    entity ??= new {{name}}(new global::EsGen.CompilerServices.EventRecorder(Mutator.Description, context.Id));
                    Mutator.Apply(entity, @event, context);
                    entity._recorder.MarkMutatedFromOutside();
                    return entity._recorder.IsDiscarded ? null : entity;
                }
                """);
        }

        if (!entity.TakenNames.Contains("Replay"))
        {
            writer.Blank();
            writer.Block($$"""
                /// <summary>Replays events without a store, for unit tests: the instance collects what happens to it from then on.</summary>
                /// <param name="id">The id.</param>
                /// <param name="events">The events from the first one on; they are stamped with the Unix epoch.</param>
                /// <returns>The instance; null if there are no events or the last one discards it.</returns>
                /// <exception cref="global::EsGen.SequenceCorruptException">The events can't be a history.</exception>
                {{GeneratedFile.GeneratedCode}}
                public static {{name}}? Replay(global::System.Guid id, global::System.Collections.Generic.IEnumerable<Event> events)
                {
                    global::System.ArgumentNullException.ThrowIfNull(events);
                    {{name}} entity = new(new global::EsGen.CompilerServices.EventRecorder(Mutator.Description, id));
                    foreach (Event @event in events)
                    {
                        Mutator.Apply(entity, @event, new global::EsGen.EventContext(id, entity._recorder.Version, global::System.DateTimeOffset.UnixEpoch));
                    }

                    return entity._recorder.Version == 0 || entity._recorder.IsDiscarded ? null : entity;
                }
                """);
        }

        writer.Blank();
        writer.Block($$"""
            static global::EsGen.CompilerServices.EntityDescription {{contract}}.Description => Mutator.Description;

            static {{type}} {{contract}}.Create(global::EsGen.CompilerServices.EventRecorder recorder, global::EsGen.IDomainEvent creation)
            {
                {{name}} entity = new(recorder);
                entity.Raise((Event)creation);
                return entity;
            }

            static void {{contract}}.Apply({{type}} entity, global::EsGen.IDomainEvent e, global::EsGen.EventContext context) => Mutator.Apply(entity, e, context);

            static {{type}} {{contract}}.Replay({{type}}? entity, in global::EsGen.SequencedItem item) => Mutator.Replay(entity, item);

            static global::EsGen.SequencedItem {{contract}}.Encode(global::EsGen.IDomainEvent e, global::EsGen.EventContext context) => Codec.Encode(e, context);

            static global::EsGen.IDomainEvent {{contract}}.Decode(in global::EsGen.SequencedItem item) => Codec.Decode(item);
            """);
        if (entity.HasSplitEvents)
        {
            writer.Blank();
            writer.Line(
                $"static global::System.Collections.Generic.IReadOnlyList<global::EsGen.IDomainEvent> {contract}.DecodeAll(in "
                    + "global::EsGen.SequencedItem item) => Codec.DecodeAll(item);");
        }
    }

    private static void EmitHookDeclarations(SourceWriter writer, EntityModel entity)
    {
        foreach (EventModel e in entity.Events)
        {
            if (e.When?.Declaration is { } declaration)
            {
                writer.Blank();
                writer.Line($"/// <summary>Changes the state as <c>{XmlText.Of(e.Topics[0])}</c> says, now and on every replay.</summary>");
                writer.Line(declaration + ";");
            }
        }

        foreach (string declaration in entity.StrayHookDeclarations)
        {
            writer.Blank();
            writer.Line(declaration + ";");
        }
    }

    private string GetApply(EntityModel entity) => Code.Of($$"""
        public static void Apply({{entity.Type.Name}} entity, global::EsGen.IDomainEvent @event, global::EsGen.EventContext context)
        {
            switch (@event)
            {
                {{Code.Lines(entity.Events.Select(GetCase))}}
                default:
                    throw Description.NotAnEvent(@event);
            }
        }
        """);

    private string GetCase(EventModel e)
    {
        string arguments = e.TakesRecord
            ? _value.Access(e, "e") + ", "
            : string.Concat(e.Fields.Select(field => _value.Access(field, "e") + ", "));
        return Code.Of($$"""
            case {{e.RecordName}} e:
                Apply{{e.MethodSuffix}}(entity, {{arguments}}context);
                break;
            """);
    }

    private string GetArm(EntityModel entity, EventModel e)
    {
        string self = UniqueName.Beside(e.Fields, "entity");
        string context = UniqueName.Beside(e.Fields, "context");
        string mutation = UniqueName.Beside(e.Fields, "mutation");
        string method = e.TakesRecord ? e.MethodSuffix : e.EventName;
        string parameters = e.TakesRecord
            ? $"{e.RecordName} e, "
            : string.Concat(e.Fields.Select(static field => $"{field.Type.Name} {field.VariableName}, "));
        string change = e.When is { IsCallable: false }
            ? StubEmitter.Throw(e.When.Name) + ";"
            : Code.Lines([.. GetAssignments(e, self, context), $"{mutation}.Complete();"]);
        return Code.Of($$"""
            private static void Apply{{method}}({{entity.Type.Name}} {{self}}, {{parameters}}in global::EsGen.EventContext {{context}})
            {
                using var {{mutation}} = {{self}}._recorder.BeginMutation({{Literal.Of(e.Topics[0])}}, global::EsGen.CompilerServices.EventKind.{{e.Kind}}, {{context}});
                {{change}}
            }
            """);
    }

    /// <summary>A call of the user's <c>When</c>, or what stands for it.</summary>
    private IEnumerable<string> GetAssignments(EventModel e, string self, string context)
    {
        if (e.When is { } when)
        {
            IEnumerable<string> fields = e.TakesRecord ? ["e"] : e.Fields.Select(static field => field.VariableName);
            return [$"{self}.{when.Name}({string.Join(", ", when.TakesContext ? [.. fields, context] : fields)});"];
        }

        return e.Origin == EventOrigin.Retired
            ? []
            : e.Fields.Select(field => $"{self}.{field.AssignedTo} = {(e.TakesRecord ? _value.Access(field, "e") : field.VariableName)};");
    }
}
