using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EsGen.Inspection;

/// <summary>What an event changed in a state.</summary>
/// <param name="Path">
/// Which value: names of members with dots between them, and places in lists in brackets. A name that has dots, brackets or quotes itself
/// is in brackets, too, as a JSON string.
/// </param>
/// <param name="Before">What it was; null if it wasn't there.</param>
/// <param name="After">What it is; null if it isn't there any more.</param>
internal sealed record StateChange(string Path, JsonElement? Before, JsonElement? After)
{
    private static readonly SearchValues<char> s_special = SearchValues.Create(".[]\"");

    /// <summary>What every event changes, and what none does.</summary>
    public static IReadOnlyList<string> OfEveryEntity { get; } = ["id", "version", "createdOn", "lastModified"];

    /// <summary>The path of the object or list that the value is in; empty for that of the entity's own members.</summary>
    public required string Parent { get; init; }

    /// <summary>Its name there, or its place.</summary>
    public required string Name { get; init; }

    /// <summary>The differences of two states.</summary>
    /// <param name="before">The state before; null for none.</param>
    /// <param name="after">The state behind.</param>
    public static IReadOnlyList<StateChange> Compare(JsonElement? before, JsonElement after)
    {
        List<StateChange> changes = [];
        CompareMembers("", before, after, OfEveryEntity, changes);
        return changes;
    }

    /// <summary>The path of a member of what is at another path.</summary>
    public static string GetPath(string parent, string name) =>
        name.Length == 0 || name.AsSpan().ContainsAny(s_special) ? $"{parent}[{Quote(name)}]"
        : parent.Length == 0 ? name
        : $"{parent}.{name}";

    /// <summary>The path of an item of the list that is at another path.</summary>
    public static string GetPath(string parent, int index) => $"{parent}[{index.ToString(CultureInfo.InvariantCulture)}]";

    public void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteString("path"u8, Path);
        Write(writer, "before", Before);
        Write(writer, "after", After);
    }

    public override string ToString() => (Before, After) switch
    {
        (null, { } after) => $"{Path} = {after.GetRawText()}",
        ({ } before, null) => $"{Path}: {before.GetRawText()} removed",
        _ => $"{Path}: {Before?.GetRawText()} → {After?.GetRawText()}",
    };

    private static void CompareMembers(
        string path, JsonElement? before, JsonElement after, IReadOnlyList<string> except, List<StateChange> changes)
    {
        // By name in a table, because a dictionary's entries are members, too, and there may be many.
        OrderedDictionary<string, JsonElement> now = new(StringComparer.Ordinal);
        foreach (JsonProperty member in after.EnumerateObject())
        {
            now[member.Name] = member.Value;
        }

        HashSet<string> seen = new(except, StringComparer.Ordinal);
        if (before is { } old)
        {
            foreach (JsonProperty member in old.EnumerateObject())
            {
                if (seen.Add(member.Name))
                {
                    Compare(path, member.Name, member.Value, now.TryGetValue(member.Name, out JsonElement value) ? value : null, changes);
                }
            }
        }

        foreach ((string name, JsonElement value) in now)
        {
            if (!seen.Contains(name))
            {
                Compare(path, name, before: null, value, changes);
            }
        }
    }

    private static void Compare(string parent, string name, JsonElement? before, JsonElement? after, List<StateChange> changes) =>
        Compare(new StateChange(GetPath(parent, name), before, after) { Parent = parent, Name = name }, changes);

    private static void Compare(string parent, int index, JsonElement? before, JsonElement? after, List<StateChange> changes) =>
        Compare(OfItem(parent, index, before, after), changes);

    private static void Compare(StateChange whole, List<StateChange> changes)
    {
        (string path, JsonElement? before, JsonElement? after) = whole;
        if (before is { } old && after is { } now)
        {
            if (JsonElement.DeepEquals(old, now))
            {
                return;
            }

            if (old.ValueKind == JsonValueKind.Object && now.ValueKind == JsonValueKind.Object)
            {
                CompareMembers(path, old, now, [], changes);
                return;
            }

            if (old.ValueKind == JsonValueKind.Array && now.ValueKind == JsonValueKind.Array)
            {
                CompareItems(path, [.. old.EnumerateArray()], [.. now.EnumerateArray()], changes);
                return;
            }
        }

        changes.Add(whole);
    }

    /// <summary>What is equal at both ends isn't touched: so one that was added or removed is one change, wherever it stands.</summary>
    private static void CompareItems(string path, JsonElement[] before, JsonElement[] after, List<StateChange> changes)
    {
        int start = 0;
        while (start < before.Length && start < after.Length && JsonElement.DeepEquals(before[start], after[start]))
        {
            start++;
        }

        int end = 0;
        while (end < before.Length - start && end < after.Length - start && JsonElement.DeepEquals(before[^(end + 1)], after[^(end + 1)]))
        {
            end++;
        }

        int both = Math.Min(before.Length, after.Length) - start - end;
        for (int i = start; i < start + both; i++)
        {
            Compare(path, i, before[i], after[i], changes);
        }

        for (int i = start + both; i < before.Length - end; i++)
        {
            changes.Add(OfItem(path, i, before[i], null));
        }

        for (int i = start + both; i < after.Length - end; i++)
        {
            changes.Add(OfItem(path, i, null, after[i]));
        }
    }

    private static StateChange OfItem(string parent, int index, JsonElement? before, JsonElement? after) =>
        new(GetPath(parent, index), before, after) { Parent = parent, Name = index.ToString(CultureInfo.InvariantCulture) };

    private static string Quote(string name) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(name)}\"";

    private static void Write(Utf8JsonWriter writer, string name, JsonElement? value)
    {
        if (value is { } element)
        {
            writer.WritePropertyName(name);
            element.WriteTo(writer);
        }
    }
}
