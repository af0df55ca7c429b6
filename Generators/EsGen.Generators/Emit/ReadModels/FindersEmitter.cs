namespace EsGen.Generators.Emit.ReadModels;

/// <summary>
/// Prints what reads documents by key and index: extensions of <c>ReadModels&lt;T&gt;</c>, typed by the model's key and members.
/// </summary>
internal sealed class FindersEmitter
{
    private const string Services = "global::EsGen.CompilerServices.";
    private const string List = "global::System.Collections.Generic.IReadOnlyList";
    private const string Task = "global::System.Threading.Tasks.ValueTask";
    private const string Token = "global::System.Threading.CancellationToken cancellationToken";

    private readonly ReadModelModel _model;
    private readonly KeyWriting _keys;
    private readonly string _type;
    private readonly string _models;
    private readonly string _key;

    private FindersEmitter(ReadModelModel model)
    {
        _model = model;
        _keys = new KeyWriting(new PayloadTypes(model.PayloadTypes));
        _type = model.Type.FullName;
        _models = $"this global::EsGen.ReadModels<{_type}> models";
        _key = model.KeyType.Name;
    }

    /// <returns>The file; null if nobody outside can name the model.</returns>
    public static string? Emit(ReadModelModel model) => model.FindersAccessibility is null ? null : new FindersEmitter(model).Emit();

    private string Emit() => GeneratedFile.InNamespace(_model.Type, writer =>
    {
        writer.Line($"/// <summary>Reads documents of {_model.Type.Name.TrimStart('@')}.</summary>");
        writer.Line(GeneratedFile.GeneratedCode);
        if (_model.IsObsolete)
        {
            writer.Line("[global::System.Obsolete] // Like the class.");
        }

        writer.Open($"{_model.FindersAccessibility} static class {_model.FindersClass}");
        EmitByKey(writer);
        EmitAll(writer);
        if (_model.IsByEntity)
        {
            EmitCurrent(writer);
        }

        for (int i = 0; i < _model.Indexes.Count; i++)
        {
            EmitFinders(writer, i, _model.Indexes[i]);
        }

        writer.Blank();
        writer.Block($$"""
            private static {{Services}}KeyWriter ToKey({{_key}} key)
            {
                var writer = new {{Services}}KeyWriter();
                {{Code.Print(statement => _keys.Emit(statement, _model.KeyType, "writer", "key"))}}
                return writer;
            }

            private static {{Services}}DocumentReader<{{_type}}> Read(global::EsGen.ReadModels<{{_type}}> models)
            {
                global::System.ArgumentNullException.ThrowIfNull(models);
                return models.Documents;
            }
            """);
        writer.Close();
    });

    private void EmitByKey(SourceWriter writer)
    {
        EmitMethod(
            writer,
            "The document with a key.",
            ["models: The documents.", "key: The key."],
            ["EsGen.ReadModelNotFoundException: There is none.", NotReady],
            $"{_type} Get({_models}, {_key} key)",
            "Read(models).Find(ToKey(key)) ?? throw models.Documents.NotFound($\"{key}\")");
        EmitMethod(
            writer,
            "The document with a key.",
            ["models: The documents.", "key: The key.", Cancels],
            ["EsGen.ReadModelNotFoundException: There is none.", NotReady],
            $"async {Task}<{_type}> GetAsync({_models}, {_key} key, {Token} = default)",
            "await Read(models).FindAsync(ToKey(key), cancellationToken).ConfigureAwait(false) ?? throw "
                + "models.Documents.NotFound($\"{key}\")");
        EmitMethod(
            writer,
            "Finds the document with a key, if there is one.",
            ["models: The documents.", "key: The key.", "document: The document; null if there is none."],
            [NotReady],
            $"bool TryGet({_models}, {_key} key, [global::System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out {_type}? document)",
            "(document = Read(models).Find(ToKey(key))) is not null");
        EmitMethod(
            writer,
            "The document with a key; null if there is none.",
            ["models: The documents.", "key: The key.", Cancels],
            [NotReady],
            $"{Task}<{_type}?> FindAsync({_models}, {_key} key, {Token} = default)",
            "Read(models).FindAsync(ToKey(key), cancellationToken)");
        EmitMethod(
            writer,
            "Whether there is a document with a key.",
            ["models: The documents.", "key: The key."],
            [NotReady],
            $"bool Contains({_models}, {_key} key)",
            "Read(models).Contains(ToKey(key))");
        EmitMethod(
            writer,
            "Whether there is a document with a key.",
            ["models: The documents.", "key: The key.", Cancels],
            [NotReady],
            $"{Task}<bool> ContainsAsync({_models}, {_key} key, {Token} = default)",
            "Read(models).ContainsAsync(ToKey(key), cancellationToken)");
        writer.Blank();
        writer.Block($$"""
            /// <summary>The key of a document that was read.</summary>
            /// <param name="models">The documents.</param>
            /// <param name="document">The document.</param>
            {{_model.FindersAccessibility}} static {{_key}} KeyOf({{_models}}, {{_type}} document) => {{Services}}DocumentKeys.Of<{{_type}}, {{_key}}>(document);
            """);
    }

