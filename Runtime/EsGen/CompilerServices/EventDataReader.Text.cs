using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace EsGen.CompilerServices;

/// <summary>Strings, and what is written as one.</summary>
public ref partial struct EventDataReader
{
    /// <summary>More than any text that isn't a string of the user's needs, even if some of it is escaped.</summary>
    private const int MaxShortText = 128;

    /// <summary>Reads a string.</summary>
    public string ReadString()
    {
        const string ValidString = "a string of valid Unicode";
        if (!TryReadString(out ReadOnlySpan<byte> content))
        {
            throw Expected(ValidString);
        }

        if (!content.Contains((byte)'\\'))
        {
            if (Ascii.IsValid(content))
            {
                return Encoding.Latin1.GetString(content);
            }

            return Utf8.IsValid(content) ? Encoding.UTF8.GetString(content) : throw Expected(ValidString);
        }

        Utf8JsonReader json = OpenString(ValidString);
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Expected(ValidString);
        }
    }

    /// <summary>Reads a string that is likely to be one of few, and shares it if it is short.</summary>
    public string ReadInternedString()
    {
        int start = _at;
        if (TryReadString(out ReadOnlySpan<byte> content)
            && content.Length <= InternedStrings.MaxLength
            && Ascii.IsValid(content)
            && !content.Contains((byte)'\\'))
        {
            return InternedStrings.Get(content);
        }

        _at = start;
        return ReadString();
    }

    /// <summary>Reads a string of one character.</summary>
    public char ReadChar()
    {
        const string Character = "a string of one UTF-16 character";
        Span<char> text = stackalloc char[MaxShortText];
        return ReadText(text, Character) == 1 ? text[0] : throw Expected(Character);
    }

    /// <summary>Reads a GUID of 32 digits with hyphens.</summary>
    public Guid ReadGuid()
    {
        const string Digits = "a GUID of 32 digits with hyphens";
        if (TryReadPlainGuid(out Guid plain))
        {
            return plain;
        }

        if (TryReadString(out ReadOnlySpan<byte> content) && content.Length <= MaxShortText)
        {
            Span<char> text = stackalloc char[MaxShortText];
            if ((Utf8Parser.TryParse(content, out Guid value, out int length, 'D') && length == content.Length)
                || (content.Contains((byte)'\\') && Guid.TryParseExact(text[..GetText(content, text, Digits)], "D", out value)))
            {
                return value;
            }
        }

        throw Expected(Digits);
    }

    /// <summary>Reads a GUID as the writer writes it; anything else is left for those who look closer.</summary>
    private bool TryReadPlainGuid(out Guid value)
    {
        const int Length = 38;
        value = default;
        if (_data.Length - _at < Length)
        {
            return false;
        }

        ReadOnlySpan<byte> text = _data.Slice(_at, Length);
        if (text[0] != '"' || text[9] != '-' || text[14] != '-' || text[19] != '-' || text[24] != '-' || text[37] != '"')
        {
            return false;
        }

        Span<byte> digits = stackalloc byte[32];
        text[1..9].CopyTo(digits);
        text[10..14].CopyTo(digits[8..]);
        text[15..19].CopyTo(digits[12..]);
        text[20..24].CopyTo(digits[16..]);
        text[25..37].CopyTo(digits[20..]);
        Span<byte> bytes = stackalloc byte[16];
        if (Convert.FromHexString(digits, bytes, out _, out _) != OperationStatus.Done)
        {
            return false;
        }

        value = new Guid(bytes, bigEndian: true);
        _at += Length;
        return true;
    }

    /// <summary>Reads a URI, absolute or relative.</summary>
    public Uri ReadUri() => UriText.Parse(ReadString()) ?? throw Expected("a URI");

    /// <summary>Reads a version: <c>major.minor[.build[.revision]]</c>.</summary>
    public Version ReadVersion()
    {
        const string Numbers = "a version of two to four numbers";
        Span<char> text = stackalloc char[MaxShortText];
        text = text[..ReadText(text, Numbers)];
        return Version.TryParse(text, out Version? value) && text.SequenceEqual(value.ToString()) ? value : throw Expected(Numbers);
    }

    /// <summary>Reads bytes in base 64.</summary>
    public ReadOnlyMemory<byte> ReadMemory() => ReadBytes();

    /// <summary>Reads bytes in base 64.</summary>
    public byte[] ReadBytes()
    {
        const string Expectation = "a string in base 64";
        if (!TryReadString(out ReadOnlySpan<byte> content))
        {
            throw Expected(Expectation);
        }

        Utf8JsonReader json = OpenString(Expectation);
        try
        {
            if (json.TryGetBytesFromBase64(out byte[]? value))
            {
                ReadOnlySpan<byte> text = content.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(json.GetString()!) : content;
                if (IsWrittenAs(value, text))
                {
                    return value;
                }
            }
        }
        catch (InvalidOperationException)
        {
            // It is no text.
        }

        throw Expected(Expectation);
    }

    /// <summary>Whether bytes are written so: the parser passes over blanks, and over bits that don't belong to a byte.</summary>
    private static bool IsWrittenAs(ReadOnlySpan<byte> value, ReadOnlySpan<byte> text)
    {
        const int Group = 3;
        if (text.Length != Base64.GetMaxEncodedToUtf8Length(value.Length))
        {
            return false;
        }

        Span<byte> last = stackalloc byte[4];
        Base64.EncodeToUtf8(value[(value.Length - (value.Length % Group))..], last, out _, out int length);
        return text[^length..].SequenceEqual(last[..length]);
    }

    /// <summary>Reads an enum value by its name; numbers and other spellings are refused.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    public T ReadEnum<T>()
        where T : struct, Enum
    {
        const string Member = "the name of a member of its enum";
        if (!TryReadString(out ReadOnlySpan<byte> content))
        {
            throw Expected(Member);
        }

        Span<char> text = content.Length <= 256 ? stackalloc char[256] : new char[content.Length];
        text = text[..GetText(content, text, Member)];
        return EnumText.TryParse(text, out T value) ? value : throw Expected(Member);
    }

    /// <summary>Reads a short string as UTF-16.</summary>
    /// <returns>How many characters it has.</returns>
    private int ReadText(scoped Span<char> buffer, string expected) =>
        TryReadString(out ReadOnlySpan<byte> content) && content.Length <= buffer.Length
            ? GetText(content, buffer, expected)
            : throw Expected(expected);

    private readonly int GetText(ReadOnlySpan<byte> content, scoped Span<char> buffer, string expected)
    {
        if (!content.Contains((byte)'\\'))
        {
            return Encoding.UTF8.TryGetChars(content, buffer, out int length) && Utf8.IsValid(content) ? length : throw Expected(expected);
        }

        Utf8JsonReader json = OpenString(expected);
        try
        {
            return json.CopyString(buffer);
        }
        catch (InvalidOperationException)
        {
            throw Expected(expected);
        }
    }
}
