namespace EsGen.Schema;

/// <summary>Whether a version in a lock is one that code can have declared.</summary>
internal static class LockedVersionCheck
{
    /// <summary>Why a field can't be of its type, or have its default; null if it can.</summary>
    /// <param name="field">A field of the version or of one of its types.</param>
    /// <param name="version">The version, with the types of the user's.</param>
    public static string? FindReason(LockedField field, LockedVersion version) => FindReason(field.Type, version)
        ?? (field.Default is { } value && !LockedDefault.IsValid(value, field.Type, version)
            ? $"{value} is no default for a {field.Type}"
            : null);

    private static string? FindReason(LockedFieldType type, LockedVersion version)
    {
        bool isKnown = type.Word switch
        {
            TypeWords.Map => type.Arguments.Count == 2,
            TypeWords.Converted => type.Arguments.Count == 1,
            _ when TypeWords.IsCollection(type.Word) => type.Arguments.Count == 1,
            _ => type.Arguments.Count == 0 && (TypeWords.IsPrimitive(type.Word) || version.FindType(type.Word) is not null),
        };
        if (!isKnown)
        {
            return $"'{type}' is no type that the lock knows";
        }

        if (type.Word == TypeWords.Converted)
        {
            return null;
        }

        return type.Arguments.Select(argument => FindReason(argument, version)).FirstOrDefault(static reason => reason is not null)
            ?? type.Word switch
            {
                TypeWords.Map when !IsKey(type.Arguments[0], version) =>
                    $"'{type}' is no type that an event can have: keys are text, a Guid, an integer or an enum",
                TypeWords.Set when !IsComparedByValue(type.Arguments[0], version, []) =>
                    $"'{type}' is no type that an event can have: what is in a set is told apart by its value",
                _ => null,
            };
    }

    // As the generator has both for what the code declares.
    private static bool IsKey(LockedFieldType type, LockedVersion version) => !type.IsNullable
        && (PrimitiveType.OfWord(type.Word) is { IsName: true }
            || version.FindType(type.Word)?.Kind is LockedTypeKind.Enum or LockedTypeKind.Flags);

    private static bool IsComparedByValue(LockedFieldType type, LockedVersion version, HashSet<string> seen) => type.Word switch
    {
        TypeWords.Converted => true,
        _ when PrimitiveType.OfWord(type.Word) is { } primitive => !primitive.IsSequence,
        _ => version.FindType(type.Word) is { Kind: not LockedTypeKind.Union } found
            && (!seen.Add(type.Word) || found.Fields.All(field => IsComparedByValue(field.Type, version, seen))),
    };
}
