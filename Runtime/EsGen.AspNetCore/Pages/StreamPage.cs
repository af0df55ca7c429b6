using EsGen.AspNetCore.Html;
using EsGen.AspNetCore.Reading;
using EsGen.CompilerServices;
using Microsoft.AspNetCore.Http;

namespace EsGen.AspNetCore.Pages;

/// <summary>One stream, with a slider through its versions.</summary>
internal static class StreamPage
{
    private const int NeighboursBefore = 4;
    private const int NeighboursBehind = 5;

    private static readonly Action<HtmlWriter> s_current = static html => html.Add($"class=\"current\" aria-current=\"step\"");

    public static async Task GetAsync(PageContext context)
    {
        Guid id = context.GetId();
        if (await FindNewestAsync(context, id) is not { } newest)
        {
            await Layout.RefuseAsync(context, StatusCodes.Status404NotFound, "Not found", $"There is no stream {id}.");
            return;
        }

        long last = newest.Position + 1;
        (StreamStep step, IReadOnlyList<SequencedItem> neighbours) = await ReadStepAsync(context, id, last);
        string entity = context.Page.Catalog.GetName(newest.Topic);
        await Layout.WriteAsync(context, "", $"{entity} {id}", Write);

        void Write(HtmlWriter html)
        {
            html.Add($"""
                <h1>{entity} <span class="id">{id}</span></h1>
                <form class="slider" action="{context.To("/stream")}" method="get" data-step="{context.To("/stream/step").With("id", id)}"
                    data-live="{context.To("/live/stream").With("id", id).With("version", last)}">
                <input type="hidden" name="id" value="{id}">
                <button type="button" class="script" data-by="-1" aria-label="Previous version">◀</button>
                <input type="range" class="script" min="1" max="{last}" value="{step.Version}" aria-label="Version">
                <button type="button" class="script" data-by="1" aria-label="Next version">▶</button>
                <label>Version <input type="number" name="version" min="1" max="{last}" value="{step.Version}" required></label>
                <span>of <output class="last">{last}</output></span>
                <button class="go">Show</button>
                <span class="live state script" role="status"></span>
                </form>
                <p id="said" class="hidden" role="status"></p>
                <div id="step">{Step}</div>
                """);
        }

        void Step(HtmlWriter html) => WriteStep(html, context, step, last, neighbours);
    }

    /// <summary>Answers with the part of the page that differs from version to version.</summary>
    public static async Task GetStepAsync(PageContext context)
    {
        Guid id = context.GetId();
        if (await FindNewestAsync(context, id) is not { } newest)
        {
            context.Http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        (StreamStep step, IReadOnlyList<SequencedItem> neighbours) = await ReadStepAsync(context, id, newest.Position + 1);
        HtmlWriter html = new();
        WriteStep(html, context, step, newest.Position + 1, neighbours);
        await Layout.WriteAsync(context.Http, html);
    }

    public static async ValueTask<SequencedItem?> FindNewestAsync(PageContext context, Guid id) =>
        await context.Page.Strategy.GetItemsAsync(
            id, new ItemQuery { QueryAscending = false, Limit = 1 }, context.Cancellation) is [var newest] ? newest : null;

    /// <summary>The version that is asked for, the newest one unless it says which.</summary>
    public static async Task<(StreamStep Step, IReadOnlyList<SequencedItem> Neighbours)> ReadStepAsync(
        PageContext context, Guid id, long last)
    {
        long version = Math.Clamp(context.GetNumber("version") ?? last, 1, last);
        ItemQuery near = new()
        {
            First = Math.Max(version - 1 - NeighboursBefore, 0),
            Last = Math.Min(version - 1, long.MaxValue - NeighboursBehind) + NeighboursBehind,
        };
        IReadOnlyList<SequencedItem> neighbours = await context.Page.Strategy.GetItemsAsync(id, near, context.Cancellation);
        if (neighbours.Where(item => item.Position == version - 1).ToArray() is not [var item])
        {
            throw new BadRequestException(
                $"The stream {id} has no event at position {version - 1}, though it has later ones: the store is damaged.");
        }

        EventSourcedAttribute? kind = context.Page.Catalog.Find(item.Topic);
        return (await context.Page.States.GetAsync(kind, item, context.Cancellation), neighbours);
    }

    private static void WriteStep(
        HtmlWriter html, PageContext context, StreamStep step, long last, IReadOnlyList<SequencedItem> neighbours)
    {
        html.Add($"""
            <div class="columns">
            <section aria-labelledby="state-heading"><h2 id="state-heading">State at version {step.Version}</h2>{State}</section>
            <section aria-labelledby="event-heading"><h2 id="event-heading">{step.Item.Topic}</h2>{Event}</section>
            </div>
            <section aria-labelledby="near-heading"><h2 id="near-heading">Timeline</h2><ol class="timeline">{Timeline}</ol>{Steps}</section>
            """);

        void State(HtmlWriter state)
        {
            if (step.After is { } after)
            {
                state.Add($"<p class=\"note\">This event changed {Describe(step)}.</p>");
                StateView.Write(state, after, step.Changes);
            }
            else
            {
                state.Add($"<p class=\"problem\">{step.Problem}</p>");
            }
        }

        void Event(HtmlWriter e)
        {
            SequencedItem item = step.Item;
            Link trace = context.To("/trace").With("id", item.SequenceId).With("position", item.Position);
            e.Add($"""
                <dl class="facts">
                <dt>Time (UTC)</dt><dd class="time">{Times.Show(item.Timestamp)}</dd>
                <dt>Position</dt><dd>{item.Position}</dd>
                <dt>Related</dt><dd><a href="{trace}">Causes and effects</a></dd>
                </dl>
                <h3>Data</h3>{(Action<HtmlWriter>)(data => DataView.Write(data, item.Data))}
                <h3>Metadata</h3>{(Action<HtmlWriter>)(data => DataView.Write(data, item.Metadata))}
                """);
        }

        void Timeline(HtmlWriter timeline)
        {
            foreach (SequencedItem item in neighbours)
            {
                long version = item.Position + 1;
                timeline.Add($"<li {(version == step.Version ? s_current : null)}><span class=\"number\">{version}</span> ");
                timeline.Add($"<a href=\"{context.ToStream(item.SequenceId, version)}\" data-version=\"{version}\">{item.Topic}</a> ");
                timeline.Add($"<span class=\"time\">{Times.ShowSecond(item.Timestamp)}</span> ");
                timeline.Add($"<span class=\"data\">{DataView.Summarize(item.Data)}</span></li>");
            }
        }

        void Steps(HtmlWriter nav)
        {
            Guid id = step.Item.SequenceId;
            nav.Add($"<nav class=\"paging\" aria-label=\"Versions\">");
            (string Text, long Version, bool IsThere)[] links =
            [
                ("First", 1, step.Version > 1),
                ("Previous", step.Version - 1, step.Version > 1),
                ("Next", step.Version + 1, step.Version < last),
                ("Newest", last, step.Version < last),
            ];
            foreach ((string text, long version, bool isThere) in links)
            {
                if (isThere)
                {
                    nav.Add($"<a href=\"{context.ToStream(id, version)}\" data-version=\"{version}\">{text}</a>");
                }
            }

            nav.Add($"</nav>");
        }
    }

    private static string Describe(StreamStep step) => step.Changes.Count switch
    {
        0 => "nothing of the state",
        1 => "one value",
        var count => $"{count} values",
    };
}
