using EsGen.AspNetCore.Html;
using EsGen.AspNetCore.Reading;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace EsGen.AspNetCore.Pages;

/// <summary>Checks the store, and what came of it.</summary>
internal static class VerificationPage
{
    public static Task GetAsync(PageContext context)
    {
        VerificationReport report = context.Page.Verification.Report;
        AntiforgeryTokenSet? tokens = context.Page.Antiforgery?.GetAndStoreTokens(context.Http);
        SecurityHeaders.Set(context.Http.Response);
        if (report.IsRunning)
        {
            context.Http.Response.Headers["Refresh"] = "1";
        }

        return Layout.WriteAsync(context, "/verification", "Verification", html =>
        {
            html.Add($"<h1>Verification</h1>");
            WriteReport(html, context, report);
            if (tokens is null)
            {
                html.Add($"<p class=\"note\">To start one, register antiforgery: builder.Services.AddAntiforgery().</p>");
            }
            else if (!report.IsRunning)
            {
                html.Add($"""
                    <form method="post" action="{context.To("/verification")}">
                    <input type="hidden" name="{tokens.FormFieldName}" value="{tokens.RequestToken}">
                    <button>Verify now</button>
                    </form>
                    <p class="note">It reads everything that is stored, checks both orders, and decodes and replays every history. It changes
                    nothing. A LiteDB store that comes upon a damaged page stops, whoever reads it.</p>
                    """);
            }
        });
    }

    public static Task StartAsync(PageContext context)
    {
        MappedPage page = context.Page;
        _ = page.Verification.StartAsync(new RunningStore(page.Application, page.Datastore, page.Runner), page.Catalog, page.Stopping);
        context.Http.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Http.Response.Headers.Location = context.To("/verification").Url;
        return Task.CompletedTask;
    }

    private static void WriteReport(HtmlWriter html, PageContext context, VerificationReport report)
    {
        if (report.Started is not { } started)
        {
            html.Add($"<p class=\"empty\">None was started since the application was.</p>");
            return;
        }

        if (report.Ended is not { } ended)
        {
            html.Add($"<p class=\"message\" role=\"status\">Since {Times.ShowSecond(started)}: {report.Step}{Progress(report)}</p>");
            return;
        }

        string outcome = report switch
        {
            { Problem: not null } => "It couldn't be ended.",
            { Findings: [] } => "All sound.",
            { Findings: [_] } => "1 finding.",
            _ => $"{report.Findings.Count} findings{(report.IsCut ? ", and more" : "")}.",
        };
        string css = report.Problem is null && report.Findings.Count == 0 ? "" : "problem";
        html.Add($"<p class=\"message {css}\" role=\"status\">{outcome} {report.Problem}</p>");
        html.Add($"<p class=\"note\">{Numbers.Show(report.Events, "event")} in {Numbers.Show(report.Sequences, "stream")}, ");
        html.Add($"from {Times.ShowSecond(started)} to {Times.ShowSecond(ended)}.</p>");
        if (report.Findings.Count > 0)
        {
            html.Add($"<div class=\"wide\"><table><thead><tr><th>Kind</th><th>Event</th><th>What is wrong</th></tr></thead>");
            html.Add($"<tbody>{Rows}</tbody></table></div>");
        }

        void Rows(HtmlWriter rows)
        {
            foreach (Finding finding in report.Findings)
            {
                rows.Add($"<tr><td>{finding.Kind}</td><td>");
                if (finding.SequenceId is { } id)
                {
                    rows.Add($"<a href=\"{context.ToStream(id, finding.Position + 1)}\">{finding.Topic ?? id.ToString()}</a>");
                }

                rows.Add($"</td><td>{finding.Message}</td></tr>");
            }
        }
    }

    private static string Progress(VerificationReport report) =>
        report.Total > 0 ? $", {Numbers.Show(report.Done)} of {Numbers.Show(report.Total)}" : " …";
}
