using System.CommandLine;
using System.Text.Json;
using EsGen.Tool.History;
using EsGen.Tool.Output;
using EsGen.Tool.Stores;

namespace EsGen.Tool.Commands;

/// <summary><c>esgen list</c>: the sequences of a store, the one that changed last first, a page at a time.</summary>
internal static class ListCommand
{
    public static Command Create(CommandContext context)
    {
        Argument<string> store = CommandContext.StoreArgument();
        Option<string?> entity = new("--entity") { Description = "Only sequences of this entity.", HelpName = "NAME" };
        Option<DateTimeOffset?> since = CheckedOptions.Time("--since", "Only sequences with an event at or after this time.");
        Option<int> limit = CheckedOptions.Limit("How many at most.", 100);
        Option<long?> before = new("--before")
        {
            Description = "The next page: only sequences whose last notification is before this one.",
            HelpName = "N",
        };
        Option<bool> json = CommandContext.JsonOption();
        Command command = new("list", "List the sequences, those that changed last first.") { store, entity, since, limit, before, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using Store opened = await context.Address(result.GetRequiredValue(store)).OpenToReadAsync(cancellationToken);
            SequenceCatalog catalog = new();
            using (Progress progress = context.Progress("reading"))
            {
                long lastId = await opened.Strategy.GetLastNotificationIdAsync(cancellationToken);
                await catalog.ReadAsync(opened, lastId, progress, cancellationToken);
            }

            IEnumerable<SequenceSummary> found = catalog.Sequences
                .Where(sequence => result.GetValue(entity) is not { } name || sequence.Entity == name)
                .Where(sequence => result.GetValue(since) is not { } time || sequence.LastTimestamp >= time)
                .Where(sequence => result.GetValue(before) is not { } id || sequence.LastNotificationId < id)
                .OrderByDescending(static sequence => sequence.LastNotificationId);
            Page<SequenceSummary> page = Page<SequenceSummary>.Of(
                found, result.GetValue(limit), static sequence => sequence.LastNotificationId);
            context.Write(result.GetValue(json), writer => WriteMembers(writer, page), output => Print(output, page));
            return ExitCode.Success;
        });
        return command;
    }

    private static void WriteMembers(Utf8JsonWriter writer, Page<SequenceSummary> page)
    {
        writer.WriteObjects("sequences", page.Items, sequence =>
        {
            writer.WriteString("sequenceId"u8, sequence.Id);
            writer.WriteString("entity"u8, sequence.Entity);
            writer.WriteNumber("events"u8, sequence.Events);
            writer.WriteTime("first", sequence.FirstTimestamp);
            writer.WriteTime("last", sequence.LastTimestamp);
            writer.WriteString("lastTopic"u8, sequence.LastTopic);
            writer.WriteNumber("lastNotificationId"u8, sequence.LastNotificationId);
        });
        writer.WriteNumberOrNull("next", page.Next);
    }

    private static void Print(TextOutput output, Page<SequenceSummary> page)
    {
        output.Table(
            ["sequence", "entity", "events", "last"],
            [.. page.Items.Select(static sequence => new[]
            {
                sequence.Id.ToString(),
                sequence.Entity,
                Numbers.Show(sequence.Events),
                Times.ShowSecond(sequence.LastTimestamp),
            })]);
        if (page.Next is { } id)
        {
            output.Line($"There are more: --before {id}");
        }
    }
}
