using EsGen.AspNetCore.Html;

namespace EsGen.AspNetCore.Pages;

/// <summary>Says above a table whether it is live. The script shows it.</summary>
internal static class LiveBar
{
    /// <param name="html">Takes it.</param>
    /// <param name="source">Where rows come from.</param>
    /// <param name="into">The id of what they go into.</param>
    public static void Write(HtmlWriter html, Link source, string into) => html.Add($"""
        <p class="live" data-live="{source}" data-into="{into}" hidden>
        <span class="state" role="status"></span> <button type="button" class="pause">Pause</button>
        </p>
        """);
}
