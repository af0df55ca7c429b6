namespace EsGen.Schema;

/// <summary>A difference between the policies and read models of the code and those of the lock.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Handler">The one of the code, or of the lock if it is gone.</param>
/// <param name="Text">What is different, as the end of a sentence about it.</param>
/// <param name="Names">Names in the lock that are, or may be, former names of it.</param>
internal sealed record HandlerChange(HandlerChangeKind Kind, LockedHandler Handler, string Text, EquatableArray<string> Names = default);

/// <summary>What can be different between a policy or read model in the code and in the lock.</summary>
internal enum HandlerChangeKind
{
    /// <summary>The lock doesn't have it.</summary>
    New,

    /// <summary>It has another name or other former names, and finds what is stored.</summary>
    Compatible,

    /// <summary>It no longer has a name that it had, or has another first one.</summary>
    LostName,

    /// <summary>The lock doesn't have it, but others that are gone, one of which it may be.</summary>
    MayBeRenamed,

    /// <summary>The code doesn't have it.</summary>
    Gone,

    /// <summary>A name is that of another one.</summary>
    Taken,
}
