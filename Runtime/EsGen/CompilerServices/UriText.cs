namespace EsGen.CompilerServices;

/// <summary>The stored form of URIs, which means the same on every operating system.</summary>
internal static class UriText
{
    /// <summary>What is stored of a URI: the text that it was made of, if that says alone what it is.</summary>
    public static string Of(Uri uri) =>
        uri.IsAbsoluteUri && Parse(uri.OriginalString) is not { IsAbsoluteUri: true } ? uri.AbsoluteUri : uri.OriginalString;

    /// <summary>
    /// The URI of a text, or null if there is none. What begins with a slash is relative, though Unix takes it for the path of a file.
    /// </summary>
    public static Uri? Parse(string text) =>
        Uri.TryCreate(text, text.StartsWith('/') ? UriKind.Relative : UriKind.RelativeOrAbsolute, out Uri? uri) ? uri : null;
}
