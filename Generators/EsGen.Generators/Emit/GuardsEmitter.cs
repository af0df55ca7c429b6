namespace EsGen.Generators.Emit;

/// <summary>Prints what has to hold before an event is made.</summary>
internal sealed class GuardsEmitter(PayloadTypes types)
{
    private readonly ValueExpressions _value = new(types, "Codec.");

    /// <summary>The guards as part of <c>Raise</c>, or a call of them where only an obsolete class can refer to obsolete events.</summary>
    public void Emit(SourceWriter writer, EntityModel entity)
    {
        if (entity.HasObsoleteEvents)
        {
            writer.Line("@event = Mutator.Guard(this, @event);");
        }
        else if (entity.Events.Count > 0)
        {
            EmitSwitch(writer, entity, "");
            writer.Blank();
        }
    }

    /// <summary>The guards as a method of an obsolete class; nothing for an entity that doesn't need it.</summary>
    public void EmitMethod(SourceWriter writer, EntityModel entity)
    {
        if (entity.HasObsoleteEvents)
        {
            writer.Blank();
            writer.Open($"public static Event Guard({entity.Type.Name} entity, Event @event)");
            EmitSwitch(writer, entity, "entity.");
            writer.Blank();
            writer.Line("return @event;");
            writer.Close();
        }
    }

    private void EmitSwitch(SourceWriter writer, EntityModel entity, string self)
    {
        writer.Open("switch (@event)");
        foreach (EventModel e in entity.Events.Where(static e => e.Origin != EventOrigin.Retired))
        {
            writer.Line($"case {e.RecordName} e:");
            writer.Indent();
            if (e.IsCreation)
            {
                writer.Line($"{self}_recorder.EnsureNew({Literal.Of(e.EventName)});");
            }

            if (e.Guard is { IsCallable: false } guard)
            {
                writer.Line(StubEmitter.Throw(guard.Name) + ";");
            }
            else
            {
                EmitCall(writer, e, self);
                writer.Line("break;");
            }

            writer.Outdent();
        }

        writer.Close();
    }

    private void EmitCall(SourceWriter writer, EventModel e, string self)
    {
        if (e.Origin == EventOrigin.Record)
        {
            // Also copies a list that the caller gave as an IReadOnlyList and could go on changing.
            string[] copies =
                [.. e.Fields.Where(field => types.NeedsCopy(field.Type))
                    .Select(field => $"{field.PropertyName} = {_value.Copy(field.Type, $"e.{field.PropertyName}")}")];
            if (copies.Length > 0)
            {
                writer.Line($"e = e with {{ {string.Join(", ", copies)} }};");
                writer.Line("@event = e;");
            }

            writer.Line($"{self}Guard(e);");
        }
        else
        {
            writer.Line(
                $"{self}{e.Guard?.Name ?? "Guard" + e.EventName}("
                    + $"{string.Join(", ", e.Fields.Select(field => _value.Access(field, "e")))});");
        }
    }
}
