using EsGen.AspNetCore.Html;
using EsGen.AspNetCore.Reading;

namespace EsGen.AspNetCore.Pages;

/// <summary>The log, the newest event first, and live.</summary>
internal static class EventsPage
{
    public static async Task GetAsync(PageContext context)
    {
        (IReadOnlyList<Notification> events, long? next) = await ReadAsync(context);
        bool isFirst = context.GetNumber("before") is null;
        await Layout.WriteAsync(context, "/events", "Events", Write);

        void Write(HtmlWriter html)
        {
            html.Add($"<h1>Events</h1>");
            if (isFirst)
            {
                LiveBar.Write(html, context.To("/live").With("after", events is [var newest, ..] ? newest.Id : 0), into: "events");
            }

            if (events.Count == 0 && !isFirst)
            {
                html.Add($"<p>There are no older events.</p>");
            }

            html.Add($"""
                <div class="wide"><table>
                <thead><tr><th class="number">Notification</th><th>Time (UTC)</th><th>Event</th><th>Stream</th>
                <th class="number">Version</th><th>Data</th></tr></thead>
                <tbody id="events">{Rows}</tbody>
                </table></div>
                {Pages}
                """);
        }

        void Rows(HtmlWriter html)
        {
            foreach (Notification notification in events)
            {
                EventRows.Write(html, context, notification);
            }
        }

        void Pages(HtmlWriter html)
        {
            Link here = context.To("/events");
            Paging.Write(html, isFirst ? null : here, "Newest", next is null ? null : here.With("before", next), "Older");
        }
    }

    /// <summary>A page of the log, and where the next one begins; null at the end.</summary>
    public static async Task<(IReadOnlyList<Notification> Events, long? Next)> ReadAsync(PageContext context)
    {
        int limit = context.GetLimit();
        List<Notification> events = [];
        await foreach (Notification notification in LogReader.ReadBackAsync(
            context.Page.Strategy, context.GetNumber("before"), context.Cancellation))
        {
            events.Add(notification);
            if (events.Count == limit)
            {
                break;
            }
        }

        return (events, events.Count == limit && events[^1].Id > 1 ? events[^1].Id : null);
    }
}
