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
        EmitEntryPoints(writer, entity);
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

    /// <summary>What finds the method of an event or an item.</summary>
    private static void EmitEntryPoints(SourceWriter writer, EntityModel entity)
    {
        EventModel[] today = [.. entity.Events.Where(static e => e.Origin != EventOrigin.Retired)];
        OldVersionModel[] old = [.. entity.OldVersions.Where(static old => old.Topics.Count > 0)];
        IEnumerable<string> cases =
        [
            .. entity.Events.Select(GetCase),
            .. old.Select(GetCase),
            """
            default:
                throw Mutator.Description.Unreadable(item);
            """,
        ];
        writer.Block($$"""
            public static global::EsGen.SequencedItem Encode(global::EsGen.IDomainEvent @event, in global::EsGen.EventContext context) => @event switch
            {
                {{Code.Lines(today.Select(static e => $"{e.RecordName} e => Encode{e.MethodSuffix}(e, context),"))}}
                _ => throw Mutator.Description.NotAnEvent(@event),
            };

            public static Event Decode(in global::EsGen.SequencedItem item)
            {
                switch (item.Topic)
                {
                    {{Code.Paragraphs(cases)}}
                }
            }
            """);
        if (entity.HasSplitEvents)
        {
            writer.Blank();
            writer.Block($$"""
                public static global::System.Collections.Generic.IReadOnlyList<Event> DecodeAll(in global::EsGen.SequencedItem item)
                {
                    switch (item.Topic)
                    {
                        {{Code.Lines(old.Where(static old => old.BecomesMany).Select(GetCaseOfMany))}}
                        default:
                        {
                            return [Decode(item)];
                        }
                    }
                }
                """);
        }
    }

    private static string GetCase(EventModel e)
    {
        if (e.TakesRecord)
        {
            return Code.Of($$"""
                case {{GetPattern(e.Topics)}}:
                    return Decode{{e.MethodSuffix}}(item);
                """);
        }

        // The method's own parameter is in scope beside the fields.
        string variable(FieldModel field) =>
            field.VariableName.TrimStart('@') == "item" ? UniqueName.Beside(e.Fields, field.VariableName) : field.VariableName;
        string outs = string.Concat(e.Fields.Select(field => $", out {field.Type.Name} {variable(field)}"));
        return Code.Of($$"""
            case {{GetPattern(e.Topics)}}:
            {
                Decode{{e.EventName}}(item{{outs}});
                return new {{e.RecordName}}({{string.Join(", ", e.Fields.Select(variable))}});
            }
            """);
    }

    private static string GetCase(OldVersionModel old)
    {
        string statement = old switch
        {
            { Path.Count: 0 } => StubEmitter.Throw(old.RecordName),
            { BecomesMany: true } => "throw Mutator.Description.Several(item)",
            _ => $"return {DecodeToday(old)}",
        };
        return Code.Of($$"""
            case {{GetPattern(old.Topics)}}:
                {{statement}};
            """);
    }

    private static string GetCaseOfMany(OldVersionModel old) => Code.Of($$"""
        case {{GetPattern(old.Topics)}}:
        {
            {{(NeedsContext(old) ? "var context = new global::EsGen.EventContext(item);" : "")}}
            return [.. {{DecodeToday(old)}}];
        }
        """);

    /// <summary>The pattern that any of the topics matches.</summary>
    public static string GetPattern(IEnumerable<string> topics) => string.Join(" or ", topics.Select(Literal.Of));

    private void EmitEncode(SourceWriter writer, EventModel e)
    {
        const string Writer = "global::EsGen.CompilerServices.EventDataWriter";
        string name = e.MethodSuffix;
        string begin = $"var writer = {Writer}.Begin({Literal.Of(e.Topics[0])}, context);";
        writer.Blank();
        writer.Block($$"""
            private static global::EsGen.SequencedItem Encode{{name}}({{e.RecordName}} e, in global::EsGen.EventContext context)
            {
                {{GetStatements()}}
            }
            """);
        if (e.MayChange && !IsUnsupported(e.Fields))
        {
            writer.Blank();
            writer.Block($$"""
                private static void Write{{name}}Fields({{Writer}} writer, {{e.RecordName}} e)
                {
                    {{Code.Print(EmitFields)}}
                }
                """);
        }

        string GetStatements() => e switch
        {
            _ when IsUnsupported(e.Fields) => StubEmitter.Throw(e.EventName) + ";",
            { MayChange: true } => $"{begin}\nreturn writer.End(e, Write{name}Fields, Decode{name}, context);",
            _ => Code.Print(statements =>
            {
                statements.Line(begin);
                EmitFields(statements);
                statements.Line("return writer.End(context);");
            }),
        };

        void EmitFields(SourceWriter fields)
        {
            foreach (FieldModel field in e.Fields)
            {
                fields.Line($"writer.Name({Literal.OfJson(field.JsonName)}u8);");
                _writing.Emit(fields, field.Type, "e." + field.PropertyName);
            }
        }
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
