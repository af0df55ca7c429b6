using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>The state of a kind of entity as data, as its generated code writes and reads it.</summary>
/// <typeparam name="T">The entity's class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EntityState<T> : EntityState
    where T : class, IEventSourced<T>
{
    private readonly Func<T, KeyValuePair<string, object?>[]> _show;
    private readonly FieldWriter<T>? _write;
    private readonly StateReader<T>? _restore;
    private string? _name;

    /// <summary>The state of a class of which a part can't be stored.</summary>
    /// <param name="fingerprint">A hash of what decides the state.</param>
    /// <param name="show">Gives the members with their values.</param>
    public EntityState(string fingerprint, Func<T, KeyValuePair<string, object?>[]> show)
        : base(fingerprint) =>
        _show = show;

    /// <summary>The state of a class.</summary>
    /// <param name="fingerprint">A hash of what decides the state.</param>
    /// <param name="show">Gives the members with their values.</param>
    /// <param name="write">Writes them.</param>
    /// <param name="restore">Makes an instance of what was written.</param>
    public EntityState(string fingerprint, Func<T, KeyValuePair<string, object?>[]> show, FieldWriter<T> write, StateReader<T> restore)
        : this(fingerprint, show)
    {
        _write = write;
        _restore = restore;
    }

    /// <inheritdoc/>
    public override bool HasCodec => _write is not null;

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, object?>> GetMembers(IEventSourced entity) => _show(Cast(entity));

    /// <summary>Writes the state of an instance, so that <see cref="Restore"/> makes one that goes on like it.</summary>
    /// <param name="entity">The instance.</param>
    /// <exception cref="NotSupportedException">The class has state that can't be stored.</exception>
    /// <exception cref="ArgumentException">A member has a value that can't be stored, or that a copy would lose; the message names
    /// it.</exception>
    public ReadOnlyMemory<byte> Write(T entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return Write(entity.Recorder, entity, isToBeRestored: true);
    }

    /// <summary>Makes an instance of what <see cref="Write(T)"/> has written. It belongs to no application.</summary>
    /// <param name="description">The kind of entity.</param>
    /// <param name="data">What was written.</param>
    /// <exception cref="NotSupportedException">The class has state that can't be stored.</exception>
    /// <exception cref="MalformedEventException">It isn't the state of an instance of this class.</exception>
    public T Restore(EntityDescription description, ReadOnlyMemory<byte> data)
    {
        ArgumentNullException.ThrowIfNull(description);
        SequencedItem item = new(Guid.Empty, 0, GetName(description), data);
        StateHeader header = StateHeader.Read(item);
        EventRecorder recorder = new(description, header.Id);
        recorder.BeginRestoration(header.Version, header.CreatedOn, header.LastModified, header.IsDiscarded);
        EventDataReader reader = new(item, isState: true);
        T entity = (_restore ?? throw NoCodec(description.Name))(recorder, ref reader);
        recorder.EndRestoration();
        return entity;
    }

    internal override Task TakeSnapshotAsync(ISnapshotTaker taker, Guid id, bool isRenewal, CancellationToken cancellationToken) =>
        taker.TakeAsync<T>(id, isRenewal, cancellationToken);

    internal override ReadOnlyMemory<byte> Write(EventRecorder recorder, IEventSourced entity, bool isToBeRestored)
    {
        FieldWriter<T> write = _write ?? throw NoCodec(recorder.Description.Name);
        T instance = Cast(entity);
        string name = GetName(recorder.Description);
        EventDataWriter writer = isToBeRestored ? EventDataWriter.BeginState(name) : EventDataWriter.Begin(name, Array.MaxLength);
        StateHeader.Of(recorder).Write(writer);
        write(writer, instance);
        return writer.End();
    }

    /// <summary>What messages call it: there is one description of a class.</summary>
    private string GetName(EntityDescription description) => _name ??= $"{description.Name} (state)";

    private static T Cast(IEventSourced entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return entity as T ?? throw new ArgumentException($"{entity.GetType()} is no {typeof(T)}.", nameof(entity));
    }
}
