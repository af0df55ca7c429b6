using System.Text.Json;
using EsGen.AspNetCore.Pages;
using EsGen.AspNetCore.Reading;
using Microsoft.AspNetCore.Http;

namespace EsGen.AspNetCore.Api;

/// <summary>What the pages show of streams and events, as JSON.</summary>
internal static class StreamsApi
{
    public static async Task GetStreamsAsync(PageContext context)
    {
        StreamList streams = await StreamsPage.ReadAsync(context);
        await JsonAnswer.WriteAsync(context, writer =>
        {
            writer.WriteObjects("streams", streams.Lines, line =>
            {
                writer.WriteString("id"u8, line.Id);
                writer.WriteString("entity"u8, line.Entity);
                writer.WriteNumber("version"u8, line.Version);
                writer.WriteString("lastTopic"u8, line.Last.Item.Topic);
                writer.WriteTime("last", line.Last.Item.Timestamp);
                writer.WriteNumber("lastNotificationId"u8, line.Last.Id);
            });
            writer.WriteNumberOrNull("lookedTo", streams.LookedTo);
            writer.WriteNumberOrNull("next", streams.Next);
        });
    }

    public static async Task GetStreamAsync(PageContext context)
    {
        Guid id = context.GetId();
        long after = context.GetNumber("after") ?? 0;
        int limit = context.GetLimit();
        if (await StreamPage.FindNewestAsync(context, id) is not { } newest)
        {
            await NotFoundAsync(context);
            return;
        }

        IReadOnlyList<SequencedItem> events = await context.Page.Strategy.GetItemsAsync(
            id, new ItemQuery { First = after, Limit = limit }, context.Cancellation);
        await JsonAnswer.WriteAsync(context, writer =>
        {
            writer.WriteString("id"u8, id);
            writer.WriteString("entity"u8, context.Page.Catalog.GetName(newest.Topic));
            writer.WriteNumber("version"u8, newest.Position + 1);
            writer.WriteObjects("events", events, e => writer.WriteItemMembers(e));
            writer.WriteNumberOrNull("next", events is [.., var last] && last.Position < newest.Position ? last.Position + 1 : null);
        });
    }

    public static async Task GetStateAsync(PageContext context)
    {
        Guid id = context.GetId();
        if (await StreamPage.FindNewestAsync(context, id) is not { } newest)
        {
            await NotFoundAsync(context);
            return;
        }

        (StreamStep step, _) = await StreamPage.ReadStepAsync(context, id, newest.Position + 1);
        await JsonAnswer.WriteAsync(context, writer =>
        {
            writer.WriteString("id"u8, id);
            writer.WriteString("entity"u8, context.Page.Catalog.GetName(newest.Topic));
            writer.WriteNumber("version"u8, step.Version);
            writer.WriteNumber("newest"u8, newest.Position + 1);
            writer.WriteObjects("event", [step.Item], e => writer.WriteItemMembers(e));
            writer.WriteObjects("changes", step.Changes, change => change.WriteMembers(writer));
            writer.WritePropertyName("state"u8);
            if (step.After is { } state)
            {
                state.WriteTo(writer);
            }
            else
            {
                writer.WriteNullValue();
            }

            writer.WriteString("problem"u8, step.Problem);
        });
    }

    public static async Task GetEventsAsync(PageContext context)
    {
        (IReadOnlyList<Notification> events, long? next) = await EventsPage.ReadAsync(context);
        await JsonAnswer.WriteAsync(context, writer =>
        {
            writer.WriteObjects("events", events, e => Write(writer, e));
            writer.WriteNumberOrNull("next", next);
        });
    }

    public static async Task GetTraceAsync(PageContext context)
    {
        if (await TracePage.ReadAsync(context) is not { } trace)
        {
            await NotFoundAsync(context);
            return;
        }

        await JsonAnswer.WriteAsync(context, writer =>
        {
            writer.WriteString("correlation"u8, trace.Correlation);
            writer.WriteObjects("events", trace.Events, e =>
            {
                Write(writer, e.Notification);
                writer.WriteNumber("depth"u8, e.Depth);
                writer.WriteNumberOrNull("cause", e.CauseId);
            });
            writer.WriteNumber("from"u8, trace.From);
            writer.WriteNumber("to"u8, trace.To);
        });
    }

    private static void Write(Utf8JsonWriter writer, in Notification notification)
    {
        writer.WriteNumber("notificationId"u8, notification.Id);
        writer.WriteItemMembers(notification.Item);
    }

    private static Task NotFoundAsync(PageContext context) =>
        JsonAnswer.RefuseAsync(context, StatusCodes.Status404NotFound, "There is none.");
}
