namespace EsGen.Generators.Emit.ReadModels;

/// <summary>Prints a read model's generated half: what stores its documents, and what takes events to its <c>On</c>.</summary>
internal sealed class ReadModelEmitter
{
    private const string Services = "global::EsGen.CompilerServices.";
    private const string Event = "global::EsGen.IDomainEvent @event, in global::EsGen.EventContext context";

    private readonly ReadModelModel _model;
    private readonly PayloadTypes _types;
    private readonly KeyWriting _keys;
    private readonly string _self;

    private ReadModelEmitter(ReadModelModel model)
    {
        _model = model;
        _types = new PayloadTypes(model.PayloadTypes);
        _keys = new KeyWriting(_types);
        _self = model.Type.Name;
    }

    public static string Emit(ReadModelModel model) => new ReadModelEmitter(model).Emit();

    private string Emit() => GeneratedFile.InType(
        _model.Type,
        $"global::EsGen.IReadModel<{_model.Type.FullName}, {_model.KeyType.Name}>",
        writer =>
        {
            writer.Block($$"""
                private {{_model.KeyType.Name}} _documentKey{{(_model.KeyType.Primitive == "String" ? " = \"\"" : "")}};
                private bool _isRemoved;
                """);
            EmitConstructors(writer);
            EmitMembers(writer);
            EmitContract(writer);
            writer.Blank();
            writer.Block($$"""
                /// <summary>Takes events to documents. The JSON names and forms are those of what is stored.</summary>
                {{GeneratedFile.GeneratedCode}}
                [global::System.Obsolete] // Like some of the events may be, which stay in the store for ever.
                """);
            writer.Open("private static class Projection");
            ConverterField.Emit(writer, _model.Members.Select(static member => member.Type), _model.PayloadTypes);
            EmitDescription(writer);
            EmitCodec(writer);
            EmitIndex(writer);
            EmitRoute(writer);
            EmitApply(writer);
            EmitKey(writer);
            foreach (PayloadTypeModel type in _model.PayloadTypes)
            {
                new PayloadEmitter(_types, isState: true).Emit(writer, type);
            }

            writer.Close();
        });

    /// <summary>Constructors, because only they can assign what is read-only.</summary>
    private void EmitConstructors(SourceWriter writer)
    {
        if (_model.NeedsConstructor)
        {
            writer.Blank();
            writer.Block($$"""
                /// <summary>Makes a document, which events then change.</summary>
                private {{_self}}()
                {
                }
                """);
        }

        FieldModel[] members = [.. _model.Members];
        string key = UniqueName.Beside(members, "key");
        string parameters = string.Concat(members.Select(static member => $", {member.Type.Name} {member.VariableName}"));
        writer.Blank();
        writer.Block($$"""
            /// <summary>Makes a document of what is stored of it.</summary>
            private {{_self}}({{Services}}KeyReader {{key}}{{parameters}})
                : this()
            {
                {{SetKey("this", key)}}
                {{Code.Lines(members.Select(static member =>
                    $"this.{member.PropertyName} = {member.VariableName}{(member.Type.AllowsNull ? "!" : "")};"))}}
            }
            """);
    }

    private void EmitMembers(SourceWriter writer)
    {
        writer.Blank();
        writer.Block($$"""
            /// <summary>Removes the document at the end of the <c>On</c> that calls this.</summary>
            {{GeneratedFile.GeneratedCode}}
            private void Remove() => _isRemoved = true;
            """);
        if (!_model.IsByEntity)
        {
            return;
        }

        writer.Blank();
        writer.Block($$"""
            /// <summary>Makes a document of events, without a store, for unit tests.</summary>
            /// <param name="id">The id of the entity that the events happened to.</param>
            /// <param name="events">The events, oldest first; they are stamped with the Unix epoch.</param>
            /// <returns>The document; null if the events make none, or remove it.</returns>
            {{GeneratedFile.GeneratedCode}}
            public static {{_self}}? Replay(global::System.Guid id, global::System.Collections.Generic.IEnumerable<global::EsGen.IDomainEvent> events) =>
                {{Services}}DocumentReplay.Of<{{_model.Type.FullName}}>(id, events);
            """);
    }

