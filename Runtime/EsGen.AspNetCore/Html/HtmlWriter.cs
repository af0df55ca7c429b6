using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace EsGen.AspNetCore.Html;

/// <summary>
/// Writes HTML. What the source code itself says is markup; what stands in the holes of its interpolated strings is text, encoded, whatever
/// it is, and shown so that nothing in it is invisible.
/// </summary>
internal sealed class HtmlWriter
{
    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _html = new();

    public int Length => _html.Length;

    /// <summary>Adds markup with text in its holes. Attributes stand in double quotes.</summary>
#pragma warning disable CA1822 // The markup has written itself, into this.
    public void Add([InterpolatedStringHandlerArgument("")] ref Markup markup) => _ = markup;
#pragma warning restore CA1822

    public override string ToString() => _html.ToString();

    private void AddText(string? text)
    {
        if (text is not null)
        {
            _html.Append(s_encoder.Encode(Visible.Line(text)));
        }
    }

    /// <summary>An interpolated string of markup. It takes what is text or writes itself, and nothing else.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Markup
    {
        private const int UsualHole = 16;

        private readonly HtmlWriter _writer;

        public Markup(int literalLength, int formattedCount, HtmlWriter writer)
        {
            _writer = writer;
            writer._html.EnsureCapacity(writer._html.Length + literalLength + (formattedCount * UsualHole));
        }

        public void AppendLiteral(string markup) => _writer._html.Append(markup);

        public void AppendFormatted(string? text) => _writer.AddText(text);

        public void AppendFormatted(long number) => _writer._html.Append(CultureInfo.InvariantCulture, $"{number}");

        public void AppendFormatted(Guid id) => _writer._html.Append(CultureInfo.InvariantCulture, $"{id}");

        /// <summary>A link, whose parts are encoded already as a URL's.</summary>
        public void AppendFormatted(Link link) => _writer._html.Append(s_encoder.Encode(link.Url));

        /// <summary>Whatever the action writes there.</summary>
        public void AppendFormatted(Action<HtmlWriter>? write) => write?.Invoke(_writer);
    }
}
