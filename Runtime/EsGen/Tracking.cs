using System.Diagnostics.CodeAnalysis;

namespace EsGen;

/// <summary>
/// How far somebody who follows a log has come with it. It is stored in the same commit as what follows from that notification, so that
/// each is dealt with exactly once, whatever is killed when.
/// </summary>
/// <param name="Name">Who follows, and which log if it is another store's: 1 to <see cref="MaxNameLength"/> characters.</param>
/// <param name="NotificationId">The notification up to which all is dealt with; 0 or greater.</param>
/// <remarks>
/// Of a name only the newest is kept. A store refuses one whose id isn't greater than that: what is behind has been dealt with, and gaps
/// aren't filled later. Names are compared character by character.
/// </remarks>
/// <exception cref="ArgumentException">The name can't be stored.</exception>
/// <exception cref="ArgumentOutOfRangeException">The id is negative.</exception>
public readonly record struct Tracking(string Name, long NotificationId)
{
    /// <summary>How many characters a name may have.</summary>
    public const int MaxNameLength = 255;

    /// <summary>Who follows, and which log if it is another store's.</summary>
    public string Name
    {
        get;
        init => field = CheckedName(value);
    } = CheckedName(Name);

    /// <summary>The notification up to which all is dealt with.</summary>
    public long NotificationId
    {
        get;
        init => field = CheckedId(value);
    } = CheckedId(NotificationId);

    /// <summary>Refuses what can't be a name; for stores, which are asked for names and may be given a struct's default.</summary>
    /// <param name="name">The name.</param>
    /// <param name="parameterName">Which parameter it is of.</param>
    /// <exception cref="ArgumentException">It can't be one: the message says why.</exception>
    public static void ThrowIfNotAName([NotNull] string? name, string? parameterName = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, parameterName);
        if (name.Length > MaxNameLength)
        {
            throw new ArgumentException(
                $"The name has {name.Length} characters; that of a tracking has {MaxNameLength} at most.",
                parameterName);
        }

        if (name.Contains('\0', StringComparison.Ordinal) || LoneSurrogate.IsIn(name))
        {
            throw new ArgumentException(
                "The name has a null character or half a character (a lone surrogate), which stores can't keep.",
                parameterName);
        }
    }

    private static string CheckedName(string name)
    {
        ThrowIfNotAName(name, nameof(Name));
        return name;
    }

    private static long CheckedId(long id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id, nameof(NotificationId));
        return id;
    }
}