    private void EmitContract(SourceWriter writer)
    {
        string type = _model.Type.FullName;
        string key = _model.KeyType.Name;
        string contract = $"global::EsGen.IReadModel<{type}>";
        writer.Blank();
        writer.Block($$"""
            static {{Services}}ReadModelDescription {{contract}}.Description => Projection.Description;

            static {{type}} {{contract}}.Create(global::System.ReadOnlySpan<byte> key) => Projection.Create(key);

            static {{type}} {{contract}}.Decode(global::System.ReadOnlySpan<byte> key, global::System.ReadOnlyMemory<byte> data) => Projection.Decode(key, data);

            static global::System.ReadOnlyMemory<byte> {{contract}}.Encode({{type}} document) => Projection.Encode(document);

            static void {{contract}}.WriteKey({{type}} document, {{Services}}KeyWriter writer) => Projection.WriteKey(writer, document._documentKey);

            static void {{contract}}.Index({{type}} document, {{Services}}IndexEntries entries) => Projection.Index(document, entries);

            static void {{contract}}.Route(global::EsGen.IDomainEvent e, in global::EsGen.EventContext context, {{Services}}DocumentKeys keys) => Projection.Route(e, context, keys);

            static bool {{contract}}.Apply({{type}} document, global::EsGen.IDomainEvent e, in global::EsGen.EventContext context) => Projection.Apply(document, e, context);

            static {{key}} global::EsGen.IReadModel<{{type}}, {{key}}>.GetKey({{type}} document) => document._documentKey;
            """);
    }

    private void EmitDescription(SourceWriter writer)
    {
        string entities = string.Join(", ", _model.Entities.Select(static entity => $"{Services}HandledEntity.Of<{entity}>()"));
        string settings = _model.FormerNames.Count == 0
            ? ""
            : $$"""

            {
                FormerNames = [{{string.Join(", ", _model.FormerNames.Select(Literal.Of))}}],
            }
            """;
        writer.Blank();
        writer.Block($$"""
            public static readonly {{Services}}ReadModelDescription Description = new(
                typeof({{_model.Type.FullName}}),
                {{Literal.Of(_model.Name)}},
                {{Literal.Of(_model.Fingerprint)}},
                keySize: {{_keys.GetSize(_model.KeyType)}},
                entities: [{{entities}}],
                handlers:
                [
                    {{Code.Lines(_model.Handlers.Select(GetDescription))}}
                ],
                indexes: [{{string.Join(", ", _model.Indexes.Select(static index => Literal.Of(index.Name)))}}],
                shape: {{new DocumentShape(_types).Of(_model)}}){{settings}};
            """);
    }

    private static string GetDescription(EventHandlerModel handler)
    {
        string[] settings =
        [
            .. handler.IfExists ? ["IfExists = true"] : (string[])[],
            .. handler.Routing == EventRoutings.Index ? [$"Index = {handler.Index}"] : (string[])[],
        ];
        return $"new(typeof({handler.Record}), {Services}EventRouting.{handler.Routing})"
            + $"{(settings.Length > 0 ? $" {{ {string.Join(", ", settings)} }}" : "")},";
    }

    private void EmitCodec(SourceWriter writer)
    {
        writer.Blank();
        writer.Block($$"""
            public static {{_self}} Create(global::System.ReadOnlySpan<byte> key)
            {
                var document = new {{_self}}();
                {{SetKey("document", $"new {Services}KeyReader(key)")}}
                return document;
            }
            """);
        EmitDecode(writer);
        WriteStatements writing = new(_types);
        writer.Blank();
        writer.Open($"public static global::System.ReadOnlyMemory<byte> Encode({_self} document)");
        writer.Line($"var writer = {Services}EventDataWriter.Begin({Literal.Of(_model.Name)}, default(global::EsGen.EventContext));");
        foreach (FieldModel member in _model.Members)
        {
            writer.Line($"writer.Name({Literal.OfJson(member.JsonName)}u8);");
            writing.Emit(writer, member.Type, "document." + member.PropertyName);
        }

        writer.Line("return writer.End();");
        writer.Close();
    }

    private void EmitDecode(SourceWriter writer)
    {
        FieldModel[] members = [.. _model.Members];
        string key = UniqueName.Beside(members, "key");
        string data = UniqueName.Beside(members, "data");
        string item = UniqueName.Beside(members, "item");
        string reader = UniqueName.Beside(members, "reader");
        writer.Blank();
        writer.Open($"public static {_self} Decode(global::System.ReadOnlySpan<byte> {key}, global::System.ReadOnlyMemory<byte> {data})");
        writer.Line($"var {item} = new global::EsGen.SequencedItem(default, 0, {Literal.Of(_model.Name)}, {data});");
        new MembersReader(_types).Emit(
            writer, members, reader, declare: true, begin: () => writer.Line($"var {reader} = new {Services}EventDataReader({item});"));
        writer.Line(
            "return new("
                + string.Join(", ", members.Select(static member => member.VariableName).Prepend($"new {Services}KeyReader({key})"))
                + ");");
        writer.Close();
    }

