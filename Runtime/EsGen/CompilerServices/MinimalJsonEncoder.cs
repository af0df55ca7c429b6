using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace EsGen.CompilerServices;

/// <summary>Escapes what JSON demands and nothing else: the quotation mark, the backslash and U+0000 to U+001F (RFC 8259, section 7).</summary>
/// <remarks>
/// <see cref="JavaScriptEncoder.UnsafeRelaxedJsonEscaping"/> also escapes everything beyond U+FFFF (emoji), private use and whatever the
/// runtime's version of Unicode has not assigned yet. With that, the bytes of an event would change with the runtime.
/// </remarks>
internal sealed class MinimalJsonEncoder : JavaScriptEncoder
{
    private const string Demanded =
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000a\u000b\u000c\u000d\u000e\u000f" +
        "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\"\\";

    private static readonly SearchValues<char> s_demandedChars = SearchValues.Create(Demanded);
    private static readonly SearchValues<byte> s_demandedBytes = SearchValues.Create(Encoding.ASCII.GetBytes(Demanded));

    private MinimalJsonEncoder()
    {
    }

    public static MinimalJsonEncoder Instance { get; } = new();

    public override int MaxOutputCharactersPerInputCharacter => @"\u0000".Length;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength) =>
        new ReadOnlySpan<char>(text, textLength).IndexOfAny(s_demandedChars);

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text) => utf8Text.IndexOfAny(s_demandedBytes);

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        Span<char> destination = new(buffer, bufferLength);
        char shorthand = unicodeScalar switch
        {
            '"' or '\\' => (char)unicodeScalar,
            '\b' => 'b',
            '\t' => 't',
            '\n' => 'n',
            '\f' => 'f',
            '\r' => 'r',
            _ => '\0',
        };
        return shorthand != '\0'
            ? destination.TryWrite($@"\{shorthand}", out numberOfCharactersWritten)
            : destination.TryWrite($@"\u{unicodeScalar:x4}", out numberOfCharactersWritten);
    }
}
