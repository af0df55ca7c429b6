using System.CommandLine;
using EsGen.Tool.Copying;
using EsGen.Tool.Stores;

namespace EsGen.Tool.Commands;

/// <summary><c>esgen copy</c>: brings a store from LiteDB to PostgreSQL, or back, or up to date.</summary>
internal static class CopyCommand
{
    public static Command Create(CommandContext context)
    {
        Argument<string> from = CommandContext.StoreArgument("FROM");
        Argument<string> to = CommandContext.StoreArgument("TO");
        Option<bool> json = CommandContext.JsonOption();
        Command command = new("copy", "Copy a store into an empty one, or go on with a copy; verified in the end.") { from, to, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            (StoreAddress source, StoreAddress target) = (
                context.Address(result.GetRequiredValue(from)), context.Address(result.GetRequiredValue(to)));
            await using Store opened = await source.OpenToReadAsync(cancellationToken);
            await using Store copy = await target.OpenOrCreateAsync(cancellationToken);
            StoreCopy work = new(opened, copy, context.Progress);
            await work.RunAsync(cancellationToken);
            long copied = work.Head.LastNotificationId - work.Already;
            string already = work.Already == 0 ? "" : $" ({Numbers.Show(work.Already)} were there already)";
            context.Write(
                result.GetValue(json),
                writer =>
                {
                    writer.WriteString("from"u8, opened.Name);
                    writer.WriteString("to"u8, copy.Name);
                    writer.WriteNumber("events"u8, work.Head.LastNotificationId);
                    writer.WriteNumber("copied"u8, copied);
                    writer.WriteNumber("trackings"u8, work.Head.Trackings.Count);
                    writer.WriteBoolean("verified"u8, true);
                },
                output => output.Line(
                    $"{Numbers.Show(copied, "event")} copied to {copy.Name}{already}, and "
                    + $"{Numbers.Show(work.Head.Trackings.Count, "tracking")}; both stores are equal."));

            return ExitCode.Success;
        });
        return command;
    }
}
