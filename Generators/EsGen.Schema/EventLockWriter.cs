using System.Text;

namespace EsGen.Schema;

/// <summary>Prints a lock: sorted, one line a field, the same text for the same content.</summary>
internal static class EventLockWriter
{
    private const string Header = """
        # The shape of every event that may be stored. Commit this file with the code, and change it by EsGen's code fixes.
        # https://github.com/esgen/esgen/blob/main/docs/schema.md
        """;

    public static string Write(EventLock content)
    {
        StringBuilder text = new(Header.Replace("\r\n", "\n"));
        text.Append('\n');
        foreach (LockedEntity entity in content.Entities.OrderBy(static entity => entity.Name, StringComparer.Ordinal))
        {
            text.Append('\n');
            Write(text, entity);
        }

        foreach (IGrouping<HandlerKind, LockedHandler> kind in content.Handlers
            .OrderBy(static handler => handler.Name, StringComparer.Ordinal)
            .GroupBy(static handler => handler.Kind)
            .OrderBy(static kind => kind.Key))
        {
            text.Append('\n').Append(string.Concat(kind.Select(Write)));
        }

        return text.ToString();
    }

    /// <summary>Prints a policy or read model, as it would stand in a lock.</summary>
    public static string Write(LockedHandler handler)
    {
        StringBuilder text = new(handler.Kind == HandlerKind.Policy ? "policy " : "readmodel ");
        text.Append(LockName.Print(handler.Name)).Append(handler.IsRetired ? " retired" : "").Append('\n');
        foreach (string name in handler.FormerNames)
        {
            text.Append("  former ").Append(LockName.Print(name)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Prints one entity, as it would stand in a lock.</summary>
    public static string Write(LockedEntity entity)
    {
        StringBuilder text = new();
        Write(text, entity);
        return text.ToString();
    }

    /// <summary>A checksum over a version, so that a change of what is stored already doesn't pass for the truth.</summary>
    public static string Checksum(LockedVersion version) => Checksum(WriteShape(version));

    /// <summary>Whether a case's name without quotes would be a number.</summary>
    public static bool IsNumber(string name) =>
        int.TryParse(name, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out _);

    private static void Write(StringBuilder text, LockedEntity entity)
    {
        text.Append("entity ").Append(LockName.Print(entity.Name)).Append(entity.IsRetired ? " retired" : "").Append('\n');
        WriteFormerNames(text, entity.FormerNames, "  ");
        foreach (LockedEvent e in entity.Events.OrderBy(static e => e.Name, StringComparer.Ordinal))
        {
            string kind = e.Kind switch { EventKind.Creation => " creates", EventKind.Discard => " discards", _ => "" };
            text.Append("  event ").Append(e.Name).Append(kind).Append(e.IsRetired ? " retired" : "");
            text.Append(e.Versions.Count > 0 && e.Versions[0].Number > 1 ? $" since {e.Versions[0].Number}" : "").Append('\n');
            WriteFormerNames(text, e.FormerNames, "    ");
            foreach (LockedVersion version in e.Versions)
            {
                string shape = WriteShape(version);
                text.Append($"    version {version.Number} {Checksum(shape)}\n").Append(shape);
            }
        }
    }

    private static void WriteFormerNames(StringBuilder text, EquatableArray<string> names, string indent)
    {
        foreach (string name in names.OrderBy(static name => name, StringComparer.Ordinal))
        {
            text.Append(indent).Append("former ").Append(LockName.Print(name)).Append('\n');
        }
    }

    private static string WriteShape(LockedVersion version)
    {
        StringBuilder text = new();
        WriteFields(text, version.Fields, "      ");
        foreach (LockedType type in version.Types.OrderBy(static type => type.Name, StringComparer.Ordinal))
        {
            string word = type.Kind switch
            {
                LockedTypeKind.Enum => "enum ",
                LockedTypeKind.Flags => "flags ",
                LockedTypeKind.Union => "union ",
                _ => "type ",
            };
            text.Append("      ").Append(word).Append(type.Name);
            bool isUnusual = type.Kind == LockedTypeKind.Union && type.Discriminator != LockedType.UsualDiscriminator;
            text.Append(isUnusual ? " by " + StringLiteral.Of(type.Discriminator) : "").Append('\n');
            WriteFields(text, type.Fields, "        ");
            foreach (string member in type.Members)
            {
                text.Append("        ").Append(member).Append('\n');
            }

            foreach (LockedCase @case in type.Cases.OrderBy(static @case => @case.Name, StringComparer.Ordinal)
                .ThenBy(static @case => @case.IsNumber))
            {
                bool isLikeNumber = !@case.IsNumber && IsNumber(@case.Name);
                text.Append("        case ").Append(isLikeNumber ? StringLiteral.Of(@case.Name) : LockName.Print(@case.Name)).Append('\n');
                WriteFields(text, @case.Fields, "          ");
            }
        }

        return text.ToString();
    }

    private static string QuoteField(string name) => Identifier.IsValid(name) ? name : StringLiteral.Of(name);

    private static void WriteFields(StringBuilder text, EquatableArray<LockedField> fields, string indent)
    {
        foreach (LockedField field in fields)
        {
            text.Append(indent).Append(QuoteField(field.Name));
            if (field.IsOptional && field.Default is null)
            {
                text.Append('?');
            }

            if (field.FormerNames.Count > 0)
            {
                text.Append(" was ").Append(string.Join(", ", field.FormerNames.Select(QuoteField)));
            }

            text.Append(": ").Append(field.Type);
            if (field.Default is { } value)
            {
                text.Append(" = ").Append(value);
            }

            text.Append('\n');
        }
    }

    // FNV-1a: enough against a slip of the hand, and the same everywhere.
    private static string Checksum(string text)
    {
        uint hash = 2166136261;
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ b) * 16777619);
        }

        return hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }
}
