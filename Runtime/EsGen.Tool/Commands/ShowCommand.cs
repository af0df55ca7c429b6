using System.CommandLine;
using EsGen.CompilerServices;
using EsGen.Tool.Applications;
using EsGen.Tool.History;
using EsGen.Tool.Output;
using EsGen.Tool.Stores;

namespace EsGen.Tool.Commands;

/// <summary><c>esgen show</c>: the events of one sequence; with the application's assembly what each changed, and the state.</summary>
internal static class ShowCommand
{
    public static Command Create(CommandContext context)
    {
        Argument<string> store = CommandContext.StoreArgument();
        Argument<Guid> id = new("ID") { Description = "The sequence: the entity's id." };
        Option<PointInHistory?> at = new("--at")
        {
            Description = "Only up to this version (after so many events), or up to this time.",
            HelpName = "VERSION|TIME",
            CustomParser = PointInHistory.Parse,
        };
        Option<FileInfo> app = CommandContext.AppOption();
        Option<bool> json = CommandContext.JsonOption();
        Command command = new("show", "Show the events of a sequence, and with --app its state and what each event changed in it.")
        {
            store, id, at, app, json,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            Application? application = result.GetValue(app) is { } file ? Application.Load(file) : null;
            await using Store opened = await context.Address(result.GetRequiredValue(store)).OpenToReadAsync(cancellationToken);
            Guid sequenceId = result.GetRequiredValue(id);
            IReadOnlyList<SequencedItem> items = await ReadAsync(opened, sequenceId, result.GetValue(at), cancellationToken);
            EventSourcedAttribute? kind = application?.Get(items[0]);
            return result.GetValue(json)
                ? WriteJson(context.Json(), sequenceId, items, kind)
                : Print(new TextOutput(context.Console), sequenceId, items, kind);
        });
        return command;
    }

    private static async Task<IReadOnlyList<SequencedItem>> ReadAsync(
        Store store, Guid sequenceId, PointInHistory? at, CancellationToken cancellationToken)
    {
        List<SequencedItem> items = [];
        await foreach (SequencedItem item in store.Strategy.ReadItemsAsync(sequenceId, cancellationToken: cancellationToken))
        {
            if (at is not null && !at.Includes(item, items.Count))
            {
                break;
            }

            items.Add(item);
        }

        if (items.Count == 0)
        {
            throw ToolException.DoesNotHold(
                at is null || !(await store.Strategy.GetItemsAsync(sequenceId, new ItemQuery { Limit = 1 }, cancellationToken)).Any()
                ? $"There is no sequence {sequenceId} in {store.Name}."
                : $"The sequence {sequenceId} has no event up to {at}.");
        }

        return at is { Version: { } version } && items.Count < version
            ? throw ToolException.DoesNotHold($"The sequence {sequenceId} has {items.Count} events; there is no version {version}.")
            : items;
    }

    private static int WriteJson(JsonOutput output, Guid sequenceId, IReadOnlyList<SequencedItem> items, EventSourcedAttribute? kind)
    {
        StateHistory? history = kind is null ? null : new StateHistory(kind);
        output.WriteObject(writer =>
        {
            writer.WriteString("sequenceId"u8, sequenceId);
            writer.WriteString("entity"u8, kind?.Description.Name ?? Topics.GetEntity(items[0].Topic));
            writer.WriteNumber("version"u8, items.Count);
            writer.WriteStartArray("events"u8);
            foreach (SequencedItem item in items)
            {
                writer.WriteStartObject();
                writer.WriteItemMembers(item);
                if (history is not null)
                {
                    writer.WriteObjects("changes", history.Apply(item), change => change.WriteMembers(writer));
                    if (history.Problem is { } problem)
                    {
                        writer.WriteString("problem"u8, problem);
                    }
                }

                writer.WriteEndObject();
                output.DrainIfLong(writer);
                if (history?.Problem is not null)
                {
                    break;
                }
            }

            writer.WriteEndArray();
            if (history is not null)
            {
                writer.WritePropertyName("state"u8);
                history.WriteState(writer);
                writer.WriteString("problem"u8, history.Problem);
            }
        });
        return history?.Problem is null ? ExitCode.Success : ExitCode.DoesNotHold;
    }

    private static int Print(TextOutput output, Guid sequenceId, IReadOnlyList<SequencedItem> items, EventSourcedAttribute? kind)
    {
        StateHistory? history = kind is null ? null : new StateHistory(kind);
        string name = kind?.Description.Name ?? Topics.GetEntity(items[0].Topic);
        output.Heading($"{name} {sequenceId}, version {items.Count}");
        foreach (SequencedItem item in items)
        {
            output.Heading($"{item.Position}  {Times.Show(item.Timestamp)}  {item.Topic}");
            output.Line($"    {JsonItems.Show(item.Data)}{(item.Metadata.IsEmpty ? "" : $"  metadata {JsonItems.Show(item.Metadata)}")}");
            foreach (StateChange change in history?.Apply(item) ?? [])
            {
                output.Line($"    {change}");
            }

            if (history?.Problem is { } problem)
            {
                output.Line($"    can't be replayed: {problem}");
                return ExitCode.DoesNotHold;
            }
        }

        if (history is not null)
        {
            output.Line();
            output.Heading($"State after {Numbers.Show(items.Count, "event")}");
            foreach (string line in history.ShowState())
            {
                output.Line(line);
            }
        }

        return ExitCode.Success;
    }
}
