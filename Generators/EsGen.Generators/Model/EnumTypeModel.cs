namespace EsGen.Generators.Model;

/// <summary>An enum in events, stored by name.</summary>
/// <param name="Name">Its full name, as in source.</param>
/// <param name="IsFlags">Whether values may be combined.</param>
/// <param name="Members">Its members, in the order of their declaration.</param>
internal sealed record EnumTypeModel(string Name, bool IsFlags, EquatableArray<EnumMemberModel> Members) : PayloadTypeModel(Name)
{
    /// <summary>The least number that its underlying type has.</summary>
    public decimal Least { get; init; } = long.MinValue;

    /// <summary>The largest.</summary>
    public decimal Most { get; init; } = ulong.MaxValue;
}
