using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>
/// Says that an assembly has an entity or aggregate. Generated code puts one on the assembly for each, so that tools find them without
/// looking into every class.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class EventSourcedAttribute : Attribute
{
    private protected EventSourcedAttribute()
    {
    }

    /// <summary>The kind of entity.</summary>
    public abstract EntityDescription Description { get; }

    /// <summary>Applies the next item of an entity's sequence.</summary>
    /// <param name="entity">The instance so far; null before the first item.</param>
    /// <param name="item">The item.</param>
    internal abstract IEventSourced Replay(IEventSourced? entity, in SequencedItem item);

    /// <summary>The events that an item holds.</summary>
    /// <param name="item">The item.</param>
    internal abstract IReadOnlyList<IDomainEvent> DecodeAll(in SequencedItem item);

    /// <summary>The state of an instance, so that <see cref="Restore"/> makes one that goes on like it.</summary>
    /// <param name="entity">The instance.</param>
    internal abstract ReadOnlyMemory<byte> WriteState(IEventSourced entity);

    /// <summary>Makes an instance of its state.</summary>
    /// <param name="state">What <see cref="WriteState"/> gave.</param>
    internal abstract IEventSourced Restore(ReadOnlyMemory<byte> state);
}

/// <inheritdoc/>
/// <typeparam name="T">The entity's class.</typeparam>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EventSourcedAttribute<T> : EventSourcedAttribute
    where T : class, IEventSourced<T>
{
    /// <inheritdoc/>
    public override EntityDescription Description => T.Description;

    private static EntityState<T> State => T.Description.State as EntityState<T> ?? throw EntityState.NoCodec(T.Description.Name);

    internal override IEventSourced Replay(IEventSourced? entity, in SequencedItem item) => T.Replay((T?)entity, item);

    internal override IReadOnlyList<IDomainEvent> DecodeAll(in SequencedItem item) => T.DecodeAll(item);

    internal override ReadOnlyMemory<byte> WriteState(IEventSourced entity) => State.Write((T)entity);

    internal override IEventSourced Restore(ReadOnlyMemory<byte> state) => State.Restore(T.Description, state);
}
