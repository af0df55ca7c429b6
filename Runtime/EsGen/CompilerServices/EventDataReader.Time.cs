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
        return OpenString(DateAndTime).TryGetDateTime(out value) && value.Kind != DateTimeKind.Local && HasWholeTicks(text)
            ? value
            : throw Expected(DateAndTime);
    }

    /// <summary>Reads a date and time with its offset; without one it would depend on the machine's time zone, and is refused.</summary>
    public DateTimeOffset ReadDateTimeOffset()
    {
        const string DateAndTime = "an ISO 8601 date and time of at most 7 decimals with an offset";
        if (TryReadPlainDateTimeOffset(out DateTimeOffset plain))
        {
            return plain;
        }

        if (!TryReadString(out ReadOnlySpan<byte> content) || content.Length > MaxShortText)
        {
            throw Expected(DateAndTime);
        }

        Span<char> text = stackalloc char[MaxShortText];
        text = text[..GetText(content, text, DateAndTime)];
        return OpenString(DateAndTime).TryGetDateTimeOffset(out DateTimeOffset value) && HasOffset(text) && HasWholeTicks(text)
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

    /// <summary>Reads a date and time with an offset as the writer writes it; anything else is left for those who look closer.</summary>
    private bool TryReadPlainDateTimeOffset(out DateTimeOffset value)
    {
        const int OffsetLength = 7;
        value = default;
        ReadOnlySpan<byte> text = _data[_at..];
        if (text.IsEmpty
            || text[0] != '"'
            || !TryParseDateTime(text[1..], out DateTime dateTime, out int length)
            || text.Length < 1 + length + OffsetLength)
        {
            return false;
        }

        ReadOnlySpan<byte> offset = text.Slice(1 + length, OffsetLength);
        uint minutes = (GetTwoDigits(offset, 1) * 60) + GetTwoDigits(offset, 4);
        if (offset[0] is not ((byte)'+' or (byte)'-')
            || offset[3] != ':'
            || offset[6] != '"'
            || GetTwoDigits(offset, 4) > 59
            || minutes > 14 * 60)
        {
            return false;
        }

        long ticks = (offset[0] == '-' ? -minutes : (long)minutes) * TimeSpan.TicksPerMinute;
        if ((ulong)(dateTime.Ticks - ticks) > (ulong)DateTime.MaxValue.Ticks)
        {
            return false;
        }

        value = new DateTimeOffset(dateTime, new TimeSpan(ticks));
        _at += 1 + length + OffsetLength;
        return true;
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
        if (text.Length < length || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':')
        {
            return false;
        }

        uint year = (GetTwoDigits(text, 0) * 100) + GetTwoDigits(text, 2);
        uint month = GetTwoDigits(text, 5);
        uint day = GetTwoDigits(text, 8);
        uint hour = GetTwoDigits(text, 11);
        uint minute = GetTwoDigits(text, 14);
        uint second = GetTwoDigits(text, 17);
        if (year is 0 or > 9999 || month is 0 or > 12 || day is 0 || hour > 23 || minute > 59 || second > 59
            || day > DateTime.DaysInMonth((int)year, (int)month))
        {
            return false;
        }

        ulong ticks = 0;
        if (text.Length > length && text[length] == '.')
        {
            ReadOnlySpan<byte> decimals = text[(length + 1)..];
            int count = 0;
            while (count < decimals.Length && decimals[count] - (uint)'0' <= 9)
            {
                count++;
            }

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

        value = new DateTime(new DateTime((int)year, (int)month, (int)day, (int)hour, (int)minute, (int)second).Ticks + (long)ticks);
        return true;
    }

    /// <summary>The value of two digits; more than 99 if they are none.</summary>
    private static uint GetTwoDigits(ReadOnlySpan<byte> text, int at)
    {
        uint tens = text[at] - (uint)'0';
        uint ones = text[at + 1] - (uint)'0';
        return tens <= 9 && ones <= 9 ? (tens * 10) + ones : 100_000;
    }

    private static bool HasOffset(ReadOnlySpan<char> text) =>
        text.Length > "yyyy-MM-ddThh:mm".Length && (text[^1] == 'Z' || text[^"+hh:mm".Length] is '+' or '-');

    /// <summary>Whether there is no point, or 1 to 7 decimals behind it; the parser would cut off more, and takes none for 0.</summary>
    private static bool HasWholeTicks(ReadOnlySpan<char> text)
    {
        int point = text.IndexOf('.');
        ReadOnlySpan<char> decimals = text[(point + 1)..];
        return point < 0 || decimals.Length - decimals.TrimStart("0123456789").Length is > 0 and <= 7;
    }
}
