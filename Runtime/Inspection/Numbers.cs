using System.Globalization;

namespace EsGen.Inspection;

/// <summary>Numbers as people read them.</summary>
internal static class Numbers
{
    private static readonly string[] s_units = ["bytes", "KB", "MB", "GB", "TB"];

    public static string Show(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>So many of something: <c>1 event</c>, <c>2,000 events</c>.</summary>
    public static string Show(long number, string noun) => $"{Show(number)} {noun}{(number == 1 ? "" : "s")}";

    public static string ShowSize(long bytes)
    {
        double size = bytes;
        int unit = 0;
        for (; size >= 1024 && unit < s_units.Length - 1; unit++)
        {
            size /= 1024;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{size:0.#} {s_units[unit]}");
    }
}
