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
        foreach (EventModel e in entity.Events)
        {
            if (e.Origin == EventOrigin.Retired)
            {
                continue;
            }

            if (e.Guard is null)
            {
                writer.Blank();
                writer.Line(
                    $"/// <summary>Implement it to refuse <c>{XmlText.Of(e.Topics[0])}</c> by throwing, before the event is made; it "
                        + "never runs on replay.</summary>");
                if (e.ObsoleteMessage is not null)
                {
                    writer.Line("[global::System.Obsolete] // Like the event.");
                }

                writer.Line(e.Origin == EventOrigin.Record
                    ? $"partial void Guard({e.RecordName} e);"
                    : $"partial void "
                        + $"Guard{e.EventName}("
                            + $"{string.Join(", ", e.Fields.Select(static field => $"{field.Type.Name} {field.VariableName}"))});");
            }
            else if (e.Guard.Declaration is { } declaration)
            {
                writer.Blank();
                writer.Line(declaration + ";");
            }
        }
    });

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
                if (entity.HasRequiredMembers)
                {
                    writer.Line(GeneratedFile.SetsRequiredMembers);
                }

                writer.Line(member.Signature);
                writer.Indent();
                writer.Line(
                    $": this(new "
                        + $"global::EsGen.CompilerServices.EventRecorder({mutator}.Description"
                            + $"{(member.IdParameter is null ? "" : ", " + member.IdParameter)}))");
                writer.Outdent();
                writer.Open();
                writer.Line(raise + ";");
                writer.Close();
                break;
            case EventOrigin.Property:
                EmitProperty(writer, e, member);
                break;
            default:
                writer.Line($"{member.Signature} => {raise};");
                break;
        }
    }

    private void EmitProperty(SourceWriter writer, EventModel e, MemberModel member)
    {
        writer.Open(member.Signature);
        writer.Line(member.GetModifiers + "get => field;");
        writer.Open(member.SetModifiers + "set");
        writer.Open("if (_recorder.IsMutating)");
        writer.Line("field = value;");
        writer.Line("return;");
        writer.Close();
        writer.Blank();
        writer.Line("_recorder.EnsureWritable();");
        writer.Open($"if (!{new ValueExpressions(types, "Codec.").Equal(e.Fields[0].Type, "field", "value")})");
        writer.Line($"Raise(new {e.RecordName}(value));");
        writer.Close();
        writer.Close();
        writer.Close();
    }

    private void EmitRaise(SourceWriter writer, EntityModel entity)
    {
        writer.Blank();
        writer.Line($"""
            /// <summary>Lets an event happen: checks its guard, encodes it, applies it, and hands it to the persistence policy.</summary>
            /// <param name="event">An event of this class.</param>
            {GeneratedFile.GeneratedCode}
            """);
        writer.Open("private void Raise(Event @event)");
        writer.Line("global::System.ArgumentNullException.ThrowIfNull(@event);");
        writer.Line("_recorder.EnsureWritable();");
        new GuardsEmitter(types).Emit(writer, entity);
        writer.Line("_recorder.Record(this, @event);");
        writer.Close();
        if (entity.HandlesForeignRecords)
        {
            string advice =
                $"An event is a record nested in {entity.Type.Name}: move the record there, as [Event] public sealed partial record, and "
                    + "what applies it into private partial void When(… e).";
            writer.Blank();
            writer.Line("/// <summary>Says what to do about something that is no event of this class.</summary>");
            writer.Line($"[global::System.Obsolete({Literal.Of(advice)}, error: true)]");
            writer.Line($"private void Raise(object notAnEvent) => {StubEmitter.Throw("Raise(object)")};");
        }
    }
}
