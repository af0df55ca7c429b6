namespace EsGen.CompilerServices;

/// <summary>The stored form of URIs, which means the same on every operating system.</summary>
internal static class UriText
{
    /// <summary>The URI of a text, or null if there is none. What begins with a slash is relative, though Unix takes it for the path of a file.</summary>
    public static Uri? Parse(string text) =>
        Uri.TryCreate(text, text.StartsWith('/') ? UriKind.Relative : UriKind.RelativeOrAbsolute, out Uri? uri) ? uri : null;
}
