using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace EsGen.CompilerServices;

public ref partial struct EventDataReader
{
    /// <summary>Reads a date and time of kind Utc (with a Z) or Unspecified (without); one with an offset is refused.</summary>
    public DateTime ReadDateTime()
    {
        const string DateAndTime = "an ISO 8601 date and time of at most 7 decimals, with a Z or without an offset";
        Span<char> text = stackalloc char[MaxShortText];
        text = text[..ReadText(text, DateAndTime)];
        return _json.TryGetDateTime(out DateTime value) && value.Kind != DateTimeKind.Local && !HasMoreThanTicks(text)
            ? value
            : throw Expected(DateAndTime);
    }

    /// <summary>Reads a date and time with its offset; without one it would depend on the machine's time zone, and is refused.</summary>
    public DateTimeOffset ReadDateTimeOffset()
    {
        const string DateAndTime = "an ISO 8601 date and time of at most 7 decimals with an offset";
        Span<char> text = stackalloc char[MaxShortText];
        text = text[..ReadText(text, DateAndTime)];
        return _json.TryGetDateTimeOffset(out DateTimeOffset value) && HasOffset(text) && !HasMoreThanTicks(text)
            ? value
            : throw Expected(DateAndTime);
    }

    /// <summary>Reads a date: <c>yyyy-MM-dd</c>.</summary>
    public DateOnly ReadDateOnly()
    {
        const string Date = "a date as yyyy-MM-dd";
        Span<char> text = stackalloc char[MaxShortText];
        text = text[..ReadText(text, Date)];
        return DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly value)
            ? value
            : throw Expected(Date);
    }

    /// <summary>Reads a time of day.</summary>
    public TimeOnly ReadTimeOnly()
    {
        const string Time = "a time of day as hh:mm:ss[.fffffff]";
        return TryReadTimeSpan(Time, out TimeSpan value) && value >= TimeSpan.Zero && value < TimeSpan.FromDays(1)
            ? TimeOnly.FromTimeSpan(value)
            : throw Expected(Time);
    }

    /// <summary>Reads a time span: <c>[-][d.]hh:mm:ss[.fffffff]</c>.</summary>
    public TimeSpan ReadTimeSpan()
    {
        const string Duration = "a time span as [-][d.]hh:mm:ss[.fffffff]";
        return TryReadTimeSpan(Duration, out TimeSpan value) ? value : throw Expected(Duration);
    }

    /// <summary>Takes only what the value would be written as: the parser alone takes <c>5</c> for five days.</summary>
    /// <remarks>The parser of UTF-8, because TimeSpan's own one allocates.</remarks>
    private bool TryReadTimeSpan(string expected, out TimeSpan value)
    {
        Span<char> text = stackalloc char[MaxShortText];
        text = text[..ReadText(text, expected)];
        Span<byte> utf8 = stackalloc byte[MaxShortText];
        Span<char> canonical = stackalloc char[MaxShortText];
        return Utf8Parser.TryParse(utf8[..Encoding.ASCII.GetBytes(text, utf8)], out value, out _, 'c')
            && value.TryFormat(canonical, out int length, "c", CultureInfo.InvariantCulture)
            && text.SequenceEqual(canonical[..length]);
    }

    private static bool HasOffset(ReadOnlySpan<char> text) =>
        text.Length > "yyyy-MM-ddThh:mm".Length && (text[^1] == 'Z' || text[^"+hh:mm".Length] is '+' or '-');

    /// <summary>Whether there are more than 7 decimals; the parser would cut them off.</summary>
    private static bool HasMoreThanTicks(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> decimals = text[(text.IndexOf('.') + 1)..];
        return decimals.Length < text.Length && decimals.Length - decimals.TrimStart("0123456789").Length > 7;
    }
}
