namespace EsGen.Generators.Emit;

/// <summary>Prints what turns events into items and back.</summary>
internal sealed class CodecEmitter
{
    private readonly WriteStatements _writing;
    private readonly MembersReader _members;
    private readonly PayloadEmitter _payloads;

    private CodecEmitter(PayloadTypes types)
    {
        _writing = new WriteStatements(types);
        _members = new MembersReader(types);
        _payloads = new PayloadEmitter(types);
    }

    public static string Emit(EntityModel entity) => new CodecEmitter(new PayloadTypes(entity.PayloadTypes)).EmitCodec(entity);

    private string EmitCodec(EntityModel entity) => GeneratedFile.InType(entity.Type, "", writer =>
    {
        writer.Line(
            "/// <summary>Writes events as items and reads them back. The JSON names and forms are those of the stored history.</summary>");
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
        EmitDecodeAll(writer, entity);
        foreach (EventModel e in entity.Events)
        {
            if (e.Origin != EventOrigin.Retired)
            {
                EmitEncode(writer, e);
            }

            EmitDecode(writer, e.RecordName, e.EventName, e.Fields, isRecord: e.TakesRecord);
        }

        foreach (OldVersionModel old in entity.OldVersions)
        {
            EmitDecode(writer, old.RecordName, old.RecordName, old.Fields, isRecord: true);
        }

        PayloadTypeModel[] restored = [.. entity.RestoredTypes.Select(static type => type.Payload)];
        foreach (PayloadTypeModel type in entity.PayloadTypes.Where(type => !restored.Contains(type)))
        {
            _payloads.Emit(writer, type);
        }

        foreach (RestoredTypeModel type in entity.RestoredTypes)
        {
            _payloads.Emit(writer, type);
        }

        writer.Close();
    });

    private static void EmitEncode(SourceWriter writer, EntityModel entity)
    {
        writer.Line(
            "public static global::EsGen.SequencedItem Encode(global::EsGen.IDomainEvent @event, in global::EsGen.EventContext context) "
                + "=> @event switch");
        writer.Open();
        foreach (EventModel e in entity.Events.Where(static e => e.Origin != EventOrigin.Retired))
        {
            writer.Line($"{e.RecordName} e => Encode{e.MethodSuffix}(e, context),");
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
            if (e.TakesRecord)
            {
                writer.Indent();
                writer.Line($"return Decode{e.MethodSuffix}(item);");
                writer.Outdent();
                writer.Blank();
                continue;
            }

            // The method's own parameter is in scope beside the fields.
            string variable(FieldModel field) =>
                field.VariableName.TrimStart('@') == "item" ? UniqueName.Beside(e.Fields, field.VariableName) : field.VariableName;
            string outs = string.Concat(e.Fields.Select(field => $", out {field.Type.Name} {variable(field)}"));
            writer.Open();
            writer.Line($"Decode{e.EventName}(item{outs});");
            writer.Line($"return new {e.RecordName}({string.Join(", ", e.Fields.Select(variable))});");
            writer.Close();
            writer.Blank();
        }

        foreach (OldVersionModel old in entity.OldVersions.Where(static old => old.Topics.Count > 0))
        {
            writer.Line($"case {string.Join(" or ", old.Topics.Select(Literal.Of))}:");
            writer.Indent();
            writer.Line(old.Path.Count == 0
                ? StubEmitter.Throw(old.RecordName) + ";"
                : old.BecomesMany
                ? "throw Mutator.Description.Several(item);"
                : $"return {DecodeToday(old)};");
            writer.Outdent();
            writer.Blank();
        }

        writer.Line("default:");
        writer.Indent();
        writer.Line("throw Mutator.Description.Unreadable(item);");
        writer.Outdent();
        writer.Close();
        writer.Close();
    }

    private static void EmitDecodeAll(SourceWriter writer, EntityModel entity)
    {
        if (!entity.HasSplitEvents)
        {
            return;
        }

        writer.Blank();
        const string Signature =
            "public static global::System.Collections.Generic.IReadOnlyList<Event> DecodeAll(in global::EsGen.SequencedItem item)";
        writer.Open(Signature);
        writer.Open("switch (item.Topic)");
        foreach (OldVersionModel old in entity.OldVersions.Where(static old => old.BecomesMany && old.Topics.Count > 0))
        {
            writer.Open($"case {string.Join(" or ", old.Topics.Select(Literal.Of))}:");
            if (NeedsContext(old))
            {
                writer.Line("var context = new global::EsGen.EventContext(item);");
            }

            writer.Line($"return [.. {DecodeToday(old)}];");
            writer.Close();
        }

        writer.Open("default:");
        writer.Line("return [Decode(item)];");
        writer.Close();
        writer.Close();
        writer.Close();
    }

