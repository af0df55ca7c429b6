using System.CommandLine;
using EsGen.Tool.Copying;
using EsGen.Tool.Output;
using EsGen.Tool.Stores;

namespace EsGen.Tool.Commands;

/// <summary><c>esgen import</c>: fills an empty store with an export, all or nothing.</summary>
internal static class ImportCommand
{
    public static Command Create(CommandContext context)
    {
        Argument<string> file = new("FILE") { Description = "A file that 'esgen export' has written." };
        Argument<string> store = CommandContext.StoreArgument();
        Option<bool> json = CommandContext.JsonOption();
        Command command = new(
            "import", "Fill an empty store with an export, all or nothing; the file is checked first.") { file, store, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            string path = result.GetRequiredValue(file);
            StoreAddress address = context.Address(result.GetRequiredValue(store));
            ExportReader reader;
            using (Progress checking = context.Progress("checking the file"))
            {
                reader = ExportReader.Open(path, checking, cancellationToken);
            }

            using (Progress progress = context.Progress("importing"))
            {
                await StoreImport.RunAsync(
                    address, Report(reader.Read(), progress, reader.Manifest), reader.Manifest.Trackings, cancellationToken);
            }

            context.Write(
                result.GetValue(json),
                writer =>
                {
                    writer.WriteString("store"u8, address.ToString());
                    writer.WriteNumber("events"u8, reader.Manifest.LastNotificationId);
                    writer.WriteNumber("trackings"u8, reader.Manifest.Trackings.Count);
                },
                output => output.Line(
                    $"{Numbers.Show(reader.Manifest.LastNotificationId, "event")} and "
                    + $"{Numbers.Show(reader.Manifest.Trackings.Count, "tracking")} imported into {address}."));

            return ExitCode.Success;
        });
        return command;
    }

    private static IEnumerable<Notification> Report(IEnumerable<Notification> notifications, Progress progress, ExportManifest manifest)
    {
        foreach (Notification notification in notifications)
        {
            yield return notification;
            progress.Report(notification.Id, manifest.LastNotificationId);
        }
    }
}
