using EsGen.AspNetCore.Html;
using Microsoft.AspNetCore.Http;

namespace EsGen.AspNetCore.Pages;

/// <summary>What all pages have around their own part.</summary>
internal static class Layout
{
    private static readonly (string Path, string Name)[] s_sections =
        [("", "Streams"), ("/events", "Events"), ("/runner", "Read models and policies"), ("/verification", "Verification")];

    /// <summary>Answers with a page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="section">Which section it belongs to, by its path.</param>
    /// <param name="title">Its heading.</param>
    /// <param name="write">Writes its own part.</param>
    /// <param name="status">The status code.</param>
    public static Task WriteAsync(
        PageContext context, string section, string title, Action<HtmlWriter> write, int status = StatusCodes.Status200OK)
    {
        HtmlWriter html = new();
        string name = context.Page.Name;
        html.Add($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title} · {name}</title>
            <link rel="icon" href="{context.To("/assets/esgen.svg")}">
            <link rel="stylesheet" href="{context.To("/assets/esgen.css").With("v", Assets.Version)}">
            <script src="{context.To("/assets/esgen.js").With("v", Assets.Version)}" defer></script>
            </head>
            <body>
            <a class="skip" href="#content">Skip to the content</a>
            <header>
            <a class="brand" href="{context.Home}"><img src="{context.To("/assets/esgen.svg")}" width="20" height="20" alt=""> {name}</a>
            <nav aria-label="Sections">{Sections}</nav>
            <form role="search" action="{context.Home}" method="get">
            <label class="hidden" for="q">Find a stream, notification or correlation</label>
            <input id="q" name="q" type="search" placeholder="Id, notification or correlation" autocomplete="off" spellcheck="false">
            <button>Find</button>
            </form>
            </header>
            <main id="content" tabindex="-1">
            {write}
            </main>
            </body>
            </html>
            """);
        context.Http.Response.StatusCode = status;
        return WriteAsync(context.Http, html);

        void Sections(HtmlWriter nav)
        {
            foreach ((string path, string text) in s_sections)
            {
                Link link = path.Length == 0 ? context.Home : context.To(path);
                if (path == section)
                {
                    nav.Add($"<a href=\"{link}\" aria-current=\"page\">{text}</a>");
                }
                else
                {
                    nav.Add($"<a href=\"{link}\">{text}</a>");
                }
            }
        }
    }

    /// <summary>Answers with a page that says why there is nothing else.</summary>
    public static Task RefuseAsync(PageContext context, int status, string title, string message) => WriteAsync(
        context, section: "-", title, html => html.Add($"<h1>{title}</h1><p>{message}</p>"), status);

    public static Task WriteAsync(HttpContext http, HtmlWriter html)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(html.ToString(), http.RequestAborted);
    }
}
