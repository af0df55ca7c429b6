using System.CommandLine;
using EsGen.Tool.Copying;
using EsGen.Tool.Output;
using EsGen.Tool.Stores;

namespace EsGen.Tool.Commands;

/// <summary><c>esgen export</c>: writes everything into a file of JSON lines.</summary>
internal static class ExportCommand
{
    public static Command Create(CommandContext context)
    {
        Argument<string> store = CommandContext.StoreArgument();
        Argument<string> file = new("FILE") { Description = "The new file." };
        Option<bool> json = CommandContext.JsonOption();
        Command command = new(
            "export", "Write all events, trackings and parked events into a file of JSON lines with a hash.") { store, file, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            string path = result.GetRequiredValue(file);
            StoreAddress address = context.Address(result.GetRequiredValue(store));
            await using Store opened = await address.OpenToReadAsync(cancellationToken);
            StoreHead head = await opened.GetHeadAsync(cancellationToken);
            StoreFacts facts = await opened.GetFactsAsync(cancellationToken);
            string hash = "";
            using (Progress progress = context.Progress("exporting"))
            {
                await NewFile.WriteAsync(path, async stream =>
                {
                    using ExportWriter writer = new(stream);
                    writer.WriteManifest(address, facts, head, context.Console.TimeProvider.GetUtcNow());
                    long expected = 0;
                    await foreach (Notification notification in opened.ReadAsync(
                        0, head.LastNotificationId, progress, cancellationToken))
                    {
                        if (notification.Id != ++expected)
                        {
                            throw ToolException.DoesNotHold(
                                $"{opened.Name} has a gap before notification {notification.Id}; 'esgen verify' says more.");
                        }

                        writer.Write(notification);
                    }

                    hash = writer.WriteEnd();
                });
            }

            context.Write(
                result.GetValue(json),
                writer =>
                {
                    writer.WriteString("file"u8, path);
                    writer.WriteNumber("events"u8, head.LastNotificationId);
                    writer.WriteNumber("trackings"u8, head.Trackings.Count);
                    writer.WriteString("sha256"u8, hash);
                },
                output => output.Line(
                    $"{Numbers.Show(head.LastNotificationId, "event")} and {Numbers.Show(head.Trackings.Count, "tracking")} written to "
                    + $"{path}, sha256 {hash}"));

            return ExitCode.Success;
        });
        return command;
    }
}
