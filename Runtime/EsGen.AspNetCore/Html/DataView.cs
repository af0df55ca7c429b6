namespace EsGen.AspNetCore.Html;

/// <summary>Writes an event's data or metadata, which may be anything.</summary>
internal static class DataView
{
    private const int MaxSummary = 120;
    private const int BytesOfSummary = 4 * MaxSummary;

    public static void Write(HtmlWriter html, ReadOnlyMemory<byte> data)
    {
        if (data.IsEmpty)
        {
            html.Add($"<p class=\"more\">nothing</p>");
        }
        else if (JsonItems.TryParse(data) is { } element)
        {
            StateView.Write(html, element);
        }
        else
        {
            html.Add($"<p class=\"value\">{JsonItems.Show(data)}</p>");
        }
    }

    /// <summary>So much of it as fits into a line of a table.</summary>
    public static string Summarize(ReadOnlyMemory<byte> data)
    {
        ReadOnlySpan<byte> start = data.Span[..Math.Min(data.Length, BytesOfSummary)];

        // Not in the middle of a character, which wouldn't be text any more.
        while (start.Length < data.Length && start is [.., >= 0x80])
        {
            start = start[..^1];
        }

        string text = JsonItems.Show(start.ToArray());
        return text.Length <= MaxSummary && start.Length == data.Length ? text : text[..Math.Min(text.Length, MaxSummary)] + "…";
    }
}
