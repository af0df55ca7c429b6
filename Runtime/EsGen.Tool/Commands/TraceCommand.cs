using System.CommandLine;
using EsGen.Tool.Output;
using EsGen.Tool.Stores;

namespace EsGen.Tool.Commands;

/// <summary><c>esgen trace</c>: all events of one correlation, each below the one that caused it.</summary>
internal static class TraceCommand
{
    private const int MaxIndentation = 40;

    public static Command Create(CommandContext context)
    {
        Argument<string> store = CommandContext.StoreArgument();
        Argument<string> correlation = new("CORRELATION")
        {
            Description = "The 'correlation' in the metadata, or ID:POSITION of the event that all began with.",
        };
        Option<bool> json = CommandContext.JsonOption();
        Command command = new(
            "trace", "Show all events of a correlation, over all sequences, as a tree of causes.") { store, correlation, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            string value = result.GetRequiredValue(correlation);
            await using Store opened = await context.Address(result.GetRequiredValue(store)).OpenToReadAsync(cancellationToken);
            CauseTree tree = new(value);
            using (Progress progress = context.Progress("reading"))
            {
                long lastId = await opened.Strategy.GetLastNotificationIdAsync(cancellationToken);
                await foreach (Notification notification in opened.ReadAsync(0, lastId, progress, cancellationToken))
                {
                    tree.Add(notification);
                }
            }

            IReadOnlyList<CausedEvent> events = tree.GetEvents();
            if (events.Count == 0)
            {
                throw ToolException.DoesNotHold($"No event in {opened.Name} has the correlation '{value}'.");
            }

            if (result.GetValue(json))
            {
                WriteJson(context.Json(), value, events);
            }
            else
            {
                Print(new TextOutput(context.Console), events);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static void WriteJson(JsonOutput output, string correlation, IReadOnlyList<CausedEvent> events) => output.WriteObject(writer =>
    {
        writer.WriteString("correlation"u8, correlation);
        writer.WriteStartArray("events"u8);
        foreach (CausedEvent e in events)
        {
            writer.WriteNotification(e.Notification, more =>
            {
                more.WriteNumber("depth"u8, e.Depth);
                more.WriteNumberOrNull("cause", e.CauseId);
            });
            output.DrainIfLong(writer);
        }

        writer.WriteEndArray();
    });

    private static void Print(TextOutput output, IReadOnlyList<CausedEvent> events)
    {
        foreach (CausedEvent e in events)
        {
            (long id, SequencedItem item) = e.Notification;
            string indentation = new(' ', Math.Min(2 * e.Depth, MaxIndentation));
            string depth = 2 * e.Depth > MaxIndentation ? $"({e.Depth}) " : "";
            output.Line(
                $"{indentation}{depth}{item.Topic}  {item.SequenceId}:{item.Position}  notification {id}  "
                + $"{Times.Show(item.Timestamp)}  {JsonItems.Show(item.Data)}");
        }
    }
}
