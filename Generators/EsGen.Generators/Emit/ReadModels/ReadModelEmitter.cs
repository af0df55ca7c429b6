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
            writer.Line($"private {_model.KeyType.Name} _documentKey{(_model.KeyType.Primitive == "String" ? " = \"\"" : "")};");
            writer.Line("private bool _isRemoved;");
            EmitConstructors(writer);
            EmitMembers(writer);
            EmitContract(writer);
            writer.Blank();
            writer.Line("/// <summary>Takes events to documents. The JSON names and forms are those of what is stored.</summary>");
            writer.Line(GeneratedFile.GeneratedCode);
            writer.Line("[global::System.Obsolete] // Like some of the events may be, which stay in the store for ever.");
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
            writer.Line("/// <summary>Makes a document, which events then change.</summary>");
            writer.Open($"private {_self}()");
            writer.Close();
        }

        FieldModel[] members = [.. _model.Members];
        string key = UniqueName.Beside(members, "key");
        writer.Blank();
        writer.Line("/// <summary>Makes a document of what is stored of it.</summary>");
        writer.Line(
            $"private {_self}({Services}KeyReader {key}"
                + $"{string.Concat(members.Select(static member => $", {member.Type.Name} {member.VariableName}"))})");
        writer.Indent();
        writer.Line(": this()");
        writer.Outdent();
        writer.Open();
        EmitSetKey(writer, "this", key);
        foreach (FieldModel member in members)
        {
            writer.Line($"this.{member.PropertyName} = {member.VariableName}{(member.Type.AllowsNull ? "!" : "")};");
        }

        writer.Close();
    }

    private void EmitMembers(SourceWriter writer)
    {
        writer.Blank();
        writer.Line("/// <summary>Removes the document at the end of the <c>On</c> that calls this.</summary>");
        writer.Line(GeneratedFile.GeneratedCode);
        writer.Line("private void Remove() => _isRemoved = true;");
        if (!_model.IsByEntity)
        {
            return;
        }

        writer.Blank();
        writer.Line($"""
            /// <summary>Makes a document of events, without a store, for unit tests.</summary>
            /// <param name="id">The id of the entity that the events happened to.</param>
            /// <param name="events">The events, oldest first; they are stamped with the Unix epoch.</param>
            /// <returns>The document; null if the events make none, or remove it.</returns>
            {GeneratedFile.GeneratedCode}
            public static {_self}? Replay(global::System.Guid id, global::System.Collections.Generic.IEnumerable<global::EsGen.IDomainEvent> events) =>
                {Services}DocumentReplay.Of<{_model.Type.FullName}>(id, events);
            """);
    }

    private void EmitContract(SourceWriter writer)
    {
        string type = _model.Type.FullName;
        string key = _model.KeyType.Name;
        string contract = $"global::EsGen.IReadModel<{type}>";
        (string Signature, string Body)[] members =
        [
            ($"{Services}ReadModelDescription {contract}.Description", "Projection.Description"),
            ($"{type} {contract}.Create(global::System.ReadOnlySpan<byte> key)", "Projection.Create(key)"),
            (
                $"{type} {contract}.Decode(global::System.ReadOnlySpan<byte> key, global::System.ReadOnlyMemory<byte> data)",
                "Projection.Decode(key, data)"),
            ($"global::System.ReadOnlyMemory<byte> {contract}.Encode({type} document)", "Projection.Encode(document)"),
            (
                $"void {contract}.WriteKey({type} document, {Services}KeyWriter writer)",
                "Projection.WriteKey(writer, document._documentKey)"),
            ($"void {contract}.Index({type} document, {Services}IndexEntries entries)", "Projection.Index(document, entries)"),
            (
                $"void {contract}.Route(global::EsGen.IDomainEvent e, in global::EsGen.EventContext context, {Services}DocumentKeys keys)",
                "Projection.Route(e, context, keys)"),
            (
                $"bool {contract}.Apply({type} document, global::EsGen.IDomainEvent e, in global::EsGen.EventContext context)",
                "Projection.Apply(document, e, context)"),
            ($"{key} global::EsGen.IReadModel<{type}, {key}>.GetKey({type} document)", "document._documentKey"),
        ];
        foreach ((string signature, string body) in members)
        {
            writer.Blank();
            writer.Line($"static {signature} => {body};");
        }
    }

    private void EmitDescription(SourceWriter writer)
    {
        writer.Blank();
        writer.Line($"public static readonly {Services}ReadModelDescription Description = new(");
        writer.Indent();
        writer.Line($"typeof({_model.Type.FullName}),");
        writer.Line($"{Literal.Of(_model.Name)},");
        writer.Line($"{Literal.Of(_model.Fingerprint)},");
        writer.Line($"keySize: {_keys.GetSize(_model.KeyType)},");
        writer.Line(
            $"entities: [{string.Join(", ", _model.Entities.Select(static entity => $"{Services}HandledEntity.Of<{entity}>()"))}],");
        writer.Line("handlers:");
        writer.Line("[");
        writer.Indent();
        foreach (EventHandlerModel handler in _model.Handlers)
        {
            string[] settings =
            [
                .. handler.IfExists ? ["IfExists = true"] : (string[])[],
                .. handler.Routing == EventRoutings.Index ? [$"Index = {handler.Index}"] : (string[])[],
            ];
            writer.Line(
                $"new(typeof({handler.Record}), {Services}EventRouting.{handler.Routing})"
                    + $"{(settings.Length > 0 ? $" {{ {string.Join(", ", settings)} }}" : "")},");
        }

        writer.Outdent();
        writer.Line("],");
        writer.Line($"indexes: [{string.Join(", ", _model.Indexes.Select(static index => Literal.Of(index.Name)))}],");
        new DocumentShape(_types).Emit(writer, _model);
        writer.Outdent();
        if (_model.FormerNames.Count > 0)
        {
            writer.Open();
            writer.Line($"FormerNames = [{string.Join(", ", _model.FormerNames.Select(Literal.Of))}],");
            writer.Close("};");
        }
    }

    private void EmitCodec(SourceWriter writer)
    {
        writer.Blank();
        writer.Open($"public static {_self} Create(global::System.ReadOnlySpan<byte> key)");
        writer.Line($"var document = new {_self}();");
        EmitSetKey(writer, "document", $"new {Services}KeyReader(key)");
        writer.Line("return document;");
        writer.Close();
        EmitDecode(writer);
        writer.Blank();
        writer.Open($"public static global::System.ReadOnlyMemory<byte> Encode({_self} document)");
        writer.Line($"var writer = {Services}EventDataWriter.Begin({Literal.Of(_model.Name)}, default(global::EsGen.EventContext));");
        WriteStatements writing = new(_types);
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

    private void EmitSetKey(SourceWriter writer, string document, string reader)
    {
        writer.Line($"{document}._documentKey = Projection.ReadKey({reader});");
        if (_model.KeyMember is { } member)
        {
            writer.Line($"{document}.{member} = {document}._documentKey;");
        }
    }

    private void EmitKey(SourceWriter writer)
    {
        writer.Blank();
        writer.Line($"public static void WriteKey({Services}KeyWriter writer, {_model.KeyType.Name} key) =>");
        writer.Indent();
        SourceWriter statement = new();
        _keys.Emit(statement, _model.KeyType, "writer", "key");
        writer.Line(statement.ToString().TrimEnd('\n'));
        writer.Outdent();
        writer.Blank();
        writer.Line($"public static {_model.KeyType.Name} ReadKey({Services}KeyReader reader) => {_keys.Read(_model.KeyType, "reader")};");
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
                writer.Open($"if ({isThere})");
                writer.Open($"foreach (var value in {values})");
                writer.Line($"var {name} = entries.Begin();");
                _keys.Emit(writer, set.Type, name, "value");
                writer.Line($"entries.End({i});");
                writer.Close();
                writer.Close();
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
        writer.Open($"public static void Route({Event}, {Services}DocumentKeys keys)");
        if (!_model.IsByEntity)
        {
            writer.Open("switch (@event)");
            foreach (EventHandlerModel handler in _model.Handlers.Where(static handler => handler.Routing != EventRoutings.Entity))
            {
                bool isIndex = handler.Routing == EventRoutings.Index;
                writer.Line($"case {handler.Record}{(isIndex ? "" : " e")}:");
                writer.Open();
                if (isIndex)
                {
                    EmitRouteByIndex(writer, _model.Indexes[handler.Index].Last.Type);
                }
                else
                {
                    EmitRouteByKey(writer, _model.KeyOfs.First(keyOf => keyOf.Record == handler.Record));
                }

                writer.Line("break;");
                writer.Close();
            }

            writer.Close();
        }

        writer.Close();
    }

    private void EmitRouteByIndex(SourceWriter writer, FieldTypeModel type)
    {
        writer.Line("var value = keys.Begin();");
        _keys.EmitPresent(writer, type, "value", "context.Id");
        writer.Line("keys.End();");
    }

    private static void EmitRouteByKey(SourceWriter writer, KeyOfModel keyOf)
    {
        string keys = $"KeyOf(e{(keyOf.TakesContext ? ", context" : "")})";
        if (keyOf.Result == KeyOfResult.One)
        {
            writer.Line($"WriteKey(keys.Begin(), {keys});");
            writer.Line("keys.End();");
            return;
        }

        writer.Open(keyOf.Result == KeyOfResult.Many ? $"foreach (var key in {keys})" : $"if ({keys} is {{ }} key)");
        writer.Line("WriteKey(keys.Begin(), key);");
        writer.Line("keys.End();");
        writer.Close();
        writer.Blank();
    }

    private void EmitApply(SourceWriter writer)
    {
        writer.Blank();
        writer.Open($"public static bool Apply({_self} document, {Event})");
        writer.Open("switch (@event)");
        foreach (EventHandlerModel handler in _model.Handlers)
        {
            writer.Line($"case {handler.Record} e:");
            writer.Indent();
            writer.Line($"document.On(e{(handler.TakesContext ? ", context" : "")});");
            writer.Line("break;");
            writer.Outdent();
        }

        writer.Close();
        writer.Blank();
        writer.Line("return !document._isRemoved;");
        writer.Close();
    }
}
