namespace EsGen.Schema;

/// <summary>A name in a lock: as it is, or in quotes if it has more than letters, digits, dots and the like.</summary>
internal static class LockName
{
    public static string Print(string name) =>
        name.Length > 0 && name.All(static c => char.IsLetterOrDigit(c) || c is '_' or '.' or '-') ? name : StringLiteral.Of(name);

    /// <summary>Takes a name off the front of a text; null if there is none that is whole.</summary>
    public static string? Read(ref string text)
    {
        int end = 0;
        string? name;
        if (text.Length > 0 && text[0] == '"')
        {
            name = StringLiteral.Read(text, ref end);
        }
        else
        {
            end = text.IndexOf(' ');
            end = end < 0 ? text.Length : end;
            name = text.Substring(0, end);
            name = Print(name) == name ? name : null;
        }

        text = text.Substring(end).TrimStart();
        return name;
    }
}
