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

            if (result.GetValue(json))
            {
                context.Json().Write(writer => WriteList(writer, found));
            }
            else
            {
                new TextOutput(context.Console).Table(
                    ["policy", "position", "behind", "parked", "due"],
                    [.. found.Select(static policy => new[]
                    {
                        policy.Name,
                        Numbers.Show(policy.Position),
                        Numbers.Show(policy.Behind),
                        Numbers.Show(policy.Parked),
                        Numbers.Show(policy.Due),
                    })]);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static void WriteList(Utf8JsonWriter writer, List<(string Name, long Position, long Behind, int Parked, int Due)> policies)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("policies"u8);
        foreach ((string name, long position, long behind, int parked, int due) in policies)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, name);
            writer.WriteNumber("position"u8, position);
            writer.WriteNumber("behind"u8, behind);
            writer.WriteNumber("parked"u8, parked);
            writer.WriteNumber("due"u8, due);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
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
            await policies.GetPositionAsync(result.GetRequiredValue(name), cancellationToken);
            ParkedEvents parked = await policies.LoadParkedAsync(result.GetRequiredValue(name), cancellationToken);
            ParkedEvent[] found =
                [.. parked.All.Where(e => e.NotificationId > result.GetValue(after)).Take(result.GetValue(limit) + 1)];
            bool hasMore = found.Length > result.GetValue(limit);
            ParkedEvent[] page = hasMore ? found[..^1] : found;
            long? next = hasMore ? page[^1].NotificationId : null;
            if (result.GetValue(json))
            {
                context.Json().Write(writer => WriteParked(writer, parked, page, next));
            }
            else
            {
                TextOutput output = new(context.Console);
                output.Table(
                    ["notification", "event", "of", "attempts", "exception", "parked on", "due"],
                    [.. page.Select(e => new[]
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
                if (next is not null)
                {
                    output.Line($"There are more: --after {next}");
                }
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static void WriteParked(Utf8JsonWriter writer, ParkedEvents parked, ParkedEvent[] page, long? next)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("parked"u8);
        foreach (ParkedEvent e in page)
        {
            writer.WriteStartObject();
            writer.WriteNumber("notificationId"u8, e.NotificationId);
            writer.WriteString("sequenceId"u8, e.SequenceId);
            writer.WriteNumber("position"u8, e.Position);
            writer.WriteString("topic"u8, e.Topic);
            writer.WriteNumber("attempts"u8, e.Attempts);
            writer.WriteString("exception"u8, e.ExceptionType);
            writer.WriteTime("parkedOn", e.ParkedOn);
            writer.WriteBoolean("due"u8, parked.IsDue(e.NotificationId));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumberOrNull("next", next);
        writer.WriteEndObject();
    }

    private static Command CreateRetry(CommandContext context)
    {
        Argument<string> store = CommandContext.StoreArgument();
        Argument<string> name = NameArgument();
        Argument<long?> notification = new(
            "NOTIFICATION") { Description = "Which one; all unless given.", Arity = ArgumentArity.ZeroOrOne };
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

    private static void WriteOutcome(CommandContext context, bool isJson, string policy, string what, long number, string text)
    {
        if (!isJson)
        {
            new TextOutput(context.Console).Line(text);
            return;
        }

        context.Json().Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("policy"u8, policy);
            writer.WriteNumber(what, number);
            writer.WriteEndObject();
        });
    }
}
