using EsGen.AspNetCore.Html;

namespace EsGen.AspNetCore.Pages;

/// <summary>A stream's id in a table that has other things to show: its end, in which those of one time differ.</summary>
internal static class ShortId
{
    private const int Length = 12;

    public static void WriteCell(HtmlWriter html, Guid id) =>
        html.Add($"<td class=\"id\" title=\"{id}\">…{id.ToString()[^Length..]}</td>");
}
