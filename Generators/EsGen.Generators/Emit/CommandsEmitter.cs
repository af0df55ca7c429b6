namespace EsGen.Generators.Emit;

/// <summary>Prints the implementing halves of the members that raise events, and <c>Raise</c> itself.</summary>
internal sealed class CommandsEmitter(PayloadTypes types)
{
    public static string Emit(EntityModel entity) => new CommandsEmitter(new PayloadTypes(entity.PayloadTypes)).EmitCommands(entity);

    private string EmitCommands(EntityModel entity) => GeneratedFile.InType(entity.Type, "", writer =>
    {
        foreach (EventModel e in entity.Events)
        {
            if (e.Member is { } member)
            {
                EmitMember(writer, entity, e, member);
            }
        }

        foreach (StubModel stub in entity.Stubs)
        {
            StubEmitter.Emit(writer, stub);
        }

        EmitRaise(writer, entity);
        foreach (EventModel e in entity.Events.Where(static e => e.Origin != EventOrigin.Retired))
        {
            EmitGuard(writer, e);
        }
    });

    private static void EmitGuard(SourceWriter writer, EventModel e)
    {
        writer.Blank();
        if (e.Guard is null)
        {
            string fields = string.Join(", ", e.Fields.Select(static field => $"{field.Type.Name} {field.VariableName}"));
            writer.Block($$"""
                /// <summary>Implement it to refuse <c>{{XmlText.Of(e.Topics[0])}}</c> by throwing, before the event is made; it never runs on replay.</summary>
                {{(e.ObsoleteMessage is null ? "" : "[global::System.Obsolete] // Like the event.")}}
                partial void {{(e.Origin == EventOrigin.Record ? $"Guard({e.RecordName} e)" : $"Guard{e.EventName}({fields})")}};
                """);
        }
        else if (e.Guard.Declaration is { } declaration)
        {
            writer.Line(declaration + ";");
        }
    }

    private void EmitMember(SourceWriter writer, EntityModel entity, EventModel e, MemberModel member)
    {
        // A parameter may hide the member of its name.
        string mutator = member.Arguments.Contains("Mutator") ? entity.Type.FullName + ".Mutator" : "Mutator";
        string raise =
            $"{(member.Arguments.Contains("Raise") ? "this." : "")}Raise(new {e.RecordName}({string.Join(", ", member.Arguments)}))";
        writer.Blank();
        switch (e.Origin)
        {
            case EventOrigin.Constructor:
                string id = member.IdParameter is null ? "" : ", " + member.IdParameter;
                writer.Block($$"""
                    {{(entity.HasRequiredMembers ? GeneratedFile.SetsRequiredMembers : "")}}
                    {{member.Signature}}
                        : this(new global::EsGen.CompilerServices.EventRecorder({{mutator}}.Description{{id}}))
                    {
                        {{raise}};
                    }
                    """);
                break;
            case EventOrigin.Property:
                EmitProperty(writer, e, member);
                break;
            default:
                writer.Line($"{member.Signature} => {raise};");
                break;
        }
    }

    private void EmitProperty(SourceWriter writer, EventModel e, MemberModel member) => writer.Block($$"""
        {{member.Signature}}
        {
            {{member.GetModifiers}}get => field;
            {{member.SetModifiers}}set
            {
                if (_recorder.IsMutating)
                {
                    field = value;
                    return;
                }

                _recorder.EnsureWritable();
                if (!{{new ValueExpressions(types, "Codec.").Equal(e.Fields[0].Type, "field", "value")}})
                {
                    Raise(new {{e.RecordName}}(value));
                }
            }
        }
        """);

    private void EmitRaise(SourceWriter writer, EntityModel entity)
    {
        writer.Blank();
        writer.Block($$"""
            /// <summary>Lets an event happen: checks its guard, encodes it, applies it, and hands it to the persistence policy.</summary>
            /// <param name="event">An event of this class.</param>
            {{GeneratedFile.GeneratedCode}}
            private void Raise(Event @event)
            {
                global::System.ArgumentNullException.ThrowIfNull(@event);
                _recorder.EnsureWritable();
                {{new GuardsEmitter(types).GetStatements(entity)}}
                _recorder.Record(this, @event);
            }
            """);
        if (entity.HandlesForeignRecords)
        {
            string advice =
                $"An event is a record nested in {entity.Type.Name}: move the record there, as [Event] public sealed partial record, and "
                    + "what applies it into private partial void When(… e).";
            writer.Blank();
            writer.Block($$"""
                /// <summary>Says what to do about something that is no event of this class.</summary>
                [global::System.Obsolete({{Literal.Of(advice)}}, error: true)]
                private void Raise(object notAnEvent) => {{StubEmitter.Throw("Raise(object)")}};
                """);
        }
    }
}
