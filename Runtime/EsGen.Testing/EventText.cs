using System.Text;

namespace EsGen.Testing;

/// <summary>Events as text: their names, and their values as they are stored.</summary>
internal static class EventText
{
    private const int LongestLine = 70;

    public static string Of<T>(IDomainEvent e)
        where T : class, IEventSourced<T>
    {
        try
        {
            return $"{e.GetType().Name} {Of(T.Encode(e, new EventContext(Guid.AllBitsSet, 0, DateTimeOffset.UnixEpoch)))}";
        }
        catch (ArgumentException)
        {
            // What can't be stored can be expected all the same.
            return e.ToString() ?? "";
        }
    }

    public static string Of(in SequencedItem item) => Encoding.UTF8.GetString(item.Data.Span);

    /// <summary>Both, line by line, with a mark at the first line that differs.</summary>
    public static string SideBySide<T>(IReadOnlyList<IDomainEvent> expected, IReadOnlyList<IDomainEvent> happened)
        where T : class, IEventSourced<T>
    {
        string[] left = [.. expected.Select(Of<T>).DefaultIfEmpty("(nothing)")];
        string[] right = [.. happened.Select(Of<T>).DefaultIfEmpty("(nothing)")];
        int width = Math.Max("expected".Length, Math.Min(left.Max(static line => line.Length), LongestLine));
        StringBuilder text = new();
        text.Append("  ").Append("expected".PadRight(width)).Append(" | happened\n");
        bool isMarked = false;
        for (int i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            bool differs = !(i < expected.Count && i < happened.Count && expected[i].Equals(happened[i]));
            text.Append(differs && !isMarked ? "> " : "  ")
                .Append((i < left.Length ? left[i] : "").PadRight(width))
                .Append(" | ")
                .Append(i < right.Length ? right[i] : "")
                .Append('\n');
            isMarked |= differs;
        }

        return text.ToString().TrimEnd('\n');
    }
}
