using System.Globalization;

namespace EsGen.CompilerServices;

public sealed partial class EventDataWriter
{
    /// <summary>Writes a date and time with its ticks: with a Z if its kind is Utc, without if it is Unspecified; Local is refused.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateTime(DateTime value)
    {
        if (value.Kind == DateTimeKind.Local)
        {
            throw Refusal("is a DateTime of kind Local, which means another instant on another machine", "Use ToUniversalTime(), or declare it as DateTimeOffset.");
        }

        _json.WriteStringValue(value);
    }

    /// <summary>Writes a date and time with its ticks and its offset.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateTimeOffset(DateTimeOffset value) => _json.WriteStringValue(value);

    /// <summary>Writes a date: <c>yyyy-MM-dd</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteDateOnly(DateOnly value)
    {
        Span<char> text = stackalloc char[16];
        value.TryFormat(text, out int length, "O", CultureInfo.InvariantCulture);
        _json.WriteStringValue(text[..length]);
    }

    /// <summary>Writes a time of day with its ticks, as the time span since midnight.</summary>
    /// <param name="value">The value.</param>
    public void WriteTimeOnly(TimeOnly value) => WriteTimeSpan(value.ToTimeSpan());

    /// <summary>Writes a time span with its ticks: <c>[-][d.]hh:mm:ss[.fffffff]</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteTimeSpan(TimeSpan value)
    {
        Span<char> text = stackalloc char[32];
        value.TryFormat(text, out int length, "c", CultureInfo.InvariantCulture);
        _json.WriteStringValue(text[..length]);
    }
}
