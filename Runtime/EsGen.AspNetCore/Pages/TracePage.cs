using EsGen.AspNetCore.Html;
using EsGen.AspNetCore.Reading;
using Microsoft.AspNetCore.Http;

namespace EsGen.AspNetCore.Pages;

/// <summary>What an event follows from, and what follows from it, over all streams.</summary>
internal static class TracePage
{
    // Deeper ones stand below each other: a chain may be long, and a page is narrow.
    private const int MaxNesting = 24;
    private const int MaxEvents = 2000;

    public static async Task GetAsync(PageContext context)
    {
        if (await ReadAsync(context) is not { } trace)
        {
            await Layout.RefuseAsync(context, StatusCodes.Status404NotFound, "Not found", "There is no such event.");
            return;
        }

        (string? id, long? position) = (context.GetText("id"), context.GetNumber("position"));
        await Layout.WriteAsync(context, "/events", "Causes and effects", html =>
        {
            html.Add($"<h1>Causes and effects</h1><p class=\"note\">Correlation <span class=\"id\">{trace.Correlation}</span></p>");
            if (trace.Events.Count == 0)
            {
                html.Add($"<p class=\"empty\">No event has it.</p>");
            }
            else
            {
                WriteTree(html, context, trace, id, position);
            }

            html.Add($"<p class=\"note\">Looked at the notifications {trace.From} to {trace.To}; the newest is {trace.Last}.</p>");
            int reach = GetReach(context);
            if (trace.To - trace.From + 1 < trace.Last && reach < EventTrace.MaxReach)
            {
                Link further = context.To("/trace").With("id", id).With("position", position)
                    .With("correlation", context.GetText("correlation"))
                    .With("reach", Math.Min(reach * 10L, EventTrace.MaxReach));
                Paging.Write(html, first: null, "", further, "Look further");
            }
        });
    }

    /// <summary>The tree that is asked for; null if the event isn't there.</summary>
    public static async Task<EventTrace?> ReadAsync(PageContext context)
    {
        int reach = GetReach(context);
        return context.GetText("correlation") is { } correlation
            ? await EventTrace.ReadAsync(context.Page.Strategy, correlation, reach, context.Cancellation)
            : await EventTrace.ReadAsync(
                context.Page.Strategy,
                context.GetId(),
                context.GetNumber("position")
                    ?? throw new BadRequestException("'position' must be the place of an event in its stream; or give 'correlation'."),
                reach,
                context.Cancellation);
    }

    private static int GetReach(PageContext context) =>
        (int)Math.Clamp(context.GetNumber("reach") ?? EventTrace.UsualReach, 1, EventTrace.MaxReach);

    private static void WriteTree(HtmlWriter html, PageContext context, EventTrace trace, string? id, long? position)
    {
        int open = 0;
        foreach (CausedEvent caused in trace.Events.Take(MaxEvents))
        {
            int depth = Math.Min(caused.Depth + 1, MaxNesting);
            for (; open > depth; open--)
            {
                html.Add($"</li></ul>");
            }

            if (open == depth)
            {
                html.Add($"</li>");
            }

            for (; open < depth; open++)
            {
                html.Add($"<ul class=\"causes\">");
            }

            SequencedItem item = caused.Notification.Item;
            bool isAsked = item.Position == position && Guid.TryParse(id, out Guid asked) && asked == item.SequenceId;
            html.Add($"<li><div class=\"{(isAsked ? "current" : "")}\">");
            html.Add($"<a href=\"{context.ToStream(item.SequenceId, item.Position + 1)}\">{item.Topic}</a> ");
            html.Add($"<span class=\"id\">{item.SequenceId}</span> ");
            html.Add($"<span class=\"note\">version {item.Position + 1}, notification {caused.Notification.Id}</span> ");
            html.Add($"<span class=\"time\">{Times.ShowSecond(item.Timestamp)}</span> ");
            html.Add($"<span class=\"data\">{DataView.Summarize(item.Data)}</span></div>");
        }

        for (; open > 0; open--)
        {
            html.Add($"</li></ul>");
        }

        if (trace.Events.Count > MaxEvents)
        {
            html.Add($"<p class=\"note\">and {trace.Events.Count - MaxEvents} more events</p>");
        }
    }
}
