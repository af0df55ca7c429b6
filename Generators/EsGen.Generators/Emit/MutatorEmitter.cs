namespace EsGen.Generators.Emit;

/// <summary>Prints the identity, <c>Mutate</c> and <c>Replay</c>, and the mutator's arms.</summary>
internal sealed class MutatorEmitter(PayloadTypes types)
{
    private readonly ValueExpressions _value = new(types, "Codec.");

    public static string Emit(EntityModel entity) => new MutatorEmitter(new PayloadTypes(entity.PayloadTypes)).EmitMutator(entity);

    private string EmitMutator(EntityModel entity) => GeneratedFile.InType(entity.Type, $"global::EsGen.IEventSourced<{entity.Type.FullName}>", writer =>
    {
        EmitIdentity(writer, entity);
        EmitEntryPoints(writer, entity);
        EmitHookDeclarations(writer, entity);
        writer.Blank();
        writer.Line("/// <summary>Applies events to the state, whether they come from a command, a test or the store.</summary>");
        writer.Line(GeneratedFile.GeneratedCode);
        if (entity.HasObsoleteEvents)
        {
            writer.Line(GeneratedFile.Obsolete);
        }

        writer.Open("private static class Mutator");
        EmitDescription(writer, entity);
        EmitApply(writer, entity);
        EmitReplay(writer, entity);
        EmitApplyAll(writer, entity);
        new GuardsEmitter(types).EmitMethod(writer, entity);
        foreach (EventModel e in entity.Events)
        {
            EmitArm(writer, entity, e);
        }

        writer.Close();
    }, static writer => writer.Line("[global::System.Diagnostics.DebuggerDisplay(\"{_recorder}\"), global::System.Diagnostics.DebuggerTypeProxy(typeof(global::EsGen.CompilerServices.EntityDebugView))]"));

    private static void EmitIdentity(SourceWriter writer, EntityModel entity)
    {
        writer.Line("private readonly global::EsGen.CompilerServices.EventRecorder _recorder;");
        writer.Blank();
        if (entity.HasRequiredMembers)
        {
            writer.Line(GeneratedFile.SetsRequiredMembers);
        }

        writer.Line($"private {entity.Type.Name}(global::EsGen.CompilerServices.EventRecorder recorder) => _recorder = recorder;");
        (string Type, string Name, string Documentation)[] properties =
        [
            ("global::System.Guid", "Id", "The id, by which repositories find it."),
            ("long", "Version", "How many events have been applied: the position of the next one."),
            ("global::System.DateTimeOffset", "CreatedOn", "When the first event was raised, in UTC."),
            ("global::System.DateTimeOffset", "LastModified", "When the latest event was raised, in UTC."),
            ("bool", "IsDiscarded", "Whether it has come to its end: it can be read, but nothing can happen to it any more."),
            ("bool", "IsFaulted", "Whether a command or save on this instance failed, so that it may differ from what is stored; load it again to go on."),
        ];
        foreach ((string type, string name, string documentation) in properties)
        {
            if (!entity.TakenNames.Contains(name))
            {
                writer.Blank();
                writer.Line($"/// <summary>{documentation}</summary>");
                writer.Line(GeneratedFile.GeneratedCode);
                writer.Line($"public {type} {name} => _recorder.{name};");
            }
        }

        if (!entity.TakenNames.Contains("PendingEvents"))
        {
            writer.Blank();
            writer.Line("/// <summary>The events that happened to this instance and are not stored yet, oldest first: a copy.</summary>");
            writer.Line(GeneratedFile.GeneratedCode);
            writer.Line("public global::System.Collections.Generic.IReadOnlyList<Event> PendingEvents => _recorder.GetPendingEvents<Event>();");
        }

        writer.Blank();
        writer.Line("global::EsGen.CompilerServices.EventRecorder global::EsGen.IEventSourced.Recorder => _recorder;");
    }

