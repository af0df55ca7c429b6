using System.Globalization;

namespace EsGen.Inspection;

/// <summary>Times in ISO 8601 and UTC, with all the digits that are stored.</summary>
internal static class Times
{
    public static string Show(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);

    /// <summary>For a table, in which the fraction of a second says little.</summary>
    public static string ShowSecond(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>Reads a time; one without an offset is in UTC. Null if it is none.</summary>
    public static DateTimeOffset? TryRead(string text) => DateTimeOffset.TryParseExact(
        text,
        ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"],
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out DateTimeOffset time)
        ? time
        : null;
}