    private void EmitEncode(SourceWriter writer, EventModel e)
    {
        writer.Blank();
        writer.Open(
            $"private static global::EsGen.SequencedItem Encode{e.MethodSuffix}({e.RecordName} e, in global::EsGen.EventContext context)");
        if (IsUnsupported(e.Fields))
        {
            writer.Line(StubEmitter.Throw(e.EventName) + ";");
            writer.Close();
            return;
        }

        writer.Line($"var writer = global::EsGen.CompilerServices.EventDataWriter.Begin({Literal.Of(e.Topics[0])}, context);");
        string name = e.MethodSuffix;
        if (e.MayChange)
        {
            writer.Line($"return writer.End(e, Write{name}Fields, Decode{name}, context);");
            writer.Close();
            writer.Blank();
            writer.Open($"private static void Write{name}Fields(global::EsGen.CompilerServices.EventDataWriter writer, {e.RecordName} e)");
        }

        foreach (FieldModel field in e.Fields)
        {
            writer.Line($"writer.Name({Literal.OfJson(field.JsonName)}u8);");
            _writing.Emit(writer, field.Type, "e." + field.PropertyName);
        }

        if (!e.MayChange)
        {
            writer.Line("return writer.End(context);");
        }

        writer.Close();
    }

    /// <summary>
    /// Whether what reads an old version needs a local <c>context</c>: the item, a parameter by reference, can't go into a lambda.
    /// </summary>
    public static bool NeedsContext(OldVersionModel old) =>
        old.Path.SkipWhile(static step => !step.ReturnsMany).Skip(1).Any(static step => step.TakesContext);

    /// <summary>The expression that reads an item of an old version as what it is today.</summary>
    public static string DecodeToday(OldVersionModel old, string codec = "")
    {
        string value = $"{codec}Decode{old.RecordName}(item)";
        bool areMany = false;
        foreach (UpcastStep step in old.Path)
        {
            value = (areMany, step.TakesContext) switch
            {
                (true, true) =>
                    $"global::System.Linq.Enumerable.{(step.ReturnsMany ? "SelectMany" : "Select")}({value}, old => Upcast(old, context))",
                (true, false) =>
                    $"global::System.Linq.Enumerable.{(step.ReturnsMany ? "SelectMany" : "Select")}({value}, static old => Upcast(old))",
                (false, true) => $"Upcast({value}, new global::EsGen.EventContext(item))",
                (false, false) => $"Upcast({value})",
            };
            areMany |= step.ReturnsMany;
        }

        return value;
    }

    /// <summary>Into locals, for events that need no record on replay; a record of the user's has more to it.</summary>
    private void EmitDecode(SourceWriter writer, string name, string plainName, EquatableArray<FieldModel> fields, bool isRecord)
    {
        string item = UniqueName.Beside(fields, "item");
        string reader = UniqueName.Beside(fields, "reader");
        string outs = string.Concat(fields.Select(static field => $", out {field.Type.Name} {field.VariableName}"));
        writer.Blank();
        writer.Open(isRecord
            ? $"public static {name} Decode{name.TrimStart('@')}(in global::EsGen.SequencedItem {item})"
            : $"public static void Decode{plainName}(in global::EsGen.SequencedItem {item}{outs})");
        if (IsUnsupported(fields))
        {
            writer.Line(StubEmitter.Throw(plainName) + ";");
            writer.Close();
            return;
        }

        _members.Emit(
            writer,
            [.. fields],
            reader,
            declare: isRecord,
            () => writer.Line($"var {reader} = new global::EsGen.CompilerServices.EventDataReader({item});"));
        if (isRecord)
        {
            Construction.EmitReturn(writer, name, Maker.New(name), [.. fields], reader);
        }

        writer.Close();
    }

    private static bool IsUnsupported(IEnumerable<FieldModel> fields) =>
        fields.Any(static field => field.Type.Shape == FieldShape.Unsupported);
}