    private void EmitAll(SourceWriter writer)
    {
        string[] parameters =
            [
                "models: The documents.",
                "after: The last document of the page before; null for the first page.",
                "limit: How many at most, from 1 to 10,000."];
        EmitMethod(
            writer,
            "The documents in the order of their keys.",
            parameters,
            [NotReady],
            $"{List}<{_type}> All({_models}, {_type}? after = null, int limit = 100)",
            "Read(models).All(after, limit)");
        EmitMethod(
            writer,
            "The documents in the order of their keys.",
            [.. parameters, Cancels],
            [NotReady],
            $"{Task}<{List}<{_type}>> AllAsync({_models}, {_type}? after = null, int limit = 100, {Token} = default)",
            "Read(models).AllAsync(after, limit, cancellationToken)");
    }

    private void EmitCurrent(SourceWriter writer)
    {
        const string Summary =
            "What the events of one entity make of it at this moment, whatever is stored of it here; null if they make nothing.";
        EmitMethod(
            writer,
            Summary,
            ["models: The documents.", "id: The entity's id."],
            [],
            $"{_type}? GetCurrent({_models}, global::System.Guid id)",
            "Read(models).GetCurrent(id)");
        EmitMethod(
            writer,
            Summary,
            ["models: The documents.", "id: The entity's id.", Cancels],
            [],
            $"{Task}<{_type}?> GetCurrentAsync({_models}, global::System.Guid id, {Token} = default)",
            "Read(models).GetCurrentAsync(id, cancellationToken)");
    }

    private void EmitFinders(SourceWriter writer, int number, IndexModel index)
    {
        bool isSingle = index.Members.Count == 1;
        if (isSingle)
        {
            EmitFinder(writer, number, index, [.. index.Members], range: null, hasPriority: !index.Last.IsSet);
        }

        if (!index.Last.IsSet)
        {
            EmitFinder(writer, number, index, [.. index.Members.Take(index.Members.Count - 1)], index.Last, hasPriority: false);
        }
    }

