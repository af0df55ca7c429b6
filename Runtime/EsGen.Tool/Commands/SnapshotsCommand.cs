using System.CommandLine;
using EsGen.Tool.Stores;

namespace EsGen.Tool.Commands;

/// <summary><c>esgen snapshots</c>: deletes what can be taken again.</summary>
internal static class SnapshotsCommand
{
    public static Command Create(CommandContext context)
    {
        Argument<string> store = CommandContext.StoreArgument();
        Argument<Guid?> id = new("ID") { Description = "Those of this sequence; all unless given.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> json = CommandContext.JsonOption();
        Command delete = new("delete", "Delete snapshots; they are taken again, and no answer changes.") { store, id, json };
        delete.SetAction(async (result, cancellationToken) =>
        {
            await using Store opened = await context.Address(result.GetRequiredValue(store)).OpenToChangeAsync(cancellationToken);
            if (result.GetValue(id) is { } sequenceId)
            {
                await opened.DeleteSnapshotsAsync(sequenceId, cancellationToken);
            }
            else
            {
                await opened.DeleteAllSnapshotsAsync(cancellationToken);
            }

            context.Write(
                result.GetValue(json),
                writer =>
                {
                    writer.WriteString("store"u8, opened.Name);
                    writer.WriteString("sequenceId"u8, result.GetValue(id)?.ToString());
                    writer.WriteBoolean("deleted"u8, true);
                },
                output => output.Line(
                    result.GetValue(id) is { } sequence ? $"The snapshots of {sequence} are deleted." : "All snapshots are deleted."));

            return ExitCode.Success;
        });
        return new Command("snapshots", "Delete snapshots.") { delete };
    }
}
