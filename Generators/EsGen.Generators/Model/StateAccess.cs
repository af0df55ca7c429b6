namespace EsGen.Generators.Model;

/// <summary>How generated code gets at a member of an entity's state without running code of the user's.</summary>
internal enum StateAccess
{
    /// <summary>A field, or a property whose accessors are the compiler's or ours.</summary>
    Direct,

    /// <summary>A field that has no name in source: that of a property with code of the user's around it.</summary>
    Accessor,
}
