namespace EsGen.Schema;

/// <summary>
/// One version of an event: all that its data can look like. The types that its fields are of are written out with it, so that it stands
/// for itself, whatever becomes of them.
/// </summary>
/// <param name="Number">From 1.</param>
/// <param name="Fields">In the order of their declaration.</param>
/// <param name="Types">The types of the user's that the fields are of, sorted by name.</param>
internal sealed record LockedVersion(int Number, EquatableArray<LockedField> Fields, EquatableArray<LockedType> Types)
{
    /// <summary>The fields of the event, and those of the types that they are of.</summary>
    public IEnumerable<LockedField> AllFields => Fields.Concat(Types.SelectMany(static type => type.AllFields));

    public LockedType? FindType(string name) => Types.FirstOrDefault(type => type.Name == name);
}
