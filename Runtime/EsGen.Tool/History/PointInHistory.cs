using System.CommandLine.Parsing;
using System.Globalization;

namespace EsGen.Tool.History;

/// <summary>Up to where a history is asked for: a version, or a time.</summary>
internal sealed class PointInHistory
{
    private readonly DateTimeOffset _time;

    private PointInHistory(long? version, DateTimeOffset time)
    {
        Version = version;
        _time = time;
    }

    /// <summary>After how many events, if a version was given.</summary>
    public long? Version { get; }

    public static PointInHistory? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long version))
        {
            if (version >= 1)
            {
                return new PointInHistory(version, default);
            }

            result.AddError("Versions begin with 1: the state after one event.");
        }
        else if (Times.TryRead(text) is { } time)
        {
            return new PointInHistory(version: null, time);
        }
        else
        {
            result.AddError($"'{text}' is no version and no time; write 17, 2026-05-01 or 2026-05-01T12:00Z.");
        }

        return null;
    }

    /// <summary>Whether an event still belongs to it.</summary>
    /// <param name="item">The event.</param>
    /// <param name="before">How many come before it.</param>
    public bool Includes(in SequencedItem item, long before) => Version is { } version ? before < version : item.Timestamp <= _time;

    public override string ToString() => Version?.ToString(CultureInfo.InvariantCulture) ?? Times.Show(_time);
}
