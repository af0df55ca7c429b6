using System.CommandLine;
using System.Text.Json;
using EsGen.LiteDB;
using EsGen.Tool.History;
using EsGen.Tool.Output;
using EsGen.Tool.Stores;

namespace EsGen.Tool.Commands;

/// <summary><c>esgen info</c>: what a store is and holds.</summary>
internal static class InfoCommand
{
    public static Command Create(CommandContext context)
    {
        Argument<string> store = CommandContext.StoreArgument();
        Option<bool> json = CommandContext.JsonOption();
        Command command = new("info", "Say what a store is and holds, and whether opening it shows damage.") { store, json };
        command.SetAction((result, cancellationToken) =>
            RunAsync(context, context.Address(result.GetRequiredValue(store)), result.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, StoreAddress address, bool isJson, CancellationToken cancellationToken)
    {
        Findings found = new(address);
        try
        {
            await using Store store = await address.OpenToReadAsync(cancellationToken);
            found.Facts = await store.GetFactsAsync(cancellationToken);
            found.Head = await store.GetHeadAsync(cancellationToken);
            using Progress progress = context.Progress("reading");
            await found.Catalog.ReadAsync(store, found.Head.LastNotificationId, progress, cancellationToken);
        }
        catch (StoreCorruptException exception)
        {
            found.Damage = exception.Message;
        }

        context.Write(isJson, found.WriteMembers, found.Print);
        return found.Damage is null ? ExitCode.Success : ExitCode.DoesNotHold;
    }

    private sealed class Findings(StoreAddress address)
    {
        public StoreFacts? Facts { get; set; }

        public StoreHead? Head { get; set; }

        public SequenceCatalog Catalog { get; } = new();

        public string? Damage { get; set; }

        private long? Size => Facts?.Size ?? (address.IsPostgreSql ? null : LiteDbStore.GetSize(address.Path));

        private IEnumerable<(string Entity, int Sequences, long Events)> Entities => Catalog.Sequences
            .GroupBy(static sequence => sequence.Entity)
            .Select(static group => (group.Key, group.Count(), group.Sum(static sequence => sequence.Events)))
            .OrderBy(static entity => entity.Key, StringComparer.Ordinal);

        public void WriteMembers(Utf8JsonWriter writer)
        {
            writer.WriteString("store"u8, address.ToString());
            writer.WriteString("kind"u8, address.Kind);
            writer.WriteNumberOrNull("format", Facts?.Format);
            writer.WriteString("storeId"u8, Facts?.StoreId.ToString());
            writer.WriteNumberOrNull("size", Size);
            writer.WriteNumber("events"u8, Catalog.Events);
            writer.WriteNumberOrNull("lastNotificationId", Head?.LastNotificationId);
            writer.WriteNumber("sequences"u8, Catalog.Sequences.Count);
            writer.WriteObjects("entities", Entities, entity =>
            {
                writer.WriteString("entity"u8, entity.Entity);
                writer.WriteNumber("sequences"u8, entity.Sequences);
                writer.WriteNumber("events"u8, entity.Events);
            });
            WriteEvent(writer, "oldest", Catalog.Oldest);
            WriteEvent(writer, "newest", Catalog.Newest);
            writer.WriteNumberOrNull("oldestUnfolded", Facts?.OldestUnfolded);
            writer.WriteTrackings(Head?.Trackings ?? []);
            writer.WriteString("damage"u8, Damage);
        }

        public void Print(TextOutput output)
        {
            output.Fields(
            [
                ("store", $"{address} ({address.Kind}{(Facts is null ? "" : $", format {Facts.Format}")})"),
                ("id", Facts?.StoreId.ToString() ?? "unknown"),
                ("size", Size is { } size ? Numbers.ShowSize(size) : "unknown"),
                ("events", Numbers.Show(Catalog.Events)),
                ("sequences", Numbers.Show(Catalog.Sequences.Count)),
                ("oldest", ShowEvent(Catalog.Oldest)),
                ("newest", ShowEvent(Catalog.Newest)),
                ("unfolded", Facts?.OldestUnfolded is { } id ? $"from notification {id}" : "none"),
                ("damage", Damage ?? "none seen by opening and reading it; 'esgen verify' checks everything"),
            ]);
            if (Catalog.Events > 0)
            {
                output.Line();
                output.Table(
                    ["entity", "sequences", "events"],
                    [.. Entities.Select(
                        static entity => new[] { entity.Entity, Numbers.Show(entity.Sequences), Numbers.Show(entity.Events) })]);
            }

            if (Head is { Trackings: { Count: > 0 } trackings })
            {
                output.Line();
                output.Table(
                    ["tracking", "up to notification", "behind"],
                    [.. trackings.Select(tracking => new[]
                    {
                        tracking.Name,
                        Numbers.Show(tracking.NotificationId),
                        Numbers.Show(Math.Max(0, Head.LastNotificationId - tracking.NotificationId)),
                    })]);
            }
        }

        private static string ShowEvent(Notification? notification) => notification is { Item: var item, Id: var id }
            ? $"{id}  {Times.Show(item.Timestamp)}  {item.Topic}  {item.SequenceId}:{item.Position}"
            : "none";

        private static void WriteEvent(Utf8JsonWriter writer, string name, Notification? notification)
        {
            writer.WritePropertyName(name);
            if (notification is { } found)
            {
                writer.WriteStartObject();
                writer.WriteNumber("notificationId"u8, found.Id);
                writer.WriteItemHead(found.Item);
                writer.WriteEndObject();
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
