using System.Globalization;

namespace EsGen.CompilerServices;

public sealed partial class EventDataWriter
{
    /// <summary>
    /// Writes a date and time with its ticks: with a Z if its kind is Utc, without if it is Unspecified; Local is refused.
    /// </summary>
    /// <param name="value">The value.</param>
    public void WriteDateTime(DateTime value)
    {
        if (value.Kind == DateTimeKind.Local)
        {
            throw Refusal(
                "is a DateTime of kind Local, which means another instant on another machine",
                "Use ToUniversalTime(), or declare it as DateTimeOffset.");
        }

        Separate();
        Span<byte> free = GetFree(LongestDateTime);
        int length = Format(value, free);
        if (value.Kind == DateTimeKind.Utc)
        {
            free[length++] = (byte)'Z';
        }

        free[length++] = (byte)'"';
        _length += length;
    }

    /// <summary>Writes a date and time with its ticks and its offset.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateTimeOffset(DateTimeOffset value)
    {
        Separate();
        Span<byte> free = GetFree(LongestDateTime);
        int length = Format(value.DateTime, free);
        int minutes = value.TotalOffsetMinutes;
        free[length++] = (byte)(minutes < 0 ? '-' : '+');
        FormatTwoDigits(Math.Abs(minutes) / 60, free, length);
        free[length + 2] = (byte)':';
        FormatTwoDigits(Math.Abs(minutes) % 60, free, length + 3);
        free[length + 5] = (byte)'"';
        _length += length + 6;
    }

    /// <summary>Writes a date: <c>yyyy-MM-dd</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateOnly(DateOnly value) => WriteShort(value, "O");

    /// <summary>Writes a time of day with its ticks, as the time span since midnight.</summary>
    /// <param name="value">The value.</param>
    public void WriteTimeOnly(TimeOnly value) => WriteTimeSpan(value.ToTimeSpan());

    /// <summary>Writes a time span with its ticks: <c>[-][d.]hh:mm:ss[.fffffff]</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteTimeSpan(TimeSpan value) => WriteShort(value, "c");

    private const int LongestDateTime = 40;

    private void WriteShort<T>(T value, string format)
        where T : struct, IUtf8SpanFormattable
    {
        Separate();
        Span<byte> free = GetFree(LongestDateTime);
        free[0] = (byte)'"';
        value.TryFormat(free[1..], out int length, format, CultureInfo.InvariantCulture);
        free[length + 1] = (byte)'"';
        _length += length + 2;
    }

    /// <summary>A quote and <c>yyyy-MM-ddTHH:mm:ss[.fffffff]</c>, without the decimals' trailing zeros.</summary>
    private static int Format(DateTime value, Span<byte> target)
    {
        (int year, int month, int day) = value;
        "\"0000-00-00T00:00:00"u8.CopyTo(target);
        FormatTwoDigits(year / 100, target, 1);
        FormatTwoDigits(year % 100, target, 3);
        FormatTwoDigits(month, target, 6);
        FormatTwoDigits(day, target, 9);
        FormatTwoDigits(value.Hour, target, 12);
        FormatTwoDigits(value.Minute, target, 15);
        FormatTwoDigits(value.Second, target, 18);
        int length = 20;
        int decimals = (int)(value.Ticks % TimeSpan.TicksPerSecond);
        if (decimals > 0)
        {
            target[length] = (byte)'.';
            for (int i = 7; i > 0; i--)
            {
                target[length + i] = (byte)('0' + (decimals % 10));
                decimals /= 10;
            }

            length += 8;
            while (target[length - 1] == '0')
            {
                length--;
            }
        }

        return length;
    }

    private static void FormatTwoDigits(int value, Span<byte> target, int at)
    {
        target[at] = (byte)('0' + (value / 10));
        target[at + 1] = (byte)('0' + (value % 10));
    }
}
