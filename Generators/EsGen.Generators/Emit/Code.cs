using System.Runtime.CompilerServices;
using System.Text;

namespace EsGen.Generators.Emit;

/// <summary>
/// Code, written as it will look. A value of several lines goes on below its beginning, indented as that line is; and a line that has
/// nothing but empty values is left out.
/// </summary>
[InterpolatedStringHandler]
internal ref struct Code
{
    private readonly StringBuilder _text;
    private int _lineStart;
    private bool _hasEmptyValue;

    public Code(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 32));

    /// <summary>A piece of code, to be put into another.</summary>
    public static string Of(Code code) => code.ToString();

    /// <summary>A piece of code that is printed line by line, to be put into another.</summary>
    public static string Print(Action<SourceWriter> print)
    {
        SourceWriter writer = new();
        print(writer);
        return writer.ToString().TrimEnd('\n');
    }

    /// <summary>Pieces one below the other.</summary>
    public static string Lines(IEnumerable<string> pieces) => string.Join("\n", pieces);

    /// <summary>Pieces with an empty line between them; those that are empty themselves are left out.</summary>
    public static string Paragraphs(IEnumerable<string> pieces) => string.Join("\n\n", pieces.Where(static piece => piece.Length > 0));

    public void AppendLiteral(string text)
    {
        int start = 0;
        for (int end = text.IndexOf('\n'); end >= 0; end = text.IndexOf('\n', start))
        {
            _text.Append(text, start, end - start);
            if (!LeaveOutLine())
            {
                _text.Append('\n');
            }

            BeginLine();
            start = end + 1;
        }

        _text.Append(text, start, text.Length - start);
    }

    public void AppendFormatted<T>(T value)
    {
        string text = value?.ToString() ?? "";
        _hasEmptyValue |= text.Length == 0;
        if (text.IndexOf('\n') < 0)
        {
            _text.Append(text);
            return;
        }

        string[] lines = text.Split('\n');
        string indentation = new(' ', GetIndentation());
        if (lines[0].Length == 0 && IsBlank())
        {
            _text.Length = _lineStart;
        }

        _text.Append(lines[0]);
        foreach (string line in lines.Skip(1))
        {
            _text.Append('\n');
            BeginLine();
            if (line.Length > 0)
            {
                _text.Append(indentation).Append(line);
            }
        }
    }

    public readonly override string ToString()
    {
        // The end of the line before was that of this one.
        if (LeaveOutLine() && _text.Length > 0)
        {
            _text.Length--;
        }

        return _text.ToString();
    }

    private void BeginLine()
    {
        _lineStart = _text.Length;
        _hasEmptyValue = false;
    }

    private readonly bool LeaveOutLine()
    {
        bool isEmpty = _hasEmptyValue && IsBlank();
        if (isEmpty)
        {
            _text.Length = _lineStart;
        }

        return isEmpty;
    }

    private readonly bool IsBlank() => _lineStart + GetIndentation() == _text.Length;

    /// <summary>How many spaces the line begins with.</summary>
    private readonly int GetIndentation()
    {
        int end = _lineStart;
        while (end < _text.Length && _text[end] == ' ')
        {
            end++;
        }

        return end - _lineStart;
    }
}
