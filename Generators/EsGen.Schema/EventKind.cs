namespace EsGen.Schema;

/// <summary>What an event does to the entity's life: the runtime's enum of this name, member by member.</summary>
internal enum EventKind
{
    /// <summary>It changes it.</summary>
    Change,

    /// <summary>It begins it.</summary>
    Creation,

    /// <summary>It ends it.</summary>
    Discard,
}
