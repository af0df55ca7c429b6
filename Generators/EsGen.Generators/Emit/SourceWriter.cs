using System.Text;

namespace EsGen.Generators.Emit;

/// <summary>Prints indented source with <c>\n</c> line ends.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _needsBlankLine;
    private bool _isAtBlockStart = true;

    /// <summary>Prints a line, or several; an empty one stays without indentation.</summary>
    public void Line(string text = "")
    {
        foreach (string line in text.Split('\n'))
        {
            if (_needsBlankLine)
            {
                _text.Append('\n');
                _needsBlankLine = false;
            }

            if (line.Length > 0)
            {
                _text.Append(' ', _depth * 4).Append(line);
            }

            _text.Append('\n');
            _isAtBlockStart = false;
        }
    }

    /// <summary>Prints a block of code.</summary>
    public void Block(Code code) => Line(code.ToString());

    /// <summary>Separates what comes next from what came before, unless a block begins or ends here.</summary>
    public void Blank() => _needsBlankLine = !_isAtBlockStart;

    public void Open(string? header = null)
    {
        if (header is not null)
        {
            Line(header);
        }

        Line("{");
        _depth++;
        _isAtBlockStart = true;
    }

    public void Close(string end = "}")
    {
        _needsBlankLine = false;
        _depth--;
        Line(end);
    }

    public void Indent() => _depth++;

    public void Outdent() => _depth--;

    public override string ToString() => _text.ToString();
}
