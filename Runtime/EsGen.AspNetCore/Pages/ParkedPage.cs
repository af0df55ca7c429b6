using System.Globalization;
using EsGen.AspNetCore.Html;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace EsGen.AspNetCore.Pages;

/// <summary>What a policy has parked, to be tried again or dropped.</summary>
internal static class ParkedPage
{
    // What was done comes back in the address as one of these, so that loading the page again doesn't do it again.
    private const string Handled = "handled";
    private const string Failed = "failed";
    private const string Dropped = "dropped";

    public static Task GetAsync(PageContext context)
    {
        long? id = context.GetNumber("notification");
        string? message = context.GetText("done") switch
        {
            Handled => $"Notification {id} was handled, and isn't parked any more.",
            Failed => $"Notification {id} couldn't be handled this time either; it has an attempt more.",
            Dropped => $"Notification {id} was dropped: the policy won't handle it.",
            _ => null,
        };
        return WriteAsync(context, message, StatusCodes.Status200OK);
    }

    public static Task RetryAsync(PageContext context) => ChangeAsync(
        context,
        static async (runner, policy, id, cancellation) =>
            await runner.RetryParkedAsync(policy, id, cancellation) > 0 ? Handled : Failed);

    public static Task DropAsync(PageContext context) => ChangeAsync(context, static async (runner, policy, id, cancellation) =>
    {
        await runner.DropParkedAsync(policy, id, cancellation);
        return Dropped;
    });

    /// <summary>A page of what a policy has parked, and where the next one begins; null at the end.</summary>
    public static async Task<(IReadOnlyList<ParkedEvent> Events, long? Next)> ReadAsync(PageContext context, string policy)
    {
        int limit = context.GetLimit();
        try
        {
            IReadOnlyList<ParkedEvent> parked = await GetRunner(context).GetParkedAsync(
                policy, context.GetNumber("after") ?? 0, limit, context.Cancellation);
            return (parked, parked.Count == limit ? parked[^1].NotificationId : null);
        }
        catch (InvalidOperationException exception)
        {
            throw new BadRequestException(exception.Message);
        }
    }

    /// <exception cref="BadRequestException">None is named.</exception>
    public static string GetPolicy(PageContext context) =>
        context.GetText("policy") ?? throw new BadRequestException("'policy' must be the name of a policy.");

    private static EventSourcedRunner GetRunner(PageContext context) =>
        context.Page.Runner ?? throw new BadRequestException("No runner is registered, so there are no policies.");

    private static async Task ChangeAsync(
        PageContext context, Func<EventSourcedRunner, string, long, CancellationToken, Task<string>> change)
    {
        string policy = GetPolicy(context);
        IFormCollection form = await context.Http.Request.ReadFormAsync(context.Cancellation);
        if (!long.TryParse(form["notification"], NumberStyles.None, CultureInfo.InvariantCulture, out long id))
        {
            throw new BadRequestException("'notification' must be the id of a parked event.");
        }

        try
        {
            // What has begun is done, whether somebody waits for it or not.
            string done = await change(GetRunner(context), policy, id, context.Page.Stopping);
            context.Http.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Http.Response.Headers.Location =
                context.To("/parked").With("policy", policy).With("done", done).With("notification", id).Url;
        }
        catch (Exception exception) when (exception is InvalidOperationException or RunnerNotStartedException)
        {
            await WriteAsync(context, exception.Message, StatusCodes.Status409Conflict);
        }
    }

    private static async Task WriteAsync(PageContext context, string? message, int status)
    {
        string policy = GetPolicy(context);
        (IReadOnlyList<ParkedEvent> events, long? next) = await ReadAsync(context, policy);
        bool allowsChanges = context.Options.AllowChanges;
        AntiforgeryTokenSet? tokens = allowsChanges ? context.Page.Antiforgery!.GetAndStoreTokens(context.Http) : null;
        SecurityHeaders.Set(context.Http.Response);
        Link here = context.To("/parked").With("policy", policy);
        await Layout.WriteAsync(context, "/runner", $"Parked events of {policy}", Write, status);

        void Write(HtmlWriter html)
        {
            html.Add($"<h1>Parked events of {policy}</h1>");
            if (message is not null)
            {
                html.Add($"<p class=\"message {(status == StatusCodes.Status200OK ? "" : "problem")}\" role=\"status\">{message}</p>");
            }

            if (events.Count == 0)
            {
                html.Add($"<p class=\"empty\">There are none.</p>");
            }
            else
            {
                html.Add($"""
                    <div class="wide"><table>
                    <thead><tr><th class="number">Notification</th><th>Event</th><th>Stream</th><th class="number">Attempts</th>
                    <th>Exception</th><th>Parked (UTC)</th><th>{(allowsChanges ? "Change" : "")}</th></tr></thead>
                    <tbody>{Rows}</tbody>
                    </table></div>
                    """);
            }

            Link? first = context.GetNumber("after") is null ? null : here;
            Paging.Write(html, first, "First", next is null ? null : here.With("after", next), "More");
            if (!allowsChanges && events.Count > 0)
            {
                html.Add($"<p class=\"note\">The page was mapped to look only. With AllowChanges, these can be retried and dropped here.</p>");
            }
        }

        void Rows(HtmlWriter html)
        {
            foreach (ParkedEvent e in events)
            {
                Link stream = context.ToStream(e.SequenceId, e.Position + 1);
                html.Add($"<tr><td class=\"number\">{e.NotificationId}</td><td><a href=\"{stream}\">{e.Topic}</a></td>");
                ShortId.WriteCell(html, e.SequenceId);
                html.Add($"<td class=\"number\">{e.Attempts}</td>");
                html.Add($"<td class=\"type\">{Exception}</td>");
                html.Add($"<td class=\"time\">{Times.ShowSecond(e.ParkedOn)}</td><td class=\"actions\">");
                if (tokens is not null)
                {
                    WriteForm(html, "/parked/retry", "Retry", e.NotificationId);
                    WriteForm(html, "/parked/drop", "Drop", e.NotificationId);
                }

                html.Add($"</td></tr>");

                // A long name is broken behind a dot.
                void Exception(HtmlWriter cell)
                {
                    string[] parts = (e.ExceptionType ?? "waits behind another of its stream").Split('.');
                    foreach (string part in parts.SkipLast(1))
                    {
                        cell.Add($"{part}.<wbr>");
                    }

                    cell.Add($"{parts[^1]}");
                }
            }
        }

        void WriteForm(HtmlWriter html, string path, string text, long id) => html.Add($"""
            <form class="change" method="post" action="{context.To(path).With("policy", policy)}">
            <input type="hidden" name="{tokens!.FormFieldName}" value="{tokens.RequestToken}">
            <input type="hidden" name="notification" value="{id}">
            <button aria-label="{text} notification {id}" class="{(text == "Drop" ? "danger" : "")}">{text}</button>
            </form>
            """);
    }
}
