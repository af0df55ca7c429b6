using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>The state of a kind of entity as data, which generated code knows how to write and to read.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class EntityState
{
    private protected EntityState(string fingerprint) => Fingerprint = fingerprint;

    /// <summary>
    /// A hash of what decides the state, made by the generator: of its members, of the events and of the code that applies them.
    /// </summary>
    public string Fingerprint { get; }

    /// <summary>Whether all of the state can be written and read back.</summary>
    public abstract bool HasCodec { get; }

    /// <summary>After how many events a snapshot is taken; 0 for none.</summary>
    public int SnapshotEvery { get; init; }

    /// <summary>How many snapshots of an entity stay; 0 for all.</summary>
    public int KeptSnapshots { get; init; }

    /// <summary>The members of an instance's state with their values, which are its own and no copies: for debuggers and tests.</summary>
    /// <param name="entity">The instance.</param>
    public abstract IReadOnlyList<KeyValuePair<string, object?>> GetMembers(IEventSourced entity);

    internal static NotSupportedException NoCodec(string name) =>
        new($"{name} has state of a type that can't be stored, so that it has no form as data. With [Snapshot] on the class the build "
            + "says which (ESG045).");

    /// <summary>Stores the present state of an entity beside its events.</summary>
    /// <param name="taker">Takes it.</param>
    /// <param name="id">The entity's id.</param>
    /// <param name="isRenewal">Whether those that there are can't be trusted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal abstract Task TakeSnapshotAsync(ISnapshotTaker taker, Guid id, bool isRenewal, CancellationToken cancellationToken);

    /// <summary>Writes the state of an instance.</summary>
    /// <param name="recorder">The instance's recorder.</param>
    /// <param name="entity">The instance.</param>
    /// <param name="isToBeRestored">Whether what a copy would lose is refused, and what it needs beside the values is written, too.</param>
    internal abstract ReadOnlyMemory<byte> Write(EventRecorder recorder, IEventSourced entity, bool isToBeRestored);
}
