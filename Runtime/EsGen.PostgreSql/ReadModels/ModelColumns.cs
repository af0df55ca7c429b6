using System.Globalization;
using System.Text;

namespace EsGen.PostgreSql;

/// <summary>
/// What people with SQL see of a read model: a column for the key and for each member, of which those that stand in indexes are stored,
/// with an index for SQL as well.
/// </summary>
internal sealed class ModelColumns
{
    /// <summary>What an index of PostgreSQL takes of texts, in characters of up to four bytes.</summary>
    private const int IndexedText = 600;

    private const int LongestName = 63;
    private const string KeyColumn = "k";

    private readonly List<string> _names = [KeyColumn];
    private readonly List<string> _types = [];
    private readonly List<string> _expressions = [];
    private readonly List<string> _indexes = [];
    private readonly int _textLength;

    public ModelColumns(ReadModelShape shape)
    {
        Dictionary<string, DocumentMember> members = shape.Members.ToDictionary(static member => member.Name, StringComparer.Ordinal);
        int texts = shape.Indexes.Select(index => index.Count(name => IsText(shape, members, name))).DefaultIfEmpty(0).Max();
        _textLength = IndexedText / Math.Max(1, texts);
        _types.Add(TypeOf(shape.Key) + CollationOf(shape.Key));
        _expressions.Add(Cut($"u.key_text::{TypeOf(shape.Key)}", shape.Key));
        Dictionary<string, string> stored = new(StringComparer.Ordinal) { [""] = KeyColumn };
        foreach (string name in shape.Indexes.SelectMany(static index => index).Distinct(StringComparer.Ordinal))
        {
            // What has no type of a column has no order here either.
            if (name.Length > 0 && members.TryGetValue(name, out DocumentMember? member) && member.Value != DocumentValue.Json)
            {
                string column = string.Create(CultureInfo.InvariantCulture, $"i{stored.Count}");
                stored.Add(name, column);
                _names.Add(column);
                _types.Add(TypeOf(member.Value) + (member.IsSet ? "[]" : "") + CollationOf(member.Value));
                _expressions.Add(Extract(member, isCut: true));
            }
        }

        foreach (IReadOnlyList<string> index in shape.Indexes)
        {
            string[] columns = [.. index.Where(stored.ContainsKey).Select(name => stored[name])];
            if (columns.Length > 0)
            {
                bool isSet = members.TryGetValue(index[0], out DocumentMember? first) && first.IsSet;
                _indexes.Add($"{(isSet ? "using gin " : "")}({string.Join(", ", columns)})");
            }
        }

        ViewSelection = GetViewSelection(shape, stored);
    }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>What is in them, of a key's text <c>u.key_text</c> and of <c>x.document</c>.</summary>
    public IReadOnlyList<string> Expressions => _expressions;

    /// <summary>The columns as a table's definition has them.</summary>
    public IEnumerable<string> Definitions => _names.Zip(_types, static (name, type) => $"{name} {type}");

    /// <summary>The indexes, behind a table's name.</summary>
    public IReadOnlyList<string> Indexes => _indexes;

    /// <summary>The columns of the view, of a table <c>d</c> and of <c>x.document</c>.</summary>
    public string ViewSelection { get; }

    /// <summary>A name in double quotes, whatever it has.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string TypeOf(DocumentValue value) => value switch
    {
        DocumentValue.Text => "text",
        DocumentValue.Uuid => "uuid",
        DocumentValue.Boolean => "boolean",
        DocumentValue.WholeNumber => "bigint",
        DocumentValue.ExactNumber => "numeric",
        DocumentValue.FloatingPoint => "double precision",
        DocumentValue.Instant => "timestamptz",
        DocumentValue.DateTime => "timestamp",
        DocumentValue.Date => "date",
        DocumentValue.Time => "time",
        _ => "jsonb",
    };

    private static string CollationOf(DocumentValue value) => value == DocumentValue.Text ? " collate \"C\"" : "";

    private static bool IsText(ReadModelShape shape, Dictionary<string, DocumentMember> members, string name) =>
        (name.Length == 0 ? shape.Key : members.GetValueOrDefault(name)?.Value) == DocumentValue.Text;

    private static string Literal(string text) =>
        $"E'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    private string Cut(string expression, DocumentValue value) =>
        value == DocumentValue.Text ? string.Create(CultureInfo.InvariantCulture, $"left({expression}, {_textLength})") : $"({expression})";

    private string Extract(DocumentMember member, bool isCut)
    {
        string name = Literal(member.Name);
        if (member.Value == DocumentValue.Json)
        {
            return $"(x.document -> {name})";
        }

        DocumentValue cut = isCut ? member.Value : DocumentValue.Json;
        string type = TypeOf(member.Value);
        return member.IsSet
            ? $"case jsonb_typeof(x.document -> {name}) when 'array' then array(select {Cut($"e.value::{type}", cut)} from "
                + $"jsonb_array_elements_text(x.document -> {name}) as e (value)) end"
            : Cut($"(x.document ->> {name})::{type}", cut);
    }

    private string GetViewSelection(ReadModelShape shape, Dictionary<string, string> stored)
    {
        // A member of one of these names gets an underscore behind it.
        HashSet<string> taken = new(shape.Members.Select(static member => member.Name), StringComparer.Ordinal) { "key", "document" };
        List<string> selection = [$"d.{KeyColumn} as \"key\""];
        foreach (DocumentMember member in shape.Members)
        {
            string name = member.Name;
            if (name is "key" or "document")
            {
                do
                {
                    name += "_";
                }
                while (!taken.Add(name));
            }

            if (Encoding.UTF8.GetByteCount(name) <= LongestName)
            {
                selection.Add(
                    $"{(stored.TryGetValue(member.Name, out string? column) ? "d." + column : Extract(member, isCut: false))} "
                        + $"as {Quote(name)}");
            }
        }

        selection.Add("x.document as \"document\"");
        return string.Join(", ", selection);
    }
}
