using System.CommandLine;
using EsGen.LiteDB;
using EsGen.Tool.Output;
using EsGen.Tool.Stores;

namespace EsGen.Tool.Commands;

/// <summary><c>esgen backup</c>: a copy of a LiteDB file, each event of it checked.</summary>
internal static class BackupCommand
{
    public static Command Create(CommandContext context)
    {
        Argument<string> store = CommandContext.StoreArgument();
        Argument<string> file = new("FILE") { Description = "The new file." };
        Option<bool> json = CommandContext.JsonOption();
        Command command = new("backup", "Write a copy of a LiteDB store, with every event checked, to a new file.") { store, file, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            StoreAddress address = context.Address(result.GetRequiredValue(store));
            string path = result.GetRequiredValue(file);
            if (address.IsPostgreSql)
            {
                throw ToolException.Impossible(
                    "A database is backed up by PostgreSQL's own means, pg_dump for example; or use 'esgen export' or 'esgen copy'.");
            }

            await using Store opened = await address.OpenToReadAsync(cancellationToken);
            StoreHead head = await opened.GetHeadAsync(cancellationToken);
            using (Progress progress = context.Progress("backing up"))
            {
                await progress.WhileAsync(((LiteDbDatastore)opened.Datastore).BackupAsync(path, cancellationToken));
            }

            context.Write(
                result.GetValue(json),
                writer =>
                {
                    writer.WriteString("file"u8, path);
                    writer.WriteNumber("events"u8, head.LastNotificationId);
                    writer.WriteNumber("trackings"u8, head.Trackings.Count);
                },
                output => output.Line($"{Numbers.Show(head.LastNotificationId, "event")} backed up to {path}."));

            return ExitCode.Success;
        });
        return command;
    }
}
