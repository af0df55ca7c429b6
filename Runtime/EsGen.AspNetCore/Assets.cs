using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace EsGen.AspNetCore;

/// <summary>Script, style and picture of the page, which are in the assembly.</summary>
internal static class Assets
{
    private static readonly (string Name, string Type, byte[] Content)[] s_files =
    [
        Read("esgen.css", "text/css; charset=utf-8"),
        Read("esgen.js", "text/javascript; charset=utf-8"),
        Read("esgen.svg", "image/svg+xml"),
    ];

    public static IEnumerable<string> Names => s_files.Select(static file => file.Name);

    /// <summary>Changes when one of them does, so that a browser doesn't keep an old one.</summary>
    public static string Version { get; } =
        Convert.ToHexStringLower(SHA256.HashData((byte[])[.. s_files.SelectMany(static file => file.Content)]).AsSpan(0, 6));

    public static Task GetAsync(HttpContext http, string name)
    {
        (_, string type, byte[] content) = Array.Find(s_files, file => file.Name == name);
        http.Response.ContentType = type;
        http.Response.ContentLength = content.Length;
        http.Response.Headers[HeaderNames.CacheControl] = "private, max-age=86400";
        return http.Response.Body.WriteAsync(content, http.RequestAborted).AsTask();
    }

    private static (string Name, string Type, byte[] Content) Read(string name, string type)
    {
        using Stream stream = typeof(Assets).Assembly.GetManifestResourceStream(name)!;
        using MemoryStream content = new();
        stream.CopyTo(content);
        return (name, type, content.ToArray());
    }
}
