using System.Buffers;
using System.Text;

namespace EsGen.CompilerServices;

public sealed partial class EventDataWriter
{
    /// <summary>Writes a string.</summary>
    /// <param name="value">The value.</param>
    public void WriteString(string value)
    {
        RefuseNull(value);
        if (HasLoneSurrogate(value))
        {
            throw Refusal("has half a character (a lone surrogate), which UTF-8 can't hold", "Remove it before raising the event.");
        }

        _json.WriteStringValue(value);
    }

    /// <summary>Writes a character, as a string of one.</summary>
    /// <param name="value">The value.</param>
    public void WriteChar(char value)
    {
        if (char.IsSurrogate(value))
        {
            throw Refusal("is half a character (a lone surrogate), which UTF-8 can't hold", "Declare it as string.");
        }

        _json.WriteStringValue([value]);
    }

    /// <summary>Writes a GUID: 32 digits with hyphens.</summary>
    /// <param name="value">The value.</param>
    public void WriteGuid(Guid value) => _json.WriteStringValue(value);

    /// <summary>Writes a URI as it was given to its constructor.</summary>
    /// <param name="value">The value.</param>
    public void WriteUri(Uri value)
    {
        RefuseNull(value);
        string text = value.OriginalString;
        if (value.IsAbsoluteUri && UriText.Parse(text) is not { IsAbsoluteUri: true })
        {
            text = value.AbsoluteUri;
        }

        if (UriText.Parse(text)?.IsAbsoluteUri != value.IsAbsoluteUri)
        {
            throw Refusal("is a relative URI that reads like an absolute one", "Make it absolute, or begin it with './'.");
        }

        WriteString(text);
    }

    /// <summary>Writes bytes in base 64.</summary>
    /// <param name="value">The value.</param>
    public void WriteBytes(byte[] value)
    {
        RefuseNull(value);
        _json.WriteBase64StringValue(value);
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

        _json.WriteStringValue(text);
    }

    private static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and int index)
        {
            if (Rune.DecodeFromUtf16(text[index..], out _, out int length) != OperationStatus.Done)
            {
                return true;
            }

            text = text[(index + length)..];
        }

        return false;
    }
}
