using System.Globalization;

namespace EsGen.Schema;

/// <summary>A type of the user's as it was when the event's version was locked.</summary>
/// <param name="Name">Its name, which is only a label: what is stored doesn't have it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Fields">An object's fields.</param>
/// <param name="Members">An enum's members, in their order; those of flags with their values.</param>
/// <param name="Cases">What a value of a union can be, sorted by name.</param>
/// <param name="Discriminator">The name of the JSON member that says which case of a union it is.</param>
internal sealed record LockedType(
    string Name,
    LockedTypeKind Kind,
    EquatableArray<LockedField> Fields,
    EquatableArray<string> Members,
    EquatableArray<LockedCase> Cases,
    string Discriminator = LockedType.UsualDiscriminator)
{
    public const string UsualDiscriminator = "$type";

    /// <summary>The fields of an object, or of all cases of a union.</summary>
    public IEnumerable<LockedField> AllFields => Fields.Concat(Cases.SelectMany(static @case => @case.Fields));

    /// <summary>The value of a member of flags; 0 for a negative one.</summary>
    public static ulong GetFlagValue(string member) =>
        ulong.TryParse(member.Substring(member.LastIndexOf(' ') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? value
            : 0;
}

/// <summary>What a type of the user's is to the lock.</summary>
internal enum LockedTypeKind
{
    Object,
    Enum,
    Flags,
    Union,
}

/// <summary>One of the things that a value of a union can be.</summary>
/// <param name="Name">What is stored with it to tell.</param>
/// <param name="IsNumber">Whether that is stored as a number.</param>
/// <param name="Fields">Its fields.</param>
internal sealed record LockedCase(string Name, bool IsNumber, EquatableArray<LockedField> Fields);
