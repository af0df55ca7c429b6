using System.Globalization;
using EsGen.AspNetCore.Html;
using EsGen.AspNetCore.Pages;

namespace EsGen.AspNetCore.Live;

/// <summary>What happens, as it happens, until the browser goes or the host stops.</summary>
internal static class LiveEndpoints
{
    private const int MaxRows = 50;

    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_pulse = TimeSpan.FromSeconds(1);

    /// <summary>New events as rows of the table, the newest first. Of many at once the newest ones.</summary>
    public static Task GetEventsAsync(PageContext context) => FollowAsync(
        context, GetLastId(context), async (stream, seen, last, cancellation) =>
    {
        long after = Math.Max(seen, last - MaxRows);
        IReadOnlyList<Notification> events = await context.Page.Strategy.GetNotificationsAsync(after, MaxRows, cancellation);
        if (events.Count == 0)
        {
            return last;
        }

        HtmlWriter html = new();
        foreach (Notification notification in events.Reverse())
        {
            EventRows.Write(html, context, notification);
        }

        await stream.SendAsync(html.ToString(), events[^1].Id, cancellation);
        return events[^1].Id;
    });

    /// <summary>A stream's newest version, whenever it has another one.</summary>
    public static async Task GetStreamAsync(PageContext context)
    {
        Guid id = context.GetId();
        long version = context.GetNumber("version") ?? 0;
        await FollowAsync(context, after: 0, async (stream, _, last, cancellation) =>
        {
            if (await StreamPage.FindNewestAsync(context, id) is { } newest && newest.Position + 1 > version)
            {
                version = newest.Position + 1;
                await stream.SendAsync(version.ToString(CultureInfo.InvariantCulture), id: null, cancellation);
            }

            return last;
        });
    }

    /// <summary>The rows of read models and policies, whenever something of them has changed.</summary>
    public static async Task GetRunnerAsync(PageContext context)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation, context.Page.Stopping);
        EventStream stream = new(context.Http.Response);
        string sent = "";
        try
        {
            await stream.BeginAsync(end.Token);
            while (true)
            {
                HtmlWriter html = new();
                RunnerRows.Write(html, context, await RunnerPage.ReadAsync(context) ?? []);
                if (html.ToString() is var rows && rows != sent)
                {
                    await stream.SendAsync(sent = rows, id: null, end.Token);
                }

                await Task.Delay(s_pulse, end.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The browser has gone, or the store is closed.
        }
    }

    private static async Task FollowAsync(
        PageContext context, long after, Func<EventStream, long, long, CancellationToken, Task<long>> sendAsync)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation, context.Page.Stopping);
        EventStream stream = new(context.Http.Response);
        try
        {
            await stream.BeginAsync(end.Token);
            while (true)
            {
                using CancellationTokenSource pause = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
                pause.CancelAfter(s_heartbeat);
                try
                {
                    await context.Page.Strategy.WaitForNotificationAsync(after, pause.Token);
                }
                catch (OperationCanceledException) when (!end.IsCancellationRequested)
                {
                    await stream.SendNothingAsync(end.Token);
                    continue;
                }

                long last = await context.Page.Strategy.GetLastNotificationIdAsync(end.Token);
                after = await sendAsync(stream, after, last, end.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The browser has gone, or the store is closed.
        }
    }

    /// <summary>Where a browser that comes again has been; else where the page was.</summary>
    private static long GetLastId(PageContext context) =>
        long.TryParse(context.Http.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out long seen)
            ? seen
            : context.GetNumber("after") ?? 0;
}
