using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace EsGen.CompilerServices;

/// <summary>Dates and times.</summary>
public ref partial struct EventDataReader
{
    /// <summary>Reads a date and time of kind Utc (with a Z) or Unspecified (without); one with an offset is refused.</summary>
    public DateTime ReadDateTime()
    {
        const string DateAndTime = "an ISO 8601 date and time of at most 7 decimals, with a Z or without an offset";
        if (!TryReadString(out ReadOnlySpan<byte> content) || content.Length > MaxShortText)
        {
            throw Expected(DateAndTime);
        }

        if (TryParseDateTime(content, out DateTime value, out int length))
        {
            if (length == content.Length)
            {
                return value;
            }

            if (content[length..] is [(byte)'Z'])
            {
                return DateTime.SpecifyKind(value, DateTimeKind.Utc);
            }
        }

        Span<char> text = stackalloc char[MaxShortText];
        text = text[..GetText(content, text, DateAndTime)];
        return OpenString(DateAndTime).TryGetDateTime(out value) && value.Kind != DateTimeKind.Local && !HasMoreThanTicks(text)
            ? value
            : throw Expected(DateAndTime);
    }

    /// <summary>Reads a date and time with its offset; without one it would depend on the machine's time zone, and is refused.</summary>
    public DateTimeOffset ReadDateTimeOffset()
    {
        const string DateAndTime = "an ISO 8601 date and time of at most 7 decimals with an offset";
        if (!TryReadString(out ReadOnlySpan<byte> content) || content.Length > MaxShortText)
        {
            throw Expected(DateAndTime);
        }

        if (TryParseDateTime(content, out DateTime dateTime, out int length) && (content[length..] is [(byte)'Z'] || content[length..].SequenceEqual("+00:00"u8)))
        {
            return new DateTimeOffset(dateTime, TimeSpan.Zero);
        }

        Span<char> text = stackalloc char[MaxShortText];
        text = text[..GetText(content, text, DateAndTime)];
        return OpenString(DateAndTime).TryGetDateTimeOffset(out DateTimeOffset value) && HasOffset(text) && !HasMoreThanTicks(text)
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

    /// <summary>Parses <c>yyyy-MM-ddTHH:mm:ss[.f…]</c> with up to 7 decimals, which is what the writer writes before the offset.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The value, of kind Unspecified.</param>
    /// <param name="length">How much of the text it is.</param>
    /// <returns>False for anything else, which may be right nevertheless.</returns>
    private static bool TryParseDateTime(ReadOnlySpan<byte> text, out DateTime value, out int length)
    {
        value = default;
        length = "yyyy-MM-ddTHH:mm:ss".Length;
        if (text.Length < length
            || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':'
            || !TryGetDigits(text[..4], out ulong year)
            || !TryGetDigits(text[5..7], out ulong month)
            || !TryGetDigits(text[8..10], out ulong day)
            || !TryGetDigits(text[11..13], out ulong hour)
            || !TryGetDigits(text[14..16], out ulong minute)
            || !TryGetDigits(text[17..19], out ulong second)
            || year is 0 || month is 0 or > 12 || day is 0 || hour > 23 || minute > 59 || second > 59
            || day > (ulong)DateTime.DaysInMonth((int)year, (int)month))
        {
            return false;
        }

        ulong ticks = 0;
        if (text.Length > length && text[length] == '.')
        {
            ReadOnlySpan<byte> decimals = text[(length + 1)..];
            int count = decimals.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is >= 0 and int end ? end : decimals.Length;
            if (count is 0 or > 7 || !TryGetDigits(decimals[..count], out ticks))
            {
                return false;
            }

            length += 1 + count;
            for (; count < 7; count++)
            {
                ticks *= 10;
            }
        }

        value = new DateTime((int)year, (int)month, (int)day, (int)hour, (int)minute, (int)second).AddTicks((long)ticks);
        return true;
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
