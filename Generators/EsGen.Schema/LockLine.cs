namespace EsGen.Schema;

/// <summary>A line of a lock, by itself.</summary>
internal sealed class LockLine
{
    private static readonly string[] s_fieldStarts = [":", "?:", " was ", "? was "];

    private LockLine(int number, string text, LockLineKind kind, string name, string rest)
    {
        Number = number;
        Text = text;
        Kind = kind;
        Name = name;
        Rest = rest;
    }

    /// <summary>From 0.</summary>
    public int Number { get; }

    /// <summary>All of it, without the blanks around it.</summary>
    public string Text { get; }

    public LockLineKind Kind { get; }

    /// <summary>The name of a field, a former name or a case.</summary>
    public string Name { get; }

    /// <summary>What follows a field's name, or the word that a heading begins with.</summary>
    public string Rest { get; }

    /// <summary>A heading begins a block, which goes on until a line that stands as high.</summary>
    public bool IsHeading => Kind <= LockLineKind.Case;

    /// <summary>The lines that say something.</summary>
    /// <remarks>Lines end where they do for the compiler, which shows problems at their numbers.</remarks>
    public static IReadOnlyList<LockLine> Split(string text)
    {
        string[] lines = text.Replace("\r\n", "\n").Split('\n', '\r', '\u0085', '\u2028', '\u2029');
        List<LockLine> found = [];
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim() is { Length: > 0 } line && line[0] != '#')
            {
                found.Add(Of(i, line));
            }
        }

        return found;
    }

    /// <summary>Whether a line is one of those that git puts around and between the sides of a conflict.</summary>
    public static bool IsConflictMarker(string line) =>
        line.Length >= 7 && line[0] is '<' or '|' or '=' or '>' && line.StartsWith(new string(line[0], 7), StringComparison.Ordinal);

    private static LockLine Of(int number, string line)
    {
        if (IsConflictMarker(line))
        {
            return new LockLine(number, line, LockLineKind.Conflict, "", "");
        }

        // A field may be called like a keyword, so it comes first.
        int end = Identifier.GetEnd(line, 0);
        string word = line.Substring(0, end);
        string name = word;
        string rest = line.Substring(end);
        if (line[0] == '"')
        {
            rest = line;
            name = LockName.Read(ref rest) ?? "";
            rest = rest.StartsWith("was ", StringComparison.Ordinal) ? " " + rest : rest;
        }

        if (name.Length > 0 && rest.IndexOf(':') >= 0 && s_fieldStarts.Any(start => rest.StartsWith(start, StringComparison.Ordinal)))
        {
            return new LockLine(number, line, LockLineKind.Field, name, rest);
        }

        rest = rest.TrimStart();
        LockLineKind kind = GetKind(word, rest);
        if (kind is not (LockLineKind.Former or LockLineKind.Case))
        {
            return new LockLine(number, line, kind, "", rest);
        }

        string remaining = rest;
        return LockName.Read(ref remaining) is { } read && remaining.Length == 0
            ? new LockLine(number, line, kind, read, rest)
            : new LockLine(number, line, LockLineKind.Unknown, "", "");
    }

    private static LockLineKind GetKind(string word, string rest) => word switch
    {
        "entity" or "policy" or "readmodel" => LockLineKind.Block,
        "event" => LockLineKind.Event,
        "version" => LockLineKind.Version,
        "type" or "enum" or "flags" or "union" when rest.Length > 0 => LockLineKind.Type,
        "case" => LockLineKind.Case,
        "former" => LockLineKind.Former,
        _ => LockLineKind.Unknown,
    };
}

/// <summary>What a line of a lock is: the headings from the highest to the lowest, then what stands below them.</summary>
internal enum LockLineKind
{
    /// <summary>An entity, a policy or a read model.</summary>
    Block,
    Event,
    Version,
    Type,
    Case,
    Former,
    Field,
    Conflict,
    Unknown,
}
