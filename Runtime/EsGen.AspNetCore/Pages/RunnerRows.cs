using System.Globalization;
using EsGen.AspNetCore.Html;

namespace EsGen.AspNetCore.Pages;

/// <summary>Read models and policies as rows of a table, on the page and in what it gets live.</summary>
internal static class RunnerRows
{
    public static void Write(HtmlWriter html, PageContext context, IReadOnlyList<RunnerStatus> all)
    {
        foreach (RunnerStatus status in all)
        {
            string kind = status.Kind == RunnerKind.Policy ? "Policy" : "Read model";
            html.Add($"<tr><td>{status.Name}</td><td>{kind}</td>");
            html.Add($"<td><span class=\"state {GetClass(status)}\">{status.State.ToString()}</span></td>");
            html.Add($"<td class=\"number\">{status.Position}</td><td class=\"number\">{status.Behind}</td>");
            html.Add($"<td class=\"number\">{ShowSpeed(context.Page.Speeds.Measure(status))}</td>");
            html.Add($"<td class=\"number\">{Parked}</td><td>{Failure}</td></tr>");

            void Parked(HtmlWriter cell)
            {
                if (status.Kind == RunnerKind.Policy)
                {
                    Link parked = context.To("/parked").With("policy", status.Name);
                    cell.Add($"<a href=\"{parked}\" aria-label=\"{status.Parked} parked of {status.Name}\">{status.Parked}</a>");
                }
            }

            void Failure(HtmlWriter cell)
            {
                if (status.Exception is { } exception)
                {
                    cell.Add($"<span class=\"problem\">{ExceptionText.Describe(exception)}</span>");
                }
            }
        }
    }

    public static string ShowSpeed(double? speed) =>
        speed is { } perSecond ? string.Create(CultureInfo.InvariantCulture, $"{perSecond:N0}/s") : "–";

    private static string GetClass(RunnerStatus status) => status switch
    {
        { State: RunnerState.Stopped } or { Exception: not null } => "bad",
        { State: RunnerState.Building } => "busy",
        _ => "good",
    };
}
