using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>What an event does to the entity's life.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum EventKind
{
    /// <summary>It changes it.</summary>
    Change,

    /// <summary>It begins it.</summary>
    Creation,

    /// <summary>It ends it.</summary>
    Discard,
}
