namespace EsGen.Schema;

/// <summary>One event with all versions of it.</summary>
/// <param name="Name">The name in topics.</param>
/// <param name="Kind">What it does.</param>
/// <param name="IsRetired">Whether it can't happen any more; what is stored of it is still read.</param>
/// <param name="FormerNames">Names that it had in topics before, sorted.</param>
/// <param name="Versions">Ascending, without gaps.</param>
internal sealed record LockedEvent(
    string Name,
    EventKind Kind,
    bool IsRetired,
    EquatableArray<string> FormerNames,
    EquatableArray<LockedVersion> Versions)
{
    /// <summary>The version that is written, or was written last.</summary>
    public LockedVersion Latest => Versions[Versions.Count - 1];

    /// <summary>Whether a field is of a type that the lock has no word for.</summary>
    public bool HasUnsupportedType => Versions.SelectMany(static version => version.AllFields).Any(static f => IsUnsupported(f.Type));

    private static bool IsUnsupported(LockedFieldType type) => type.Word == TypeWords.Unsupported || type.Arguments.Any(IsUnsupported);
}
