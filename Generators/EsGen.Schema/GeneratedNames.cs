using System.Collections.Immutable;

namespace EsGen.Schema;

/// <summary>The names that an entity may have, and those of the members that are generated for it.</summary>
internal static class GeneratedNames
{
    /// <summary>Members that generated code can't do without; where the user has one of these, only stubs are generated.</summary>
    public static readonly ImmutableHashSet<string> Essential = ["Event", "Raise", "Mutator", "Codec", "StateCodec", "_recorder"];

    public static readonly ImmutableHashSet<string> All =
        Essential.Union(["Id", "Version", "CreatedOn", "LastModified", "IsDiscarded", "IsFaulted", "PendingEvents", "Mutate", "Replay"]);

    /// <summary>Members that every class has, so that none of its events is called so.</summary>
    public static readonly ImmutableHashSet<string> Inherited =
        ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    /// <summary>Whether a text can be the name of an entity in topics.</summary>
    public static bool IsEntityName(string name) => name.Length > 0 && name.Trim() == name && !name.Any(char.IsControl);
}
