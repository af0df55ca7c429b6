namespace EsGen.Generators.Emit;

/// <summary>Prints the event records.</summary>
internal sealed class EventsEmitter(PayloadTypes types)
{
    public static string Emit(EntityModel entity) => new EventsEmitter(new PayloadTypes(entity.PayloadTypes)).EmitEvents(entity);

    private string EmitEvents(EntityModel entity) => GeneratedFile.InType(entity.Type, "", writer =>
    {
        EmitBase(writer, entity);
        foreach (EventModel e in entity.Events)
        {
            writer.Blank();
            if (e.Origin == EventOrigin.Record)
            {
                EmitOtherHalf(writer, entity, e);
            }
            else
            {
                EmitRecord(writer, entity, e);
            }
        }
    }, writer => EmitTable(writer, entity));

    /// <summary>The events and their topics, for whoever points at the entity in the IDE.</summary>
    private static void EmitTable(SourceWriter writer, EntityModel entity)
    {
        if (entity.Events.Count == 0)
        {
            return;
        }

        writer.Line("/// <remarks>");
        writer.Line("/// <list type=\"table\">");
        writer.Line("/// <listheader><term>Event</term><description>Topic</description></listheader>");
        foreach (EventModel e in entity.Events)
        {
            writer.Line(
                $"/// <item><term><see cref=\"{e.RecordName}\"/></term><description><c>{XmlText.Of(e.Topics[0])}</c></description></item>");
        }

        writer.Line("/// </list>");
        writer.Line("/// </remarks>");
    }

    private static void EmitBase(SourceWriter writer, EntityModel entity)
    {
        writer.Line($"""
            /// <summary>An event of {entity.Type.Name.TrimStart('@')}; each of them is a record nested beside this one.</summary>
            {GeneratedFile.GeneratedCode}
            """);
        writer.Open($"public {(entity.ClosesEvent ? "closed" : "abstract")} record Event : global::EsGen.IDomainEvent<Event>");
        writer.Line("""
            private protected Event()
            {
            }

            static global::EsGen.CompilerServices.EntityDescription global::EsGen.IDomainEvent<Event>.Description => Mutator.Description;

            static Event global::EsGen.IDomainEvent<Event>.Decode(in global::EsGen.SequencedItem item) => Codec.Decode(item);
            """);
        if (entity.HasSplitEvents)
        {
            writer.Blank();
            writer.Line(
                "static global::System.Collections.Generic.IReadOnlyList<Event> global::EsGen.IDomainEvent<Event>.DecodeAll(in "
                    + "global::EsGen.SequencedItem item) => Codec.DecodeAll(item);");
        }

        writer.Close();
    }

    /// <summary>What a record of the user's lacks to be an event.</summary>
    private void EmitOtherHalf(SourceWriter writer, EntityModel entity, EventModel e)
    {
        if (!NeedsEquality(e))
        {
            writer.Line($"sealed partial record {e.RecordName} : Event;");
            return;
        }

        writer.Open($"sealed partial record {e.RecordName} : Event");
        EmitEquality(writer, e, GetValue(entity, e));
        writer.Close();
    }

