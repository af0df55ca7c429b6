using System.CommandLine;
using System.Text.Json;
using EsGen.LiteDB;
using EsGen.Tool.Applications;
using EsGen.Tool.Output;
using EsGen.Tool.Stores;

namespace EsGen.Tool.Commands;

/// <summary><c>esgen verify</c>: reads everything and says what is wrong, for people and for CI.</summary>
internal static class VerifyCommand
{
    public static Command Create(CommandContext context)
    {
        Argument<string> store = CommandContext.StoreArgument();
        Option<FileInfo> app = CommandContext.AppOption();
        Option<bool> json = CommandContext.JsonOption();
        Command command = new(
            "verify", "Check all that is stored; with --app decode every event and replay every history. Exit code 1 if anything is wrong.")
        {
            store, app, json,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            Application? application = result.GetValue(app) is { } file ? Application.Load(file) : null;
            StoreAddress address = context.Address(result.GetRequiredValue(store));
            Result found = await VerifyAsync(context, address, application, cancellationToken);
            context.Write(
                result.GetValue(json), writer => WriteMembers(writer, address, application, found), output => Print(output, found));
            return found.Findings.Count == 0 ? ExitCode.Success : ExitCode.DoesNotHold;
        });
        return command;
    }

    private static async Task<Result> VerifyAsync(
        CommandContext context, StoreAddress address, Application? application, CancellationToken cancellationToken)
    {
        try
        {
            await using Store store = await address.OpenToReadAsync(cancellationToken);
            StoreVerifier verifier = new(store, application);
            await verifier.VerifyAsync(context.Progress, cancellationToken);
            return new Result(verifier.Events, verifier.Sequences, verifier.Trackings, verifier.Findings, verifier.IsCut);
        }
        catch (StoreCorruptException exception)
        {
            return new Result(0, 0, 0, [Finding.OfDamage(exception)], IsCut: false);
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, StoreAddress address, Application? application, Result found)
    {
        writer.WriteString("store"u8, address.ToString());
        writer.WriteString("application"u8, application?.Name);
        writer.WriteBoolean("sound"u8, found.Findings.Count == 0);
        writer.WriteNumber("events"u8, found.Events);
        writer.WriteNumber("sequences"u8, found.Sequences);
        writer.WriteNumber("trackings"u8, found.Trackings);
        writer.WriteObjects("findings", found.Findings, finding => finding.WriteMembers(writer));
        writer.WriteBoolean("more"u8, found.IsCut);
    }

    private static void Print(TextOutput output, Result found)
    {
        foreach (Finding finding in found.Findings)
        {
            output.Line(finding.ToString());
        }

        if (found.IsCut)
        {
            output.Line("… and more.");
        }

        string outcome = found.Findings.Count switch { 0 => "all sound", 1 => "1 finding", var count => $"{Numbers.Show(count)} findings" };
        output.Line(
            $"{Numbers.Show(found.Events, "event")} in {Numbers.Show(found.Sequences, "sequence")}, "
            + $"{Numbers.Show(found.Trackings, "tracking")}: {outcome}");
    }

    private sealed record Result(long Events, int Sequences, int Trackings, IReadOnlyList<Finding> Findings, bool IsCut);
}
