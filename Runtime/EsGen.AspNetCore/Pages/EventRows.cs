using EsGen.AspNetCore.Html;

namespace EsGen.AspNetCore.Pages;

/// <summary>Events of the log as rows of a table, on the page and in what it gets live.</summary>
internal static class EventRows
{
    public static void Write(HtmlWriter html, PageContext context, Notification notification)
    {
        SequencedItem item = notification.Item;
        html.Add($"<tr><td class=\"number\">{notification.Id}</td><td class=\"time\">{Times.ShowSecond(item.Timestamp)}</td>");
        html.Add($"<td><a href=\"{context.ToStream(item.SequenceId, item.Position + 1)}\">{item.Topic}</a></td>");
        html.Add($"{(Action<HtmlWriter>)(cell => ShortId.WriteCell(cell, item.SequenceId))}<td class=\"number\">{item.Position + 1}</td>");
        html.Add($"<td class=\"data\">{DataView.Summarize(item.Data)}</td></tr>");
    }
}
