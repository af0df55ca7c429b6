using System.Text.Json;

namespace EsGen.AspNetCore.Html;

/// <summary>
/// Writes a state, or any JSON, as lines of names and values, with what an event changed marked: by a sign and a word, not by colour alone.
/// </summary>
internal sealed class StateView
{
    // What a browser still shows at once. Of a longer list the changed items and the first ones are shown.
    private const int MaxLines = 1000;
    private const int MaxItems = 50;
    private const int MaxText = 2000;
    private const int MaxDepth = 40;

    private readonly HtmlWriter _html;
    private readonly Dictionary<string, StateChange> _changes;
    private readonly ILookup<string, StateChange> _removed;
    private readonly HashSet<string> _pathsToChanges;
    private int _lines;

    private StateView(HtmlWriter html, IReadOnlyList<StateChange> changes)
    {
        _html = html;
        _changes = changes.Where(static change => change.After is not null)
            .ToDictionary(static change => change.Path, StringComparer.Ordinal);
        _removed = changes.Where(static change => change.After is null).ToLookup(static change => change.Parent, StringComparer.Ordinal);
        _pathsToChanges = [.. changes.SelectMany(static change => GetStarts(change.Path))];
    }

    /// <summary>A state behind an event.</summary>
    public static void Write(HtmlWriter html, JsonElement state, IReadOnlyList<StateChange> changes) =>
        new StateView(html, changes).WriteMembers("", state, StateChange.OfEveryEntity, depth: 0);

    /// <summary>Data, in which nothing is marked.</summary>
    public static void Write(HtmlWriter html, JsonElement data)
    {
        StateView view = new(html, []);
        if (data.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            view.WriteMembers("", data, [], depth: 0);
        }
        else
        {
            html.Add($"<p class=\"value\">{Text(data)}</p>");
        }
    }

    private void WriteMembers(string path, JsonElement element, IReadOnlyList<string> hidden, int depth)
    {
        _html.Add($"<ul class=\"tree\">");
        int left = 0;
        int index = 0;
        foreach ((string name, string child, JsonElement value) in GetMembers(path, element))
        {
            if (depth == 0 && hidden.Contains(name))
            {
                continue;
            }

            bool isWanted = _changes.ContainsKey(child) || _pathsToChanges.Contains(child);
            bool isShown = element.ValueKind != JsonValueKind.Array || index < MaxItems || isWanted;
            index++;
            if (!isShown || (_lines >= MaxLines && !isWanted) || _lines >= 2 * MaxLines)
            {
                left++;
                continue;
            }

            _lines++;
            WriteMember(name, child, value, depth);
        }

        if (left > 0)
        {
            _html.Add($"<li class=\"more\">and {left} more</li>");
        }

        foreach (StateChange removed in _removed[path])
        {
            _html.Add($"<li class=\"removed\"><span class=\"mark\">− removed</span> <span class=\"name\">{removed.Name}</span> ");
            _html.Add($"<del>{Text(removed.Before)}</del></li>");
        }

        if (index == 0)
        {
            _html.Add($"<li class=\"more\">{(element.ValueKind == JsonValueKind.Array ? "no items" : "no members")}</li>");
        }

        _html.Add($"</ul>");
    }

    private void WriteMember(string name, string path, JsonElement value, int depth)
    {
        StateChange? change = _changes.GetValueOrDefault(path);
        bool isTree = value.ValueKind is JsonValueKind.Object or JsonValueKind.Array && depth < MaxDepth && !IsEmpty(value);
        (string css, string mark) = change switch
        {
            null => ("", ""),
            { Before: null } => ("added", "+ new"),
            _ => ("changed", "● changed"),
        };
        _html.Add($"<li class=\"{css}\">");
        if (change is not null)
        {
            _html.Add($"<span class=\"mark\">{mark}</span> ");
        }

        _html.Add($"<span class=\"name\">{name}</span> ");
        if (change is { Before: { } before })
        {
            _html.Add($"<del>{Text(before)}</del> <span class=\"to\" aria-label=\"to\">→</span> ");
        }

        if (isTree)
        {
            _html.Add($"<span class=\"kind\">{Count(value)}</span>");
            WriteMembers(path, value, [], depth + 1);
        }
        else
        {
            _html.Add($"<span class=\"value {(value.ValueKind == JsonValueKind.String ? "text" : "")}\">{Text(value)}</span>");
        }

        _html.Add($"</li>");
    }

    private static IEnumerable<(string Name, string Path, JsonElement Value)> GetMembers(string path, JsonElement element) =>
        element.ValueKind == JsonValueKind.Array
            ? element.EnumerateArray().Select((item, index) => ($"{index}", StateChange.GetPath(path, index), item))
            : element.EnumerateObject().Select(member => (member.Name, StateChange.GetPath(path, member.Name), member.Value));

    /// <summary>Where a path may begin with another one.</summary>
    private static IEnumerable<string> GetStarts(string path)
    {
        for (int i = 1; i < path.Length; i++)
        {
            if (path[i] is '.' or '[')
            {
                yield return path[..i];
            }
        }
    }

    private static bool IsEmpty(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() == 0 : value.GetPropertyCount() == 0;

    private static string Count(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? $"{value.GetArrayLength()} {(value.GetArrayLength() == 1 ? "item" : "items")}"
        : "";

    private static string Text(JsonElement? value)
    {
        string text = value?.GetRawText() ?? "";
        if (value is { ValueKind: JsonValueKind.String } element && TryGetString(element) is { } readable)
        {
            text = $"\"{readable}\"";
        }

        return text.Length <= MaxText ? text : $"{text[..MaxText]}… ({text.Length} characters)";
    }

    /// <summary>Null for half of a surrogate pair as an escape, which is JSON and no text.</summary>
    private static string? TryGetString(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
