using System.Globalization;

namespace EsGen.Schema;

/// <summary>Types inside of events.</summary>
internal sealed partial class EventLockReader
{
    private LockedType? ReadType(LockLine heading, List<LockedType> types, List<(LockedField, LockLine)> allFields)
    {
        LockedTypeKind kind = heading.Text[0] switch
        {
            't' => LockedTypeKind.Object,
            'e' => LockedTypeKind.Enum,
            'f' => LockedTypeKind.Flags,
            _ => LockedTypeKind.Union,
        };
        string name = heading.Rest;
        string discriminator = LockedType.UsualDiscriminator;
        if (kind == LockedTypeKind.Union && name.IndexOf(" by ", StringComparison.Ordinal) is > 0 and int by)
        {
            string quoted = name.Substring(by + 4);
            if (LockName.Read(ref quoted) is { } read && quoted.Length == 0)
            {
                discriminator = read;
                name = name.Substring(0, by);
            }
        }

        if (types.Count >= MaxTypes)
        {
            return Refuse<LockedType>(heading, $"a version has no more than {MaxTypes} types");
        }

        if (!Identifier.IsValid(name) || TypeWords.IsWord(name) || types.Any(type => type.Name == name))
        {
            return Refuse<LockedType>(heading, $"'{name}' is no name for a type, or is there twice");
        }

        List<LockedField> fields = [];
        List<string> members = [];
        List<LockedCase> cases = [];
        ReadBelow(heading, line => kind switch
        {
            LockedTypeKind.Object => ReadField(line, fields, allFields),
            LockedTypeKind.Union => ReadCase(line, cases, allFields),
            _ => ReadMember(line, members, isFlags: kind == LockedTypeKind.Flags),
        });
        return new LockedType(
            name,
            kind,
            new([.. fields]),
            new([.. members]),
            new(cases.OrderBy(static @case => @case.Name, StringComparer.Ordinal).ThenBy(static @case => @case.IsNumber)),
            discriminator);
    }

    private bool ReadCase(LockLine line, List<LockedCase> cases, List<(LockedField, LockLine)> allFields)
    {
        if (line.Kind != LockLineKind.Case)
        {
            return false;
        }

        bool isNumber = line.Rest == line.Name && EventLockWriter.IsNumber(line.Name);
        if (cases.Any(@case => @case.Name == line.Name && @case.IsNumber == isNumber))
        {
            Refuse<LockedCase>(line, $"the case '{line.Name}' is there twice");
            return true;
        }

        List<LockedField> fields = [];
        ReadBelow(line, field => ReadField(field, fields, allFields));
        cases.Add(new LockedCase(line.Name, isNumber, new([.. fields])));
        return true;
    }

    /// <summary>Reads a member of an enum, which may be called like a heading.</summary>
    private bool ReadMember(LockLine line, List<string> members, bool isFlags)
    {
        int end = Identifier.GetEnd(line.Text, 0);
        string name = line.Text.Substring(0, end);
        string rest = line.Text.Substring(end).TrimStart();
        bool isMember = line.Kind != LockLineKind.Field && Identifier.IsValid(name)
            && (isFlags ? rest.StartsWith("= ", StringComparison.Ordinal) && IsFlagValue(rest.Substring(2), members) : rest.Length == 0);
        if (!isMember)
        {
            return false;
        }

        _next++;
        if (members.Any(member => member == name || member.StartsWith(name + " = ", StringComparison.Ordinal)))
        {
            Malformed(line, $"the member '{name}' is there twice");
        }
        else
        {
            members.Add(line.Text);
        }

        return true;
    }

    /// <summary>Whether a text is the value of a flag that the flags before it leave room for: no type of number has both ends.</summary>
    private static bool IsFlagValue(string text, List<string> members) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? value >= 0 || !members.Any(static member => LockedType.GetFlagValue(member) > long.MaxValue)
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                && !members.Any(static member => member.IndexOf(" = -", StringComparison.Ordinal) >= 0);
}
