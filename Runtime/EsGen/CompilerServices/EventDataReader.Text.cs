using System.Text.Json;

namespace EsGen.CompilerServices;

public ref partial struct EventDataReader
{
    /// <summary>More than any text that isn't a string of the user's needs, even if some of it is escaped.</summary>
    private const int MaxShortText = 128;

    /// <summary>Reads a string.</summary>
    public string ReadString()
    {
        const string ValidString = "a string of valid Unicode";
        if (Next() != JsonTokenType.String)
        {
            throw Expected(ValidString);
        }

        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Expected(ValidString);
        }
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
        ReadText(stackalloc char[MaxShortText], Digits);
        return _json.TryGetGuid(out Guid value) ? value : throw Expected(Digits);
    }

    /// <summary>Reads a URI, absolute or relative.</summary>
    public Uri ReadUri() => UriText.Parse(ReadString()) ?? throw Expected("a URI");

    /// <summary>Reads bytes in base 64.</summary>
    public byte[] ReadBytes()
    {
        const string Base64 = "a string in base 64";
        if (Next() != JsonTokenType.String)
        {
            throw Expected(Base64);
        }

        try
        {
            return _json.TryGetBytesFromBase64(out byte[]? value) ? value : throw Expected(Base64);
        }
        catch (InvalidOperationException)
        {
            throw Expected(Base64);
        }
    }

    /// <summary>Reads an enum value by its name; numbers and other spellings are refused.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    public T ReadEnum<T>()
        where T : struct, Enum
    {
        const string Member = "the name of a member of its enum";
        if (Next() != JsonTokenType.String)
        {
            throw Expected(Member);
        }

        _isOnValue = true;
        int maxLength = _json.ValueSpan.Length;
        Span<char> text = maxLength <= 256 ? stackalloc char[256] : new char[maxLength];
        text = text[..ReadText(text, Member)];
        return EnumText.TryParse(text, out T value) ? value : throw Expected(Member);
    }

    /// <summary>Copies a string to a buffer, which checks its encoding too: the typed getters don't throw afterwards.</summary>
    /// <returns>How many characters it has.</returns>
    private int ReadText(scoped Span<char> buffer, string expected)
    {
        if (Next() != JsonTokenType.String || _json.ValueSpan.Length > buffer.Length)
        {
            throw Expected(expected);
        }

        try
        {
            return _json.CopyString(buffer);
        }
        catch (InvalidOperationException)
        {
            throw Expected(expected);
        }
    }
}