    private void EmitFinder(
        SourceWriter writer,
        int number,
        IndexModel index,
        IndexMemberModel[] equal,
        IndexMemberModel? range,
        bool hasPriority)
    {
        string given = string.Join(" and ", equal.Select(static member => member.PropertyName));
        string summary = range is null
            ? $"The documents whose {index.Last.PropertyName} {(index.Last.IsSet ? "contains" : "is")} a value, in the order of their keys."
            : $"The documents in a range of {range.PropertyName}{(given.Length > 0 ? $", with the given {given}" : "")}, in its order.";
        string[] documentation =
        [
            "models: The documents.",
            .. equal.Select(static member => $"{member.ParameterName.TrimStart('@')}: The value of {member.PropertyName}."),
            .. range is null
                ? (string[])[]
                : [
                    "from: The least value; from the first one on if null.",
                    "to: The first value behind the range; to the last one if null.",
                ],
            "descending: Whether to begin at the end.",
            "limit: How many at most, from 1 to 10,000.",
            "after: The last document of the page before; null for the first page.",
        ];
        string parameters = string.Concat(equal.Select(static member => $", {member.ParameterType} {member.ParameterName}"))
            + (range is null ? "" : $", {GetBoundType(range)} from = null, {GetBoundType(range)} to = null")
            + $", bool descending = false, int limit = 100, {_type}? after = null";
        foreach (bool isAsync in (bool[])[false, true])
        {
            string list = $"{List}<{_type}>";
            EmitDocumentation(writer, summary, isAsync ? [.. documentation, Cancels] : documentation, [NotReady]);
            if (hasPriority)
            {
                // A single value stands for itself, and not for the beginning of a range.
                writer.Line("[global::System.Runtime.CompilerServices.OverloadResolutionPriority(1)]");
            }

            writer.Open(
                $"{_model.FindersAccessibility} static {(isAsync ? $"{Task}<{list}>" : list)} "
                    + $"FindBy{index.Name}{(isAsync ? "Async" : "")}({_models}{parameters}{(isAsync ? $", {Token} = default" : "")})");
            string query = NameLocal("query", equal);
            writer.Line($"var {query} = new {Services}IndexQuery<{_type}>({number}, descending, limit, after);");
            foreach (IndexMemberModel member in equal)
            {
                _keys.Emit(writer, member.Type, query + ".Equal", member.ParameterName);
            }

            if (range is not null)
            {
                EmitBound(writer, range, equal, query, "from", "From");
                EmitBound(writer, range, equal, query, "to", "To");
            }

            writer.Line(isAsync ? $"return Read(models).FindAsync({query}, cancellationToken);" : $"return Read(models).Find({query});");
            writer.Close();
        }
    }

    private static string GetBoundType(IndexMemberModel member) => member.ParameterType.TrimEnd('?') + "?";

    private void EmitBound(
        SourceWriter writer,
        IndexMemberModel member,
        IndexMemberModel[] equal,
        string query,
        string parameter,
        string name)
    {
        (string value, string key) = (NameLocal(parameter + "Value", equal), NameLocal(parameter + "Key", equal));
        writer.Block($$"""
            if ({{parameter}} is { } {{value}})
            {
                var {{key}} = {{query}}.Begin{{name}}();
                {{Code.Print(statements => _keys.EmitPresent(statements, member.Type, key, value))}}
                {{query}}.End{{name}}();
            }
            """);
        writer.Blank();
    }

    /// <summary>A name for a local variable that is none of the parameters', which are called as the members are.</summary>
    private static string NameLocal(string name, IndexMemberModel[] parameters) =>
        UniqueName.Beside(parameters.Select(static parameter => parameter.ParameterName), name);

    private const string Cancels = "cancellationToken: Ends the wait for the store.";
    private const string NotReady = "EsGen.ReadModelNotReadyException: The documents are being made.";

    private void EmitMethod(SourceWriter writer, string summary, string[] parameters, string[] exceptions, string signature, string body)
    {
        EmitDocumentation(writer, summary, parameters, exceptions);
        string modifiers = signature.StartsWith("async ", StringComparison.Ordinal) ? "static async" : "static";
        string head = modifiers == "static" ? signature : signature.Substring("async ".Length);
        writer.Block($$"""
            {{_model.FindersAccessibility}} {{modifiers}} {{head}} =>
                {{body}};
            """);
    }

    private static void EmitDocumentation(SourceWriter writer, string summary, string[] parameters, string[] exceptions)
    {
        writer.Blank();
        writer.Line($"/// <summary>{summary}</summary>");
        foreach (string parameter in parameters)
        {
            int colon = parameter.IndexOf(':');
            writer.Line($"/// <param name=\"{parameter.Substring(0, colon)}\">{parameter.Substring(colon + 2)}</param>");
        }

        foreach (string exception in exceptions)
        {
            int colon = exception.IndexOf(':');
            writer.Line($"/// <exception cref=\"global::{exception.Substring(0, colon)}\">{exception.Substring(colon + 2)}</exception>");
        }
    }
}