    private void EmitRecord(SourceWriter writer, EntityModel entity, EventModel e)
    {
        foreach (string line in e.Documentation)
        {
            writer.Line("/// " + line);
        }

        if (e.Documentation.Count == 0)
        {
            string end = e.Origin == EventOrigin.Retired ? ", which can't happen any more" : "";
            writer.Line($"/// <summary>The event <c>{XmlText.Of(e.Topics[0])}</c>{end}.</summary>");
        }

        if (e.ObsoleteMessage is { } message)
        {
            writer.Line($"[global::System.Obsolete({Literal.Of(message)})]");
        }

        writer.Line(GeneratedFile.GeneratedCode);
        string parameters = string.Join(
            ", ",
            e.Fields.Select(static field =>
                $"{field.Type.Name} {field.PropertyName}{(field.Default is null ? "" : " = " + field.Default)}"));
        string header = $"{e.Accessibility} sealed record {e.RecordName}{(parameters.Length == 0 ? "" : $"({parameters})")} : Event";
        FieldModel[] copied = [.. e.Fields.Where(field => types.NeedsCopy(field.Type))];
        if (copied.Length == 0 && !NeedsEquality(e))
        {
            writer.Line(header + ";");
            return;
        }

        writer.Open(header);
        ValueExpressions value = GetValue(entity, e);
        foreach (FieldModel field in copied)
        {
            writer.Blank();
            writer.Line("/// <summary>A copy of the values that the event was made with, so that nobody can change history.</summary>");
            writer.Open($"public {field.Type.Name} {field.PropertyName}");
            writer.Line("get;");
            writer.Line($"init => field = {value.Copy(field.Type, "value")};");
            writer.Close($"}} = {value.Copy(field.Type, field.PropertyName)};");
        }

        if (NeedsEquality(e))
        {
            EmitEquality(writer, e, value);
            EmitPrinting(writer, e);
        }

        writer.Close();
    }

    private bool NeedsEquality(EventModel e) => !e.ComparesItself && e.Fields.Any(field => types.NeedsComparer(field.Type));

    // A property of the record may hide the codec.
    private ValueExpressions GetValue(EntityModel entity, EventModel e) =>
        new(types, e.Fields.Any(static field => field.PropertyName == "Codec") ? entity.Type.FullName + ".Codec." : "Codec.");

    private static void EmitPrinting(SourceWriter writer, EventModel e)
    {
        string builder = UniqueName.Beside(e.Fields, "builder");
        string separator = "";
        writer.Blank();
        writer.Line("/// <summary>Prints the fields in their order, and of collections the elements.</summary>");
        writer.Line($"/// <param name=\"{builder}\">Takes the text.</param>");
        writer.Open($"protected override bool PrintMembers(global::System.Text.StringBuilder {builder})");
        foreach (FieldModel field in e.Fields)
        {
            string value = GetElementName(field.Type) is { } element
                ? $"global::EsGen.CompilerServices.EventField.Print<{element}>({field.PropertyName})"
                : field.PropertyName;
            writer.Line($"{builder}.Append(\"{separator}{field.PropertyName.TrimStart('@')} = \").Append({value});");
            separator = ", ";
        }

        writer.Line("return true;");
        writer.Close();
    }

    private static string? GetElementName(FieldTypeModel type) => type switch
    {
        { Shape: FieldShape.NullableValue } => GetElementName(type.Element!),
        { Key: { } key } => $"global::System.Collections.Generic.KeyValuePair<{key.Name}, {type.Element!.Name}>",
        { Element: { } element } => element.Name,
        { Primitive: "Bytes" } => "byte",
        _ => null,
    };

    private static void EmitEquality(SourceWriter writer, EventModel e, ValueExpressions value)
    {
        string other = UniqueName.Beside(e.Fields, "other");
        string hash = UniqueName.Beside(e.Fields, "hash");
        writer.Blank();
        writer.Line("/// <summary>Whether both events have equal values, collections compared element by element.</summary>");
        writer.Line($"/// <param name=\"{other}\">The event to compare with.</param>");
        writer.Line($"public bool Equals({e.RecordName}? {other}) =>");
        writer.Indent();
        writer.Line($"{other} is not null");
        writer.Line(
            string.Join(
                "\n",
                e.Fields.Select(field => "&& " + value.Equal(field.Type, field.PropertyName, $"{other}.{field.PropertyName}"))) + ";");
        writer.Outdent();
        writer.Blank();
        writer.Line("/// <inheritdoc/>");
        writer.Open("public override int GetHashCode()");
        writer.Line($"global::System.HashCode {hash} = default;");
        foreach (FieldModel field in e.Fields)
        {
            writer.Line($"{hash}.Add({value.Hash(field.Type, field.PropertyName)});");
        }

        writer.Line($"return {hash}.ToHashCode();");
        writer.Close();
    }
}
