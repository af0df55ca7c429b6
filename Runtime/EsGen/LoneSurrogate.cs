using System.Buffers;
using System.Text;

namespace EsGen;

/// <summary>Half a character of UTF-16, which no UTF-8 can hold: stored, it would be another text.</summary>
internal static class LoneSurrogate
{
    public static bool IsIn(ReadOnlySpan<char> text)
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
