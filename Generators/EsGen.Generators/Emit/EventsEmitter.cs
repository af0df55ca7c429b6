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

        IEnumerable<string> items = entity.Events.Select(static e =>
            $"/// <item><term><see cref=\"{e.RecordName}\"/></term><description><c>{XmlText.Of(e.Topics[0])}</c></description></item>");
        writer.Block($$"""
            /// <remarks>
            /// <list type="table">
            /// <listheader><term>Event</term><description>Topic</description></listheader>
            {{Code.Lines(items)}}
            /// </list>
            /// </remarks>
            """);
    }

    private static void EmitBase(SourceWriter writer, EntityModel entity)
    {
        const string DecodeAll = """

            static global::System.Collections.Generic.IReadOnlyList<Event> global::EsGen.IDomainEvent<Event>.DecodeAll(in global::EsGen.SequencedItem item) => Codec.DecodeAll(item);
            """;
        writer.Block($$"""
            /// <summary>An event of {{entity.Type.Name.TrimStart('@')}}; each of them is a record nested beside this one.</summary>
            {{GeneratedFile.GeneratedCode}}
            public {{(entity.ClosesEvent ? "closed" : "abstract")}} record Event : global::EsGen.IDomainEvent<Event>
            {
                private protected Event()
                {
                }

                static global::EsGen.CompilerServices.EntityDescription global::EsGen.IDomainEvent<Event>.Description => Mutator.Description;

                static Event global::EsGen.IDomainEvent<Event>.Decode(in global::EsGen.SequencedItem item) => Codec.Decode(item);
                {{(entity.HasSplitEvents ? DecodeAll : "")}}
            }
            """);
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
            writer.Block($$"""
                /// <summary>A copy of the values that the event was made with, so that nobody can change history.</summary>
                public {{field.Type.Name}} {{field.PropertyName}}
                {
                    get;
                    init => field = {{value.Copy(field.Type, "value")}};
                } = {{value.Copy(field.Type, field.PropertyName)}};
                """);
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
        writer.Blank();
        writer.Block($$"""
            /// <summary>Prints the fields in their order, and of collections the elements.</summary>
            /// <param name="{{builder}}">Takes the text.</param>
            protected override bool PrintMembers(global::System.Text.StringBuilder {{builder}})
            {
                {{Code.Lines(e.Fields.Select(GetStatement))}}
                return true;
            }
            """);

        string GetStatement(FieldModel field, int index)
        {
            string value = GetElementName(field.Type) is { } element
                ? $"global::EsGen.CompilerServices.EventField.Print<{element}>({field.PropertyName})"
                : field.PropertyName;
            return $"{builder}.Append(\"{(index == 0 ? "" : ", ")}{field.PropertyName.TrimStart('@')} = \").Append({value});";
        }
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
        IEnumerable<string> equalities = e.Fields
            .Select(field => "&& " + value.Equal(field.Type, field.PropertyName, $"{other}.{field.PropertyName}"));
        writer.Blank();
        writer.Block($$"""
            /// <summary>Whether both events have equal values, collections compared element by element.</summary>
            /// <param name="{{other}}">The event to compare with.</param>
            public bool Equals({{e.RecordName}}? {{other}}) =>
                {{other}} is not null
                {{Code.Lines(equalities)}};

            /// <inheritdoc/>
            public override int GetHashCode()
            {
                global::System.HashCode {{hash}} = default;
                {{Code.Lines(e.Fields.Select(field => $"{hash}.Add({value.Hash(field.Type, field.PropertyName)});"))}}
                return {{hash}}.ToHashCode();
            }
            """);
    }
}
