using System.Buffers;
using System.Text;

namespace EsGen.PostgreSql;

/// <summary>What PostgreSQL can keep as text.</summary>
internal static class TopicCheck
{
    /// <exception cref="ArgumentException">The item's topic is null, or has what PostgreSQL's texts can't have.</exception>
    public static void ThrowIfNotStorable(in SequencedItem item, string parameterName)
    {
        if (item.Topic is null || HasLoneSurrogate(item.Topic) || item.Topic.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"The topic of position {item.Position} of sequence {item.SequenceId} is null or has half a character (a lone surrogate) or a null character.",
                parameterName);
        }
    }

    private static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out int length) != OperationStatus.Done)
            {
                return true;
            }

            text = text[length..];
        }

        return false;
    }
}
