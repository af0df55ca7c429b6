using System.Buffers;
using System.Buffers.Text;
using System.Text.Unicode;

namespace EsGen.CompilerServices;

public sealed partial class EventDataWriter
{
    private const string LoneSurrogate = "has half a character (a lone surrogate), which UTF-8 can't hold";

    /// <summary>What JSON demands to be escaped, and nothing else: histories are read by people too.</summary>
    private static readonly SearchValues<char> s_escaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(static control => (char)control), '"', '\\']);

    /// <summary>Writes a string.</summary>
    /// <param name="value">The value.</param>
    public void WriteString(string value)
    {
        RefuseNull(value);
        WriteText(value);
    }

    /// <summary>Writes a character, as a string of one.</summary>
    /// <param name="value">The value.</param>
    public void WriteChar(char value)
    {
        if (char.IsSurrogate(value))
        {
            throw Refusal("is half a character (a lone surrogate), which UTF-8 can't hold", "Declare it as string.");
        }

        WriteText([value]);
    }

    /// <summary>Writes a GUID: 32 digits with hyphens.</summary>
    /// <param name="value">The value.</param>
    public void WriteGuid(Guid value)
    {
        Separate();
        Span<byte> free = GetFree(38);
        free[0] = (byte)'"';
        value.TryFormat(free[1..], out _);
        free[37] = (byte)'"';
        _length += 38;
    }

    /// <summary>Writes a URI as it was given to its constructor.</summary>
    /// <param name="value">The value.</param>
    public void WriteUri(Uri value)
    {
        RefuseNull(value);
        string text = UriText.Of(value);
        Uri? again = UriText.Parse(text);
        if (again?.IsAbsoluteUri != value.IsAbsoluteUri)
        {
            throw Refusal("is a relative URI that reads like an absolute one", "Make it absolute, or begin it with './'.");
        }

        if (value.IsAbsoluteUri && again.AbsoluteUri != value.AbsoluteUri)
        {
            throw Refusal(
                "is a URI that keeps its path as it was given (DangerousDisablePathAndQueryCanonicalization), which is not stored",
                "Make it without that, or declare it as string.");
        }

        _isReadOtherwise |= !ReferenceEquals(text, value.OriginalString);

        WriteText(text);
    }

    /// <summary>Writes a version: <c>major.minor[.build[.revision]]</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteVersion(Version value)
    {
        RefuseNull(value);
        WriteText(value.ToString());
    }

    /// <summary>Writes bytes in base 64.</summary>
    /// <param name="value">The value.</param>
    public void WriteBytes(byte[] value)
    {
        RefuseNull(value);
        Hold(value.Length == 0 ? null : value, isShown: false);
        WriteMemory(value);
    }

    /// <summary>Writes bytes in base 64.</summary>
    /// <param name="value">The value.</param>
    public void WriteMemory(ReadOnlyMemory<byte> value)
    {
        Separate();
        RefuseOversize(value.Length);
        Span<byte> free = GetFree(checked(Base64.GetMaxEncodedToUtf8Length(value.Length) + 2));
        free[0] = (byte)'"';
        Base64.EncodeToUtf8(value.Span, free[1..], out _, out int length);
        free[length + 1] = (byte)'"';
        _length += length + 2;
    }

    /// <summary>Writes an enum value by name; a combination of flags as names with a comma and a space between them.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="value">The value.</param>
    public void WriteEnum<T>(T value)
        where T : struct, Enum
    {
        Span<char> buffer = stackalloc char[256];
        ReadOnlySpan<char> text = Enum.TryFormat(value, buffer, out int length) ? buffer[..length] : value.ToString();
        if (!EnumText.StartsLikeName(text))
        {
            throw Refusal($"is a value of {typeof(T).Name} without a name", "Add a member for it to the enum, or use one that it has.");
        }

        WriteText(text);
    }

    private void WriteText(ReadOnlySpan<char> text)
    {
        const int MostBytesPerChar = 3;
        Separate();
        RefuseOversize(text.Length);
        Append('"');
        while (true)
        {
            int stop = text.IndexOfAny(s_escaped);
            ReadOnlySpan<char> plain = stop < 0 ? text : text[..stop];
            Span<byte> free = GetFree(checked((plain.Length * MostBytesPerChar) + 1));
            if (Utf8.FromUtf16(plain, free, out _, out int length, replaceInvalidSequences: false) != OperationStatus.Done)
            {
                throw Refusal(LoneSurrogate, "Remove it before raising the event.");
            }

            _length += length;
            if (stop < 0)
            {
                Append('"');
                return;
            }

            WriteEscaped(text[stop]);
            text = text[(stop + 1)..];
        }
    }

    private void WriteEscaped(char c)
    {
        const int Longest = 6;
        Span<byte> free = GetFree(Longest);
        free[0] = (byte)'\\';
        char shorthand = c switch
        {
            '"' or '\\' => c,
            '\b' => 'b',
            '\t' => 't',
            '\n' => 'n',
            '\f' => 'f',
            '\r' => 'r',
            _ => '\0',
        };
        if (shorthand != '\0')
        {
            free[1] = (byte)shorthand;
            _length += 2;
            return;
        }

        "u00"u8.CopyTo(free[1..]);
        free[4] = (byte)(c < 0x10 ? '0' : '1');
        free[5] = (byte)"0123456789abcdef"[c & 0xF];
        _length += Longest;
    }
}
