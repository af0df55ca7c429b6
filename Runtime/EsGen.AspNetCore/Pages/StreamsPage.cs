using EsGen.AspNetCore.Html;
using EsGen.AspNetCore.Reading;

namespace EsGen.AspNetCore.Pages;

/// <summary>The streams, those that changed last first, of all kinds or of one; and the way to one by its id.</summary>
internal static class StreamsPage
{
    public static async Task GetAsync(PageContext context)
    {
        if (context.GetText("q") is { } query)
        {
            await StreamSearch.AnswerAsync(context, query.Trim());
            return;
        }

        string? entity = context.GetText("entity");
        StreamList streams = await ReadAsync(context);
        IReadOnlyList<string> names = context.Page.Catalog.GetNames();
        await Layout.WriteAsync(context, "", entity is null ? "Streams" : $"Streams of {entity}", Write);

        void Write(HtmlWriter html)
        {
            html.Add($"<h1>Streams</h1><nav class=\"tabs\" aria-label=\"Kinds of entities\">{Tabs}</nav>");
            if (streams.Lines.Count > 0)
            {
                html.Add($"""
                    <div class="wide"><table>
                    <thead><tr><th>Stream</th><th>Entity</th><th class="number">Version</th><th>Newest event</th>
                    <th>Time (UTC)</th></tr></thead>
                    <tbody>{Rows}</tbody>
                    </table></div>
                    """);
            }
            else
            {
                string where = streams.Next is null ? "" : " among the newest events";
                html.Add($"<p class=\"empty\">There are none{where}.</p>");
            }

            if (streams.Next is { } next && streams.Lines.Count < context.GetLimit())
            {
                html.Add($"<p class=\"note\">Looked back to notification {next}.</p>");
            }

            Link here = context.Home.With("entity", entity);
            Paging.Write(
                html,
                context.GetNumber("before") is null ? null : here,
                "Newest",
                streams.Next is null ? null : here.With("before", streams.Next).With("limit", context.GetNumber("limit")),
                streams.Lines.Count == context.GetLimit() ? "Older" : "Look further back");
        }

        void Tabs(HtmlWriter html)
        {
            foreach (string? name in names.Prepend(null))
            {
                Link link = context.Home.With("entity", name);
                if (name == entity)
                {
                    html.Add($"<a href=\"{link}\" aria-current=\"true\">{name ?? "All"}</a>");
                }
                else
                {
                    html.Add($"<a href=\"{link}\">{name ?? "All"}</a>");
                }
            }
        }

        void Rows(HtmlWriter html)
        {
            foreach (StreamLine line in streams.Lines)
            {
                html.Add($"<tr><td class=\"id\"><a href=\"{context.ToStream(line.Id)}\">{line.Id}</a></td><td>{line.Entity}</td>");
                html.Add($"<td class=\"number\">{line.Version}</td><td>{line.Last.Item.Topic}</td>");
                html.Add($"<td class=\"time\">{Times.ShowSecond(line.Last.Item.Timestamp)}</td></tr>");
            }
        }
    }

    public static Task<StreamList> ReadAsync(PageContext context) => StreamList.ReadAsync(
        context.Page.Strategy,
        context.Page.Catalog,
        context.GetText("entity"),
        context.GetNumber("before"),
        context.GetLimit(),
        context.Cancellation);
}