    private string SetKey(string document, string reader) => Code.Of($$"""
        {{document}}._documentKey = Projection.ReadKey({{reader}});
        {{(_model.KeyMember is { } member ? $"{document}.{member} = {document}._documentKey;" : "")}}
        """);

    private void EmitKey(SourceWriter writer)
    {
        writer.Blank();
        writer.Block($$"""
            public static void WriteKey({{Services}}KeyWriter writer, {{_model.KeyType.Name}} key) =>
                {{Code.Print(statement => _keys.Emit(statement, _model.KeyType, "writer", "key"))}}

            public static {{_model.KeyType.Name}} ReadKey({{Services}}KeyReader reader) => {{_keys.Read(_model.KeyType, "reader")}};
            """);
    }

    private void EmitIndex(SourceWriter writer)
    {
        writer.Blank();
        writer.Open($"public static void Index({_self} document, {Services}IndexEntries entries)");
        for (int i = 0; i < _model.Indexes.Count; i++)
        {
            IndexModel index = _model.Indexes[i];
            string name = "by" + index.Name;
            if (index.Last is { Collection: { } collection } set)
            {
                string values = "document." + set.PropertyName;
                string isThere = collection == FieldShape.ImmutableArray ? $"!{values}.IsDefault" : $"{values} is not null";
                writer.Block($$"""
                    if ({{isThere}})
                    {
                        foreach (var value in {{values}})
                        {
                            var {{name}} = entries.Begin();
                            {{Code.Print(statements => _keys.Emit(statements, set.Type, name, "value"))}}
                            entries.End({{i}});
                        }
                    }
                    """);
                writer.Blank();
                continue;
            }

            writer.Line($"var {name} = entries.Begin();");
            foreach (IndexMemberModel member in index.Members)
            {
                _keys.Emit(writer, member.Type, name, "document." + member.PropertyName);
            }

            writer.Line($"entries.End({i});");
            writer.Blank();
        }

        writer.Close();
    }

    private void EmitRoute(SourceWriter writer)
    {
        writer.Blank();
        writer.Block($$"""
            public static void Route({{Event}}, {{Services}}DocumentKeys keys)
            {
                {{(_model.IsByEntity ? "" : GetRoutes())}}
            }
            """);
    }

    private string GetRoutes() => Code.Of($$"""
        switch (@event)
        {
            {{Code.Lines(_model.Handlers.Where(static handler => handler.Routing != EventRoutings.Entity).Select(GetRoute))}}
        }
        """);

    private string GetRoute(EventHandlerModel handler) => handler.Routing == EventRoutings.Index
        ? Code.Of($$"""
            case {{handler.Record}}:
            {
                var value = keys.Begin();
                {{Code.Print(statements => _keys.EmitPresent(statements, _model.Indexes[handler.Index].Last.Type, "value", "context.Id"))}}
                keys.End();
                break;
            }
            """)
        : Code.Of($$"""
            case {{handler.Record}} e:
            {
                {{GetRoute(_model.KeyOfs.First(keyOf => keyOf.Record == handler.Record))}}
                break;
            }
            """);

    private static string GetRoute(KeyOfModel keyOf)
    {
        string keys = $"KeyOf(e{(keyOf.TakesContext ? ", context" : "")})";
        return keyOf.Result == KeyOfResult.One
            ? $$"""
            WriteKey(keys.Begin(), {{keys}});
            keys.End();
            """
            : $$"""
            {{(keyOf.Result == KeyOfResult.Many ? $"foreach (var key in {keys})" : $"if ({keys} is {{ }} key)")}}
            {
                WriteKey(keys.Begin(), key);
                keys.End();
            }

            """;
    }

    private void EmitApply(SourceWriter writer)
    {
        writer.Blank();
        writer.Block($$"""
            public static bool Apply({{_self}} document, {{Event}})
            {
                switch (@event)
                {
                    {{Code.Lines(_model.Handlers.Select(GetCase))}}
                }

                return !document._isRemoved;
            }
            """);
    }

    private static string GetCase(EventHandlerModel handler) => $$"""
        case {{handler.Record}} e:
            document.On(e{{(handler.TakesContext ? ", context" : "")}});
            break;
        """;
}
