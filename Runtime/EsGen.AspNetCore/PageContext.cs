using System.Globalization;
using EsGen.AspNetCore.Html;
using Microsoft.AspNetCore.Http;

namespace EsGen.AspNetCore;

/// <summary>A request to the page, with what was asked for.</summary>
/// <param name="http">The request.</param>
/// <param name="page">The page that was mapped.</param>
/// <param name="endpoint">The endpoint's own part of the path, such as <c>/stream</c>.</param>
internal sealed class PageContext(HttpContext http, MappedPage page, string endpoint)
{
    public HttpContext Http => http;

    public MappedPage Page => page;

    public CancellationToken Cancellation => http.RequestAborted;

    public EsGenPageOptions Options => page.Options;

    /// <summary>Where the page is mapped, as the browser sees it: behind a proxy's path, a group's prefix, whatever.</summary>
    public Link Root { get; } = new(GetRoot(http.Request, endpoint));

    /// <summary>The first page.</summary>
    public Link Home => Root.Url.Length == 0 ? new Link("/") : Root;

    /// <summary>A link to one of the page's endpoints.</summary>
    public Link To(string path) => new(Root.Url + path);

    /// <summary>A link to a stream at a version.</summary>
    public Link ToStream(Guid id, long? version = null) => To("/stream").With("id", id).With("version", version);

    public string? GetText(string name) => http.Request.Query[name] is [{ Length: > 0 } value] ? value : null;

    /// <exception cref="BadRequestException">There is one, and it is none.</exception>
    public long? GetNumber(string name) => GetText(name) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number
        : throw new BadRequestException($"'{name}' must be a whole number, 0 or greater.");

    /// <exception cref="BadRequestException">There is none.</exception>
    public Guid GetId(string name = "id") => Guid.TryParse(GetText(name), out Guid id) ? id
        : throw new BadRequestException($"'{name}' must be the id of a stream, such as 0193a0b4-0000-7000-8000-000000000001.");

    /// <summary>How many lines are asked for.</summary>
    public int GetLimit() => (int)Math.Clamp(GetNumber("limit") ?? Options.PageSize, 1, EsGenPageOptions.MaxPageSize);

    private static string GetRoot(HttpRequest request, string endpoint)
    {
        string path = (request.PathBase + request.Path).Value!.TrimEnd('/');
        return Uri.EscapeDataString(path[..^endpoint.Length]).Replace("%2F", "/", StringComparison.Ordinal);
    }
}
