using System.Text.Json;

namespace EsGen.Tool.Applications;

/// <summary>What an event changed in a state.</summary>
/// <param name="Path">Which value: names of members with dots between them, and places in lists in brackets.</param>
/// <param name="Before">What it was; null if it wasn't there.</param>
/// <param name="After">What it is; null if it isn't there any more.</param>
internal sealed record StateChange(string Path, JsonElement? Before, JsonElement? After)
{
    // What every event changes, and what none does.
    private static readonly string[] s_ofEveryEntity = ["id", "version", "createdOn", "lastModified"];

    /// <summary>The differences of two states.</summary>
    /// <param name="before">The state before; null for none.</param>
    /// <param name="after">The state behind.</param>
    public static IReadOnlyList<StateChange> Compare(JsonElement? before, JsonElement after)
    {
        List<StateChange> changes = [];
        foreach (string name in Names(before, after).Except(s_ofEveryEntity))
        {
            Compare(name, Member(before, name), Member(after, name), changes);
        }

        return changes;
    }

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

    private static void Compare(string path, JsonElement? before, JsonElement? after, List<StateChange> changes)
    {
        if (before is { } old && after is { } now)
        {
            if (JsonElement.DeepEquals(old, now))
            {
                return;
            }

            if (old.ValueKind == JsonValueKind.Object && now.ValueKind == JsonValueKind.Object)
            {
                foreach (string name in Names(before, after))
                {
                    Compare($"{path}.{name}", Member(before, name), Member(after, name), changes);
                }

                return;
            }

            if (old.ValueKind == JsonValueKind.Array && now.ValueKind == JsonValueKind.Array)
            {
                CompareItems(path, [.. old.EnumerateArray()], [.. now.EnumerateArray()], changes);
                return;
            }
        }

        changes.Add(new StateChange(path, before, after));
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
            Compare($"{path}[{i}]", before[i], after[i], changes);
        }

        for (int i = start + both; i < before.Length - end; i++)
        {
            changes.Add(new StateChange($"{path}[{i}]", before[i], null));
        }

        for (int i = start + both; i < after.Length - end; i++)
        {
            changes.Add(new StateChange($"{path}[{i}]", null, after[i]));
        }
    }

    private static IEnumerable<string> Names(JsonElement? before, JsonElement? after) =>
        Members(before).Concat(Members(after)).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Members(JsonElement? element) => element is { ValueKind: JsonValueKind.Object } value
        ? value.EnumerateObject().Select(static member => member.Name)
        : [];

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out JsonElement member) ? member : null;

    private static void Write(Utf8JsonWriter writer, string name, JsonElement? value)
    {
        if (value is { } element)
        {
            writer.WritePropertyName(name);
            element.WriteTo(writer);
        }
    }
}
