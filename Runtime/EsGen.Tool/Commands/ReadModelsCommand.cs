using System.CommandLine;
using EsGen.Tool.Stores;

namespace EsGen.Tool.Commands;

/// <summary><c>esgen readmodels</c>: which documents there are, and deleting them.</summary>
internal static class ReadModelsCommand
{
    public static Command Create(CommandContext context) => new("readmodels", "Look at the documents of read models, and delete them.")
    {
        CreateList(context),
        CreateDelete(context),
    };

    private static Command CreateList(CommandContext context)
    {
        Argument<string> store = CommandContext.StoreArgument();
        Option<bool> json = CommandContext.JsonOption();
        Command command = new("list", "List the read models that there are documents of.") { store, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using Store opened = await context.Address(result.GetRequiredValue(store)).OpenToReadAsync(cancellationToken);
            long lastId = await opened.Strategy.GetLastNotificationIdAsync(cancellationToken);
            IReadOnlyList<StoredReadModel> models = await opened.FindReadModelsAsync(cancellationToken);
            context.Write(
                result.GetValue(json),
                writer => writer.WriteObjects("readModels", models, model =>
                {
                    writer.WriteString("name"u8, model.Version.Name);
                    writer.WriteString("fingerprint"u8, model.Version.Fingerprint);
                    writer.WriteNumber("generation"u8, model.Version.Generation);
                    writer.WriteNumber("documents"u8, model.State.Count);
                    writer.WriteNumber("position"u8, model.State.Position);
                    writer.WriteNumber("behind"u8, Math.Max(0, lastId - model.State.Position));
                    writer.WriteBoolean("answers"u8, model.State.IsCaughtUp);
                }),
                output => output.Table(
                    ["read model", "fingerprint", "generation", "documents", "position", "behind", "answers"],
                    [.. models.Select(model => new[]
                    {
                        model.Version.Name,
                        model.Version.Fingerprint,
                        $"{model.Version.Generation}",
                        Numbers.Show(model.State.Count),
                        Numbers.Show(model.State.Position),
                        Numbers.Show(Math.Max(0, lastId - model.State.Position)),
                        model.State.IsCaughtUp ? "yes" : "not yet",
                    })]));

            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateDelete(CommandContext context)
    {
        Argument<string> store = CommandContext.StoreArgument();
        Argument<string> name = new("NAME") { Description = "The read model's name, as 'readmodels list' has it." };
        Option<string?> fingerprint = new("--fingerprint") { Description = "Only the documents of this build.", HelpName = "HASH" };
        Option<bool> json = CommandContext.JsonOption();
        Command command = new(
            "delete", "Delete a read model's documents; the next runner makes them again.") { store, name, fingerprint, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using Store opened = await context.Address(result.GetRequiredValue(store)).OpenToChangeAsync(cancellationToken);
            string model = result.GetRequiredValue(name);
            int count = 0;
            foreach (StoredReadModel found in await opened.FindReadModelsAsync(cancellationToken))
            {
                if (found.Version.Name == model && (result.GetValue(fingerprint) is not { } hash || hash == found.Version.Fingerprint))
                {
                    opened.DropReadModel(found.Version);
                    count++;
                }
            }

            if (count == 0)
            {
                throw ToolException.DoesNotHold($"{opened.Name} has no such documents of '{model}'.");
            }

            context.Write(
                result.GetValue(json),
                writer =>
                {
                    writer.WriteString("readModel"u8, model);
                    writer.WriteNumber("deleted"u8, count);
                },
                output => output.Line($"The documents of '{model}' are deleted."));

            return ExitCode.Success;
        });
        return command;
    }
}
