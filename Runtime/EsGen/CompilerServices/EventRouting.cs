using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>Which of a read model's documents an event goes to.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum EventRouting
{
    /// <summary>To the document whose key is the id of the event's entity.</summary>
    Entity,

    /// <summary>To those that the model's <c>KeyOf</c> gives.</summary>
    KeyOf,

    /// <summary>To those whose indexed member contains the id of the event's entity.</summary>
    Index,
}
