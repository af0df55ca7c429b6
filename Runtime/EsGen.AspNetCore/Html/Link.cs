using System.Globalization;
using System.Text;

namespace EsGen.AspNetCore.Html;

/// <summary>A link to a page of ours: what comes from outside is in its query, encoded, and never in its path.</summary>
/// <param name="Url">The whole of it.</param>
internal readonly record struct Link(string Url)
{
    /// <summary>The same with a value more in its query; without, if there is no value.</summary>
    public Link With(string name, string? value) => value is null ? this : new Link(
        new StringBuilder(Url).Append(Url.Contains('?', StringComparison.Ordinal) ? '&' : '?')
            .Append(name).Append('=').Append(Escape(value)).ToString());

    /// <inheritdoc cref="With(string, string?)"/>
    public Link With(string name, long? value) => With(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="With(string, string?)"/>
    public Link With(string name, Guid value) => With(name, value.ToString());

    public override string ToString() => Url;

    // Half of a surrogate pair can't be in a URL.
    private static string Escape(string value) => Uri.EscapeDataString(LoneSurrogate.IsIn(value) ? Inspection.Visible.Line(value) : value);
}
