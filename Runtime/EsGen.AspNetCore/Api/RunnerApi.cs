using EsGen.AspNetCore.Pages;
using EsGen.AspNetCore.Reading;

namespace EsGen.AspNetCore.Api;

/// <summary>What the pages show of read models, policies and parked events, as JSON.</summary>
internal static class RunnerApi
{
    public static async Task GetStatusAsync(PageContext context)
    {
        IReadOnlyList<RunnerStatus> all = await RunnerPage.ReadAsync(context) ?? [];
        await JsonAnswer.WriteAsync(context, writer => writer.WriteObjects("parts", all, status =>
        {
            writer.WriteString("name"u8, status.Name);
            writer.WriteString("kind"u8, status.Kind == RunnerKind.Policy ? "policy" : "readModel");
            writer.WriteString("state"u8, status.State.ToString());
            writer.WriteNumber("position"u8, status.Position);
            writer.WriteNumber("behind"u8, status.Behind);
            if (context.Page.Speeds.Measure(status) is { } speed)
            {
                writer.WriteNumber("eventsPerSecond"u8, Math.Round(speed, 1));
            }
            else
            {
                writer.WriteNull("eventsPerSecond"u8);
            }

            writer.WriteNumber("parked"u8, status.Parked);
            writer.WriteString("exception"u8, status.Exception is { } exception ? ExceptionText.Describe(exception) : null);
        }));
    }

    public static async Task GetVerificationAsync(PageContext context)
    {
        VerificationReport report = context.Page.Verification.Report;
        await JsonAnswer.WriteAsync(context, writer =>
        {
            writer.WriteBoolean("running"u8, report.IsRunning);
            WriteTimeOrNull("started", report.Started);
            WriteTimeOrNull("ended", report.Ended);
            writer.WriteNumber("events"u8, report.Events);
            writer.WriteNumber("sequences"u8, report.Sequences);
            writer.WriteObjects("findings", report.Findings, finding => finding.WriteMembers(writer));
            writer.WriteBoolean("more"u8, report.IsCut);
            writer.WriteString("problem"u8, report.Problem);

            void WriteTimeOrNull(string name, DateTimeOffset? time)
            {
                if (time is { } value)
                {
                    writer.WriteTime(name, value);
                }
                else
                {
                    writer.WriteNull(name);
                }
            }
        });
    }

    public static async Task GetParkedAsync(PageContext context)
    {
        string policy = ParkedPage.GetPolicy(context);
        (IReadOnlyList<ParkedEvent> parked, long? next) = await ParkedPage.ReadAsync(context, policy);
        await JsonAnswer.WriteAsync(context, writer =>
        {
            writer.WriteString("policy"u8, policy);
            writer.WriteObjects("parked", parked, e =>
            {
                writer.WriteNumber("notificationId"u8, e.NotificationId);
                writer.WriteString("sequenceId"u8, e.SequenceId);
                writer.WriteNumber("position"u8, e.Position);
                writer.WriteString("topic"u8, e.Topic);
                writer.WriteNumber("attempts"u8, e.Attempts);
                writer.WriteString("exception"u8, e.ExceptionType);
                writer.WriteTime("parkedOn", e.ParkedOn);
            });
            writer.WriteNumberOrNull("next", next);
        });
    }
}
