using System.Diagnostics.CodeAnalysis;
using EsGen.CompilerServices;

namespace EsGen;

public sealed partial class EventSourcedRepository<T>
{
    /// <summary>What the generated <c>Create</c> does.</summary>
    /// <param name="id">The new entity's id; a version 7 one if null.</param>
    /// <param name="creation">The event that creates it.</param>
    internal T CreateFrom(Guid? id, IDomainEvent creation)
    {
        T entity = CreatePending(MakeRecorder(id), creation);
        if (T.Description.StoresEachEvent)
        {
            Save(entity);
        }
        else
        {
            // So that it is missed if a policy's On doesn't return it.
            PolicyScope.Of(EventStore)?.Keep(entity);
        }

        return entity;
    }

    /// <summary>What the generated <c>CreateAsync</c> does, which entities have: an aggregate isn't stored when it is created.</summary>
    /// <param name="id">The new entity's id; a version 7 one if null.</param>
    /// <param name="creation">The event that creates it.</param>
    /// <param name="cancellationToken">Refuses the append as long as the store hasn't begun with it.</param>
    internal ValueTask<T> CreateFromAsync(Guid? id, IDomainEvent creation, CancellationToken cancellationToken)
    {
        EventRecorder recorder = MakeRecorder(id);
        return CreateAsync();

        async ValueTask<T> CreateAsync()
        {
            T entity = CreatePending(recorder, creation);
            if (T.Description.StoresEachEvent)
            {
                await SaveAsync(entity, cancellationToken).ConfigureAwait(false);
            }

            return entity;
        }
    }

    /// <summary>
    /// What the generated <c>TryCreate</c> does, which stores an aggregate, too: only the store can say whether an id is free.
    /// </summary>
    /// <param name="id">The new entity's id.</param>
    /// <param name="creation">The event that creates it.</param>
    /// <param name="created">The new instance; null if the id is taken.</param>
    internal bool TryCreateFrom(Guid id, IDomainEvent creation, [NotNullWhen(true)] out T? created)
    {
        T entity = CreatePending(MakeRecorder(id), creation);
        try
        {
            Save(entity);
        }
        catch (ConcurrencyException conflict) when (IsTaken(id, conflict))
        {
            created = null;
            return false;
        }

        created = entity;
        return true;
    }

    /// <summary>What the generated <c>TryCreateAsync</c> does: the new instance, or null if the id is taken.</summary>
    /// <param name="id">The new entity's id.</param>
    /// <param name="creation">The event that creates it.</param>
    /// <param name="cancellationToken">Refuses the append as long as the store hasn't begun with it.</param>
    internal ValueTask<T?> TryCreateFromAsync(Guid id, IDomainEvent creation, CancellationToken cancellationToken)
    {
        EventRecorder recorder = MakeRecorder(id);
        return TryCreateAsync();

        async ValueTask<T?> TryCreateAsync()
        {
            T entity = CreatePending(recorder, creation);
            try
            {
                await SaveAsync(entity, cancellationToken).ConfigureAwait(false);
                return entity;
            }
            catch (ConcurrencyException conflict) when (IsTaken(id, conflict))
            {
                return null;
            }
        }
    }

    private static bool IsTaken(Guid id, ConcurrencyException conflict) => conflict.SequenceId == id && conflict.Position == 0;

    private static EventRecorder MakeRecorder(Guid? id) =>
        id is { } given ? new EventRecorder(T.Description, given) : new EventRecorder(T.Description);

    private T CreatePending(EventRecorder recorder, IDomainEvent creation)
    {
        EventStore.EnsureOpen();
        recorder.Attach(_storeOnSave);
        return T.Create(recorder, creation);
    }
}
