namespace EsGen.Generators;

/// <summary>Prints what turns events into items and back.</summary>
internal sealed class CodecEmitter
{
    private readonly FieldWriting _writing;
    private readonly MembersReader _members;
    private readonly PayloadEmitter _payloads;

    private CodecEmitter(PayloadTypes types)
    {
        _writing = new FieldWriting(types);
        _members = new MembersReader(types);
        _payloads = new PayloadEmitter(types);
    }

    public static string Emit(EntityModel entity) => new CodecEmitter(new PayloadTypes(entity.PayloadTypes)).EmitCodec(entity);

    private string EmitCodec(EntityModel entity) => GeneratedFile.InType(entity.Type, "", writer =>
    {
        writer.Line("/// <summary>Writes events as items and reads them back. The JSON names and forms are those of the stored history.</summary>");
        writer.Line(GeneratedFile.GeneratedCode);
        if (entity.HasObsoleteEvents)
        {
            writer.Line(GeneratedFile.Obsolete);
        }

        writer.Open("private static class Codec");
        ConverterField.Emit(writer, entity);
        writer.Blank();
        EmitEncode(writer, entity);
        EmitDecode(writer, entity);
        foreach (EventModel e in entity.Events)
        {
            EmitEncode(writer, e);
            EmitDecode(writer, e);
        }

        foreach (PayloadTypeModel type in entity.PayloadTypes)
        {
            _payloads.Emit(writer, type);
        }

        writer.Close();
    });

    private static void EmitEncode(SourceWriter writer, EntityModel entity)
    {
        writer.Line("public static global::EsGen.SequencedItem Encode(global::EsGen.IDomainEvent @event, in global::EsGen.EventContext context) => @event switch");
        writer.Open();
        foreach (EventModel e in entity.Events)
        {
            writer.Line($"{e.Name} e => Encode{e.Name.TrimStart('@')}(e, context),");
        }

        writer.Line($"_ => throw Mutator.Description.NotAnEvent(@event),");
        writer.Close("};");
    }

    private static void EmitDecode(SourceWriter writer, EntityModel entity)
    {
        writer.Blank();
        writer.Open("public static Event Decode(in global::EsGen.SequencedItem item)");
        writer.Open("switch (item.Topic)");
        foreach (EventModel e in entity.Events)
        {
            writer.Line($"case {string.Join(" or ", e.Topics.Select(Literal.Of))}:");
            if (e.Origin == EventOrigin.Record)
            {
                writer.Indent();
                writer.Line($"return Decode{e.Name.TrimStart('@')}(item);");
                writer.Outdent();
                writer.Blank();
                continue;
            }

            // The method's own parameter is in scope beside the fields.
            string variable(FieldModel field) => field.VariableName.TrimStart('@') == "item" ? UniqueName.Beside(e.Fields, field.VariableName) : field.VariableName;
            string outs = string.Concat(e.Fields.Select(field => $", out {field.Type.Name} {variable(field)}"));
            writer.Open();
            writer.Line($"Decode{e.PlainName}(item{outs});");
            writer.Line($"return new {e.Name}({string.Join(", ", e.Fields.Select(variable))});");
            writer.Close();
            writer.Blank();
        }

        writer.Line("default:");
        writer.Indent();
        writer.Line($"throw new global::EsGen.UnknownTopicException({Literal.Of(entity.EntityName)}, item);");
        writer.Outdent();
        writer.Close();
        writer.Close();
    }

    private void EmitEncode(SourceWriter writer, EventModel e)
    {
        writer.Blank();
        writer.Open($"private static global::EsGen.SequencedItem Encode{e.Name.TrimStart('@')}({e.Name} e, in global::EsGen.EventContext context)");
        if (IsUnsupported(e))
        {
            writer.Line(StubEmitter.Throw(e.PlainName) + ";");
            writer.Close();
            return;
        }

        writer.Line($"var writer = global::EsGen.CompilerServices.EventDataWriter.Begin({Literal.Of(e.Topics[0])}, context);");
        foreach (FieldModel field in e.Fields)
        {
            writer.Line($"writer.Name({Literal.OfJson(field.JsonName)}u8);");
            _writing.Emit(writer, field.Type, "e." + field.PropertyName);
        }

        writer.Line("return writer.End(context);");
        writer.Close();
    }

    /// <summary>Into locals, for events that need no record on replay; a record of the user's has more to it.</summary>
    private void EmitDecode(SourceWriter writer, EventModel e)
    {
        bool isRecord = e.Origin == EventOrigin.Record;
        string item = UniqueName.Beside(e.Fields, "item");
        string reader = UniqueName.Beside(e.Fields, "reader");
        string outs = string.Concat(e.Fields.Select(static field => $", out {field.Type.Name} {field.VariableName}"));
        writer.Blank();
        writer.Open(isRecord
            ? $"public static {e.Name} Decode{e.Name.TrimStart('@')}(in global::EsGen.SequencedItem {item})"
            : $"public static void Decode{e.PlainName}(in global::EsGen.SequencedItem {item}{outs})");
        if (IsUnsupported(e))
        {
            writer.Line(StubEmitter.Throw(e.PlainName) + ";");
            writer.Close();
            return;
        }

        _members.Emit(writer, [.. e.Fields], reader, declare: isRecord, () => writer.Line($"var {reader} = new global::EsGen.CompilerServices.EventDataReader({item});"));
        if (isRecord)
        {
            Construction.EmitReturn(writer, e.Name, [.. e.Fields], reader);
        }

        writer.Close();
    }

    private static bool IsUnsupported(EventModel e) => e.Fields.Any(static field => field.Type.Shape == FieldShape.Unsupported);
}
