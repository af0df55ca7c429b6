using EsGen.AspNetCore.Html;

namespace EsGen.AspNetCore.Pages;

/// <summary>The way to other pages of a list.</summary>
internal static class Paging
{
    /// <param name="html">Takes it.</param>
    /// <param name="first">The first page; null on it.</param>
    /// <param name="firstText">What it is called.</param>
    /// <param name="next">The next page; null on the last one.</param>
    /// <param name="nextText">What it is called.</param>
    public static void Write(HtmlWriter html, Link? first, string firstText, Link? next, string nextText)
    {
        if (first is null && next is null)
        {
            return;
        }

        html.Add($"<nav class=\"paging\" aria-label=\"Pages\">");
        if (first is { } firstLink)
        {
            html.Add($"<a href=\"{firstLink}\">{firstText}</a>");
        }

        if (next is { } nextLink)
        {
            html.Add($"<a href=\"{nextLink}\" rel=\"next\">{nextText}</a>");
        }

        html.Add($"</nav>");
    }
}