    private static void EmitEntryPoints(SourceWriter writer, EntityModel entity)
    {
        string name = entity.Type.Name;
        string contract = $"global::EsGen.IEventSourced<{entity.Type.FullName}>";
        if (!entity.TakenNames.Contains("Mutate"))
        {
            writer.Blank();
            writer.Line($"""
                /// <summary>Applies the next event to an instance that was made by this method or by <c>Replay</c>: the mutator, for unit tests and tools.</summary>
                /// <param name="entity">The instance so far; null before the event that creates it.</param>
                /// <param name="event">The next event.</param>
                /// <param name="context">What surrounds it; its position must be the instance's version.</param>
                /// <returns>The instance; null after the event that discards it.</returns>
                /// <exception cref="global::EsGen.SequenceCorruptException">The event can't be the next one of this instance.</exception>
                /// <remarks>An instance with events of its own that are stored or pending is faulted by it, because it no longer agrees with the store.</remarks>
                {GeneratedFile.GeneratedCode}
                """);
            writer.Open($"public static {name}? Mutate({name}? entity, Event @event, global::EsGen.EventContext context)");
            writer.Line("global::System.ArgumentNullException.ThrowIfNull(@event);");
            writer.Line($"entity ??= new {name}(new global::EsGen.CompilerServices.EventRecorder(Mutator.Description, context.Id));");
            writer.Line("Mutator.Apply(entity, @event, context);");
            writer.Line("entity._recorder.MarkMutatedFromOutside();");
            writer.Line("return entity._recorder.IsDiscarded ? null : entity;");
            writer.Close();
        }

        if (!entity.TakenNames.Contains("Replay"))
        {
            writer.Blank();
            writer.Line($"""
                /// <summary>Replays events without a store, for unit tests: the instance collects what happens to it from then on.</summary>
                /// <param name="id">The id.</param>
                /// <param name="events">The events from the first one on; they are stamped with the Unix epoch.</param>
                /// <returns>The instance; null if there are no events or the last one discards it.</returns>
                /// <exception cref="global::EsGen.SequenceCorruptException">The events can't be a history.</exception>
                {GeneratedFile.GeneratedCode}
                """);
            writer.Open($"public static {name}? Replay(global::System.Guid id, global::System.Collections.Generic.IEnumerable<Event> events)");
            writer.Line("global::System.ArgumentNullException.ThrowIfNull(events);");
            writer.Line($"{name} entity = new(new global::EsGen.CompilerServices.EventRecorder(Mutator.Description, id));");
            writer.Open("foreach (Event @event in events)");
            writer.Line("Mutator.Apply(entity, @event, new global::EsGen.EventContext(id, entity._recorder.Version, global::System.DateTimeOffset.UnixEpoch));");
            writer.Close();
            writer.Blank();
            writer.Line("return entity._recorder.Version == 0 || entity._recorder.IsDiscarded ? null : entity;");
            writer.Close();
        }

        writer.Blank();
        writer.Line($"static global::EsGen.CompilerServices.EntityDescription {contract}.Description => Mutator.Description;");
        writer.Blank();
        writer.Open($"static {entity.Type.FullName} {contract}.Create(global::EsGen.CompilerServices.EventRecorder recorder, global::EsGen.IDomainEvent creation)");
        writer.Line($"{name} entity = new(recorder);");
        writer.Line("entity.Raise((Event)creation);");
        writer.Line("return entity;");
        writer.Close();
        writer.Blank();
        writer.Line($"static void {contract}.Apply({entity.Type.FullName} entity, global::EsGen.IDomainEvent e, global::EsGen.EventContext context) => Mutator.Apply(entity, e, context);");
        writer.Blank();
        writer.Line($"static {entity.Type.FullName} {contract}.Replay({entity.Type.FullName}? entity, in global::EsGen.SequencedItem item) => Mutator.Replay(entity, item);");
        writer.Blank();
        writer.Line($"static global::EsGen.SequencedItem {contract}.Encode(global::EsGen.IDomainEvent e, global::EsGen.EventContext context) => Codec.Encode(e, context);");
        writer.Blank();
        writer.Line($"static global::EsGen.IDomainEvent {contract}.Decode(in global::EsGen.SequencedItem item) => Codec.Decode(item);");
        if (entity.HasSplitEvents)
        {
            writer.Blank();
            writer.Line($"static global::System.Collections.Generic.IReadOnlyList<global::EsGen.IDomainEvent> {contract}.DecodeAll(in global::EsGen.SequencedItem item) => Codec.DecodeAll(item);");
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

    private static void EmitDescription(SourceWriter writer, EntityModel entity)
    {
        writer.Line("public static readonly global::EsGen.CompilerServices.EntityDescription Description = new(");
        writer.Indent();
        writer.Line($"typeof({entity.Type.Name}),");
        writer.Line($"{Literal.Of(entity.EntityName)},");
        writer.Line($"storesEachEvent: {(entity.StoresEachEvent ? "true" : "false")},");
        writer.Line("topics:");
        writer.Line("[");
        writer.Indent();
        foreach (EventModel e in entity.Events)
        {
            writer.Line(string.Concat(e.Topics.Select(static topic => Literal.Of(topic) + ", ")).TrimEnd());
        }

        foreach (OldVersionModel old in entity.OldVersions.Where(static old => old.Topics.Count > 0))
        {
            writer.Line(string.Concat(old.Topics.Select(static topic => Literal.Of(topic) + ", ")).TrimEnd());
        }

        writer.Outdent();
        writer.Line("],");
        writer.Line($"creationTopics: [{GetTopics(entity, EventKind.Creation)}],");
        writer.Line($"discardTopics: [{GetTopics(entity, EventKind.Discard)}]{(entity.HasRequiredMembers ? ")" : ",")}");
        if (!entity.HasRequiredMembers)
        {
            writer.Line("state: StateCodec.State)");
        }

        writer.Outdent();
        writer.Open();
        EmitEvents(writer, entity);
        writer.Close("};");
    }

    private static void EmitEvents(SourceWriter writer, EntityModel entity)
    {
        writer.Line("Events =");
        writer.Line("[");
        writer.Indent();
        foreach (EventModel e in entity.Events)
        {
            Emit($"typeof({e.RecordName})", e.Kind, EventFingerprint.Of(entity, e), e.Topics, isSplit: false);
        }

        foreach (OldVersionModel old in entity.OldVersions.Where(static old => old.Topics.Count > 0))
        {
            Emit(FindToday(entity, old) is { } today ? $"typeof({today})" : "null", old.Kind, EventFingerprint.Of(entity, old), old.Topics, old.BecomesMany);
        }

        writer.Outdent();
        writer.Line("],");

        void Emit(string record, EventKind kind, string fingerprint, EquatableArray<string> topics, bool isSplit) => writer.Line(
            $"new({record}, global::EsGen.CompilerServices.EventKind.{kind}, {Literal.Of(fingerprint)}, {string.Join(", ", topics.Select(Literal.Of))}){(isSplit ? " { IsSplit = true }" : "")},");
    }

    /// <summary>The record that an old version becomes in the end; null if that can be any.</summary>
    private static string? FindToday(EntityModel entity, OldVersionModel old)
    {
        string target = old.Target;
        foreach (UpcastStep _ in old.Path)
        {
            if (entity.Events.FirstOrDefault(e => e.MethodSuffix == target.TrimStart('@')) is { } today)
            {
                return today.RecordName;
            }

            target = entity.OldVersions.FirstOrDefault(other => other.RecordName == target)?.Target ?? "";
        }

        return null;
    }

    private static string GetTopics(EntityModel entity, EventKind kind) =>
        string.Join(", ", entity.Events.Where(e => e.Kind == kind).SelectMany(static e => e.Topics)
            .Concat(entity.OldVersions.Where(old => old.Kind == kind).SelectMany(static old => old.Topics))
            .Select(Literal.Of));

    private void EmitApply(SourceWriter writer, EntityModel entity)
    {
        writer.Blank();
        writer.Open($"public static void Apply({entity.Type.Name} entity, global::EsGen.IDomainEvent @event, global::EsGen.EventContext context)");
        writer.Open("switch (@event)");
        foreach (EventModel e in entity.Events)
        {
            string arguments = e.TakesRecord ? _value.Access(e, "e") + ", " : string.Concat(e.Fields.Select(field => _value.Access(field, "e") + ", "));
            writer.Line($"case {e.RecordName} e:");
            writer.Indent();
            writer.Line($"Apply{e.MethodSuffix}(entity, {arguments}context);");
            writer.Line("break;");
            writer.Outdent();
        }

        writer.Line("default:");
        writer.Indent();
        writer.Line($"throw Description.NotAnEvent(@event);");
        writer.Outdent();
        writer.Close();
        writer.Close();
    }

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
                string variable(FieldModel field) => field.VariableName.TrimStart('@') is "entity" or "item" ? UniqueName.Beside(e.Fields, field.VariableName) : field.VariableName;
                if (e.Fields.Count > 0)
                {
                    writer.Line($"Codec.Decode{e.EventName}(item, {string.Join(", ", e.Fields.Select(field => $"out {field.Type.Name} {variable(field)}"))});");
                }
                else
                {
                    writer.Line($"Codec.Decode{e.EventName}(item);");
                }

                writer.Line($"Apply{e.EventName}(entity, {string.Concat(e.Fields.Select(field => variable(field) + ", "))}new global::EsGen.EventContext(item));");
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
                writer.Line($"{(old.BecomesMany ? "ApplyAll" : "Apply")}(entity, {CodecEmitter.DecodeToday(old, "Codec.")}, {(needsContext ? "context" : "new global::EsGen.EventContext(item)")}{(old.BecomesMany ? ", item.Topic" : "")});");
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
        writer.Open($"private static void ApplyAll({entity.Type.Name} entity, global::System.Collections.Generic.IEnumerable<Event> events, global::EsGen.EventContext context, string topic)");
        writer.Line("entity._recorder.BeginSplit();");
        writer.Open("foreach (Event @event in events)");
        writer.Line("Apply(entity, @event, entity._recorder.GetPartContext(context));");
        writer.Close();
        writer.Blank();
        writer.Line("entity._recorder.EndSplit(topic, context);");
        writer.Close();
    }

