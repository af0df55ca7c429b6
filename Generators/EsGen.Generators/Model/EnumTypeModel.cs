namespace EsGen.Generators;

/// <summary>An enum in events, stored by name.</summary>
/// <param name="Name">Its full name, as in source.</param>
/// <param name="IsFlags">Whether values may be combined.</param>
/// <param name="Members">Its members, in the order of their declaration.</param>
internal sealed record EnumTypeModel(string Name, bool IsFlags, EquatableArray<EnumMemberModel> Members) : PayloadTypeModel(Name);
