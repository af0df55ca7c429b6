namespace EsGen.Generators;

/// <summary>Prints what turns events into items and back.</summary>
internal static class CodecEmitter
{
    public static string Emit(EntityModel entity) => GeneratedFile.InType(entity.Type, "", writer =>
    {
        writer.Line("/// <summary>Writes events as items and reads them back. The JSON names and forms are those of the stored history.</summary>");
        writer.Line(GeneratedFile.GeneratedCode);
        if (entity.HasObsoleteEvents)
        {
            writer.Line(GeneratedFile.Obsolete);
        }

        writer.Open("private static class Codec");
        EmitEncode(writer, entity);
        EmitDecode(writer, entity);
        EmitDecodeAll(writer, entity);
        foreach (EventModel e in entity.Events)
        {
            if (e.Origin != EventOrigin.Retired)
            {
                EmitEncode(writer, e);
            }

            EmitDecode(writer, e);
            if (e.TakesRecord)
            {
                EmitDecodeRecord(writer, e.Name, e.PlainName, e.Fields);
            }
        }

        foreach (OldVersionModel old in entity.OldVersions)
        {
            EmitDecodeRecord(writer, old.Name, old.Name, old.Fields);
        }

        writer.Close();
    });

    private static void EmitEncode(SourceWriter writer, EntityModel entity)
    {
        writer.Line("public static global::EsGen.SequencedItem Encode(global::EsGen.IDomainEvent @event, in global::EsGen.EventContext context) => @event switch");
        writer.Open();
        foreach (EventModel e in entity.Events.Where(static e => e.Origin != EventOrigin.Retired))
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
            if (e.TakesRecord)
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

        foreach (OldVersionModel old in entity.OldVersions)
        {
            writer.Line($"case {string.Join(" or ", old.Topics.Select(Literal.Of))}:");
            writer.Indent();
            writer.Line(old.BecomesMany ? "throw Mutator.Description.Several(item);" : $"return {DecodeToday(old)};");
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
        writer.Line("public static global::System.Collections.Generic.IReadOnlyList<Event> DecodeAll(in global::EsGen.SequencedItem item) => item.Topic switch");
        writer.Open();
        foreach (OldVersionModel old in entity.OldVersions.Where(static old => old.BecomesMany))
        {
            writer.Line($"{string.Join(" or ", old.Topics.Select(Literal.Of))} => [.. {DecodeToday(old)}],");
        }

        writer.Line("_ => [Decode(item)],");
        writer.Close("};");
    }

    private static void EmitEncode(SourceWriter writer, EventModel e)
    {
        writer.Blank();
        writer.Open($"private static global::EsGen.SequencedItem Encode{e.Name.TrimStart('@')}({e.Name} e, in global::EsGen.EventContext context)");
        if (e.Fields.Any(IsUnsupported))
        {
            writer.Line(StubEmitter.Throw(e.PlainName) + ";");
        }
        else
        {
            writer.Line($"var writer = global::EsGen.CompilerServices.EventDataWriter.Begin({Literal.Of(e.Topics[0])});");
            foreach (FieldModel field in e.Fields)
            {
                writer.Line($"writer.Name({Literal.Of(field.JsonName)}u8);");
                writer.Line(Write(field.Type, "e." + field.PropertyName) + ";");
            }

            writer.Line("return writer.End(context);");
        }

        writer.Close();
    }

    /// <summary>Into locals, for events that need no record on replay; a record of the user's has more to it.</summary>
    private static void EmitDecode(SourceWriter writer, EventModel e)
    {
        if (e.TakesRecord)
        {
            return;
        }

        string item = UniqueName.Beside(e.Fields, "item");
        string outs = string.Concat(e.Fields.Select(static field => $", out {field.Type.Name} {field.VariableName}"));
        writer.Blank();
        writer.Open($"public static void Decode{e.PlainName}(in global::EsGen.SequencedItem {item}{outs})");
        if (e.Fields.Any(IsUnsupported))
        {
            writer.Line(StubEmitter.Throw(e.PlainName) + ";");
        }
        else
        {
            EmitFields(writer, e.Fields, item, declare: false);
        }

        writer.Close();
    }

    /// <summary>The expression that reads an item of an old version as what it is today.</summary>
    public static string DecodeToday(OldVersionModel old, string codec = "") =>
        $"{string.Concat(Enumerable.Repeat("Upcast(", old.Steps))}{codec}Decode{old.Name}(item){new string(')', old.Steps)}";

    private static void EmitDecodeRecord(SourceWriter writer, string name, string plainName, EquatableArray<FieldModel> fields)
    {
        string item = UniqueName.Beside(fields, "item");
        writer.Blank();
        writer.Open($"public static {name} Decode{name.TrimStart('@')}(in global::EsGen.SequencedItem {item})");
        if (fields.Any(IsUnsupported))
        {
            writer.Line(StubEmitter.Throw(plainName) + ";");
            writer.Close();
            return;
        }

        EmitFields(writer, fields, item, declare: true);
        string positional = string.Join(", ", fields.Where(static field => field.Initialization == FieldInitialization.Constructor).Select(static field => field.VariableName));
        string required = string.Join(", ", fields.Where(static field => field.Initialization == FieldInitialization.Required).Select(static field => $"{field.PropertyName} = {field.VariableName}"));
        string made = $"({positional}){(required.Length > 0 ? $" {{ {required} }}" : "")}";
        FieldModel[] optional = [.. fields.Where(static field => field.Initialization == FieldInitialization.Optional)];
        if (optional.Length == 0)
        {
            writer.Line($"return new {name}{made};");
            writer.Close();
            return;
        }

        string record = UniqueName.Beside(fields, "e");
        writer.Line($"{name} {record} = new{made};");
        foreach (FieldModel field in optional)
        {
            writer.Open($"if ({Has(fields, field)})");
            writer.Line($"{record} = {record} with {{ {field.PropertyName} = {field.VariableName} }};");
            writer.Close();
            writer.Blank();
        }

        writer.Line($"return {record};");
        writer.Close();
    }

    private static void EmitFields(SourceWriter writer, EquatableArray<FieldModel> fields, string item, bool declare)
    {
        string reader = UniqueName.Beside(fields, "reader");
        foreach (FieldModel field in fields)
        {
            writer.Line($"{(declare ? field.Type.Name + " " : "")}{field.VariableName} = {field.Default ?? "default"};");
        }

        foreach (FieldModel field in fields)
        {
            writer.Line($"bool {Has(fields, field)} = false;");
        }

        writer.Line($"var {reader} = new global::EsGen.CompilerServices.EventDataReader({item});");
        writer.Open($"while ({reader}.ReadName())");
        string otherwise = "";
        foreach (FieldModel field in fields)
        {
            writer.Open($"{otherwise}if ({reader}.IsName({Literal.Of(field.JsonName)}u8, ref {Has(fields, field)}))");
            writer.Line($"{field.VariableName} = {Read(field.Type, reader)};");
            writer.Close();
            otherwise = "else ";
        }

        if (fields.Count > 0)
        {
            writer.Open("else");
            writer.Line($"{reader}.Skip();");
            writer.Close();
        }
        else
        {
            writer.Line($"{reader}.Skip();");
        }

        writer.Close();
        writer.Blank();
        foreach (FieldModel field in fields)
        {
            if (field.Default is null && field.Initialization != FieldInitialization.Optional)
            {
                writer.Open($"if (!{Has(fields, field)})");
                writer.Line($"throw {reader}.Missing({Literal.Of(field.JsonName)});");
                writer.Close();
                writer.Blank();
            }
        }
    }

    private static string Has(EquatableArray<FieldModel> fields, FieldModel field) => UniqueName.Beside(fields, "has" + CSharpName.ToPascalCase(field.VariableName.TrimStart('@')));

    private static bool IsUnsupported(FieldModel field) => IsUnsupported(field.Type);

    private static bool IsUnsupported(FieldTypeModel type) => type.Shape == FieldShape.Unsupported || (type.Element is { } element && IsUnsupported(element));

    private static string Write(FieldTypeModel type, string value) => type switch
    {
        { AllowsNull: true } => $"writer.WriteNullable({value}, static (writer, value) => {Write(type with { AllowsNull = false }, "value")})",
        { Shape: FieldShape.NullableValue } => $"writer.WriteNullable({value}, static (writer, value) => {Write(type.Element!, "value")})",
        { Shape: FieldShape.Primitive } => $"writer.Write{type.Primitive}({value})",
        { Shape: FieldShape.Enum } => $"writer.WriteEnum({value})",
        _ => $"writer.WriteList({value}, static (writer, value) => {Write(type.Element!, "value")})",
    };

    /// <summary>A type from code without nullable annotations may be null but has no question mark, and generated code does have annotations.</summary>
    private static string AsDeclared(FieldTypeModel type) => type.Name.EndsWith("?", StringComparison.Ordinal) ? "" : "!";

    private static string Read(FieldTypeModel type, string reader) => type switch
    {
        { AllowsNull: true } => $"{reader}.ReadNullable(static (ref reader) => {Read(type with { AllowsNull = false }, "reader")}){AsDeclared(type)}",
        { Shape: FieldShape.NullableValue } => $"{reader}.ReadNullableValue(static (ref reader) => {Read(type.Element!, "reader")})",
        { Shape: FieldShape.Primitive } => $"{reader}.Read{type.Primitive}()",
        { Shape: FieldShape.Enum } => $"{reader}.ReadEnum<{type.Name}>()",
        { Shape: FieldShape.Array } => $"{reader}.ReadArray(static (ref reader) => {Read(type.Element!, "reader")})",
        { Shape: FieldShape.List } => $"{reader}.ReadList(static (ref reader) => {Read(type.Element!, "reader")})",
        { Shape: FieldShape.ImmutableArray } => $"{reader}.ReadImmutableArray(static (ref reader) => {Read(type.Element!, "reader")})",
        _ => $"{reader}.ReadReadOnlyList(static (ref reader) => {Read(type.Element!, "reader")})",
    };
}