    private void EmitArm(SourceWriter writer, EntityModel entity, EventModel e)
    {
        string self = UniqueName.Beside(e.Fields, "entity");
        string context = UniqueName.Beside(e.Fields, "context");
        string mutation = UniqueName.Beside(e.Fields, "mutation");
        bool takesRecord = e.TakesRecord;
        string parameters = takesRecord ? $"{e.RecordName} e, " : string.Concat(e.Fields.Select(static field => $"{field.Type.Name} {field.VariableName}, "));
        writer.Blank();
        writer.Open($"private static void Apply{(takesRecord ? e.MethodSuffix : e.EventName)}({entity.Type.Name} {self}, {parameters}in global::EsGen.EventContext {context})");
        writer.Line($"using var {mutation} = {self}._recorder.BeginMutation({Literal.Of(e.Topics[0])}, global::EsGen.CompilerServices.EventKind.{e.Kind}, {context});");
        if (e.When is { IsCallable: false })
        {
            writer.Line(StubEmitter.Throw(e.When.Name) + ";");
            writer.Close();
            return;
        }

        if (e.When is { } when)
        {
            string arguments = string.Join(", ", (takesRecord ? ["e"] : e.Fields.Select(static field => field.VariableName)).Concat(when.TakesContext ? [context] : []));
            writer.Line($"{self}.{when.Name}({arguments});");
        }
        else if (e.Origin != EventOrigin.Retired)
        {
            foreach (FieldModel field in e.Fields)
            {
                writer.Line($"{self}.{field.AssignedTo} = {(takesRecord ? _value.Access(field, "e") : field.VariableName)};");
            }
        }

        writer.Line($"{mutation}.Complete();");
        writer.Close();
    }
}
