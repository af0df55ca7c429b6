namespace EsGen.Schema;

/// <summary>Reads what stands behind a field's name in a lock: <c>? was old: list&lt;string?&gt; = null</c>.</summary>
internal static class LockedFieldText
{
    /// <summary>How deep a type may be, so that no file makes a build run out of stack: far beyond what anybody stores.</summary>
    private const int MaxDepth = 64;

    /// <returns>The field; null if it can't be read.</returns>
    public static LockedField? Read(string name, string text)
    {
        bool isOptional = text[0] == '?';
        text = text.Substring(isOptional ? 1 : 0);
        List<string>? formerNames = ReadFormerNames(ref text);
        string type = text.StartsWith(":", StringComparison.Ordinal) ? text.Substring(1).Trim() : "";
        string? value = null;
        int equals = type.IndexOf(" = ", StringComparison.Ordinal);
        if (equals >= 0)
        {
            value = type.Substring(equals + 3);
            type = type.Substring(0, equals).TrimEnd();
        }

        int at = 0;
        return formerNames is null
            || ReadType(type, ref at, depth: 0) is not { } read
            || at != type.Length
            || (isOptional && value is not null)
            ? null
            : new LockedField(name, new([.. formerNames]), read, isOptional || value is not null, value);
    }

    /// <summary>Takes <c>was a, "b-c"</c> off the front of a text; null if it isn't whole.</summary>
    private static List<string>? ReadFormerNames(ref string text)
    {
        List<string> names = [];
        if (!text.StartsWith(" was ", StringComparison.Ordinal))
        {
            return names;
        }

        text = text.Substring(4);
        do
        {
            text = text.Substring(1).TrimStart();
            string? name;
            if (text.StartsWith("\"", StringComparison.Ordinal))
            {
                name = LockName.Read(ref text);
            }
            else
            {
                int end = Identifier.GetEnd(text, 0);
                name = text.Substring(0, end);
                name = Identifier.IsValid(name) ? name : null;
                text = text.Substring(end).TrimStart();
            }

            if (name is null)
            {
                return null;
            }

            names.Add(name);
        }
        while (text.StartsWith(",", StringComparison.Ordinal));
        return names;
    }

    private static LockedFieldType? ReadType(string text, ref int at, int depth)
    {
        int end = Identifier.GetEnd(text, at);
        if (end == at || depth > MaxDepth)
        {
            return null;
        }

        string word = text.Substring(at, end - at);
        at = end;
        List<LockedFieldType> arguments = [];
        if (at < text.Length && text[at] == '<')
        {
            do
            {
                at++;
                while (at < text.Length && text[at] == ' ')
                {
                    at++;
                }

                if (ReadType(text, ref at, depth + 1) is not { } argument)
                {
                    return null;
                }

                arguments.Add(argument);
            }
            while (at < text.Length && text[at] == ',');

            if (at >= text.Length || text[at++] != '>')
            {
                return null;
            }
        }

        bool isNullable = at < text.Length && text[at] == '?';
        at += isNullable ? 1 : 0;
        return new LockedFieldType(word, new(arguments), isNullable);
    }
}
