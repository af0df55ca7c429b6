using System.Globalization;
using System.Text;

namespace EsGen;

/// <summary>Stored topics in messages. They can be anything, also what breaks a line of a log, hides the rest of it, or fills it.</summary>
internal static class TopicText
{
    private const int MaxLength = 100;

    /// <summary>The topic with everything escaped that isn't seen, and only its beginning if it is long.</summary>
    public static string Show(string topic)
    {
        StringBuilder text = new(topic.Length);
        foreach (var character in topic.AsSpan(0, Math.Min(topic.Length, MaxLength)))
        {
            if (IsSeen(character))
            {
                text.Append(character);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            }
        }

        return topic.Length <= MaxLength
            ? text.ToString()
            : text.Append(CultureInfo.InvariantCulture, $"… ({topic.Length} characters)").ToString();
    }

    /// <summary>The name of the kind of entity that a topic begins with; null if it has none.</summary>
    /// <remarks>An entity's name may have dots, an event's has none: Shop.Order.Placed is of Shop.Order, not of Shop.</remarks>
    public static string? EntityOf(string topic) => topic.LastIndexOf('.') is > 0 and int dot ? topic[..dot] : null;

    // Halves of surrogate pairs are escaped, too: names of classes and members have none, and invisible characters can hide in them.
    private static bool IsSeen(char character) => character != '\\' && char.GetUnicodeCategory(character) is not (
        UnicodeCategory.Control
            or UnicodeCategory.Format
            or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
