using EsGen.AspNetCore.Html;

namespace EsGen.AspNetCore.Pages;

/// <summary>How it stands with read models and policies, live.</summary>
internal static class RunnerPage
{
    public static async Task GetAsync(PageContext context)
    {
        IReadOnlyList<RunnerStatus>? all = await ReadAsync(context);
        await Layout.WriteAsync(context, "/runner", "Read models and policies", html =>
        {
            html.Add($"<h1>Read models and policies</h1>");
            if (all is null or [])
            {
                html.Add($"<p class=\"empty\">{(all is null ? "No runner is registered." : "The runner has none.")}</p>");
                return;
            }

            LiveBar.Write(html, context.To("/live/runner"), into: "runner");
            html.Add($"""
                <div class="wide"><table>
                <thead><tr><th>Name</th><th>Kind</th><th>State</th><th class="number">Position</th>
                <th class="number">Behind</th><th class="number">Speed</th><th class="number">Parked</th><th>Last exception</th></tr></thead>
                <tbody id="runner">{Rows}</tbody>
                </table></div>
                """);
        });

        void Rows(HtmlWriter html) => RunnerRows.Write(html, context, all!);
    }

    /// <summary>How it stands; null if there is no runner.</summary>
    public static async Task<IReadOnlyList<RunnerStatus>?> ReadAsync(PageContext context) =>
        context.Page.Runner is { } runner ? await runner.GetStatusAsync(context.Cancellation) : null;
}
