using System.CommandLine;
using System.Text.Json;
using EsGen.Tool.Output;
using EsGen.Tool.Policies;
using EsGen.Tool.Stores;

namespace EsGen.Tool.Commands;

/// <summary><c>esgen policies</c>: how far policies have come, and what they have parked.</summary>
internal static class PoliciesCommand
{
    public static Command Create(CommandContext context) => new("policies", "Look at policies and what they have parked, and change that.")
    {
        CreateList(context),
        CreateParked(context),
        CreateRetry(context),
        CreateDrop(context),
        CreateReset(context),
    };

    private static Argument<string> NameArgument() => new("NAME") { Description = "The policy's name, as 'policies list' has it." };

    private static Argument<long> NotificationArgument() => new("NOTIFICATION") { Description = "The parked event's notification." };

    private static Command CreateList(CommandContext context)
    {
        Argument<string> store = CommandContext.StoreArgument();
        Option<bool> json = CommandContext.JsonOption();
        Command command = new("list", "List the policies that ever ran on the store.") { store, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using Store opened = await context.Address(result.GetRequiredValue(store)).OpenToReadAsync(cancellationToken);
            StoredPolicies policies = new(opened);
            long lastId = await opened.Strategy.GetLastNotificationIdAsync(cancellationToken);
            List<(string Name, long Position, long Behind, int Parked, int Due)> found = [];
            foreach ((string name, long position) in await policies.FindAllAsync(cancellationToken))
            {
                ParkedEvents parked = await policies.LoadParkedAsync(name, cancellationToken);
                int due = parked.All.Count(e => parked.IsDue(e.NotificationId));
                found.Add((name, position, Math.Max(0, lastId - position), parked.Count, due));
            }

            context.Write(
                result.GetValue(json),
                writer => writer.WriteObjects("policies", found, policy =>
                {
                    writer.WriteString("name"u8, policy.Name);
                    writer.WriteNumber("position"u8, policy.Position);
                    writer.WriteNumber("behind"u8, policy.Behind);
                    writer.WriteNumber("parked"u8, policy.Parked);
                    writer.WriteNumber("due"u8, policy.Due);
                }),
                output => output.Table(
                    ["policy", "position", "behind", "parked", "due"],
                    [.. found.Select(static policy => new[]
                    {
                        policy.Name,
                        Numbers.Show(policy.Position),
                        Numbers.Show(policy.Behind),
                        Numbers.Show(policy.Parked),
                        Numbers.Show(policy.Due),
                    })]));

            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateParked(CommandContext context)
    {
        Argument<string> store = CommandContext.StoreArgument();
        Argument<string> name = NameArgument();
        Option<long> after = new("--after") { Description = "The next page: behind this notification.", HelpName = "N" };
        Option<int> limit = CheckedOptions.Limit("How many at most.", 100);
        Option<bool> json = CommandContext.JsonOption();
        Command command = new("parked", "List the events that a policy has parked.") { store, name, after, limit, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using Store opened = await context.Address(result.GetRequiredValue(store)).OpenToReadAsync(cancellationToken);
            StoredPolicies policies = new(opened);
            await policies.RefuseUnknownAsync(result.GetRequiredValue(name), cancellationToken);
            ParkedEvents parked = await policies.LoadParkedAsync(result.GetRequiredValue(name), cancellationToken);
            Page<ParkedEvent> page = Page<ParkedEvent>.Of(
                parked.All.Where(e => e.NotificationId > result.GetValue(after)), result.GetValue(limit), static e => e.NotificationId);
            context.Write(
                result.GetValue(json), writer => WriteParked(writer, parked, page), output => PrintParked(output, parked, page));
            return ExitCode.Success;
        });
        return command;
    }

    private static void WriteParked(Utf8JsonWriter writer, ParkedEvents parked, Page<ParkedEvent> page)
    {
        writer.WriteObjects("parked", page.Items, e =>
        {
            writer.WriteNumber("notificationId"u8, e.NotificationId);
            writer.WriteString("sequenceId"u8, e.SequenceId);
            writer.WriteNumber("position"u8, e.Position);
            writer.WriteString("topic"u8, e.Topic);
            writer.WriteNumber("attempts"u8, e.Attempts);
            writer.WriteString("exception"u8, e.ExceptionType);
            writer.WriteTime("parkedOn", e.ParkedOn);
            writer.WriteBoolean("due"u8, parked.IsDue(e.NotificationId));
        });
        writer.WriteNumberOrNull("next", page.Next);
    }

    private static void PrintParked(TextOutput output, ParkedEvents parked, Page<ParkedEvent> page)
    {
        output.Table(
            ["notification", "event", "of", "attempts", "exception", "parked on", "due"],
            [.. page.Items.Select(e => new[]
            {
                $"{e.NotificationId}",
                e.Topic,
                $"{e.SequenceId}:{e.Position}",
                $"{e.Attempts}",
                e.ExceptionType ?? "waits behind another",
                Times.ShowSecond(e.ParkedOn),
                parked.IsDue(e.NotificationId) ? "yes" : "no",
            })],
            whole: 2);
        if (page.Next is { } next)
        {
            output.Line($"There are more: --after {next}");
        }
    }

    private static Command CreateRetry(CommandContext context)
    {
        Argument<string> store = CommandContext.StoreArgument();
        Argument<string> name = NameArgument();
        Argument<long?> notification = new("NOTIFICATION")
        {
            Description = "Which one; all unless given.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> json = CommandContext.JsonOption();
        Command command = new(
            "retry", "Mark parked events as due: the application's runner tries them again.") { store, name, notification, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using Store opened = await context.Address(result.GetRequiredValue(store)).OpenToChangeAsync(cancellationToken);
            string policy = result.GetRequiredValue(name);
            int count = await new StoredPolicies(opened).MarkDueAsync(policy, result.GetValue(notification), cancellationToken);
            WriteOutcome(
                context, result.GetValue(json), policy, "due", count, $"{count} marked as due; the next runner of '{policy}' tries them.");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateDrop(CommandContext context)
    {
        Argument<string> store = CommandContext.StoreArgument();
        Argument<string> name = NameArgument();
        Argument<long> notification = NotificationArgument();
        Option<bool> json = CommandContext.JsonOption();
        Command command = new("drop", "Forget a parked event: it won't be handled.") { store, name, notification, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using Store opened = await context.Address(result.GetRequiredValue(store)).OpenToChangeAsync(cancellationToken);
            (string policy, long id) = (result.GetRequiredValue(name), result.GetValue(notification));
            await new StoredPolicies(opened).DropAsync(policy, id, context.Console.TimeProvider.GetUtcNow(), cancellationToken);
            WriteOutcome(context, result.GetValue(json), policy, "dropped", id, $"'{policy}' has forgotten notification {id}.");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateReset(CommandContext context)
    {
        Argument<string> store = CommandContext.StoreArgument();
        Argument<string> name = NameArgument();
        Argument<long> position = new("POSITION") { Description = "The notification up to which it is to count as done; 0 for none." };
        position.Validators.Add(CheckedOptions.AtLeast(0, "POSITION is 0 or greater."));
        Option<bool> json = CommandContext.JsonOption();
        Command command = new("reset", "Set how far a policy has come. Back, it does again what it did; forwards, it skips events.")
        {
            store, name, position, json,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using Store opened = await context.Address(result.GetRequiredValue(store)).OpenToChangeAsync(cancellationToken);
            (string policy, long id) = (result.GetRequiredValue(name), result.GetValue(position));
            await new StoredPolicies(opened).ResetAsync(policy, id, cancellationToken);
            WriteOutcome(context, result.GetValue(json), policy, "position", id, $"'{policy}' goes on behind notification {id}.");
            return ExitCode.Success;
        });
        return command;
    }

    private static void WriteOutcome(
        CommandContext context, bool isJson, string policy, string what, long number, string text) => context.Write(
        isJson,
        writer =>
        {
            writer.WriteString("policy"u8, policy);
            writer.WriteNumber(what, number);
        },
        output => output.Line(text));
}
