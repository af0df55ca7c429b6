using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace EsGen.CompilerServices;

/// <summary>What the generated <c>Create</c> and <c>TryCreate</c> of repositories do, with the event that creates an instance.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RepositoryCreation
{
    /// <summary>Makes an instance. An entity is stored by it, an aggregate when it is saved.</summary>
    /// <typeparam name="T">The entity's class.</typeparam>
    /// <param name="repository">The repository.</param>
    /// <param name="id">The new entity's id; a version 7 one if null.</param>
    /// <param name="creation">The event that creates it.</param>
    public static T Create<T>(EventSourcedRepository<T> repository, Guid? id, IDomainEvent creation)
        where T : class, IEventSourced<T>
    {
        ArgumentNullException.ThrowIfNull(repository);
        return repository.CreateFrom(id, creation);
    }

    /// <summary>Makes an instance and stores it. Only entities have this: an aggregate isn't stored when it is created.</summary>
    /// <typeparam name="T">The entity's class.</typeparam>
    /// <param name="repository">The repository.</param>
    /// <param name="id">The new entity's id; a version 7 one if null.</param>
    /// <param name="creation">The event that creates it.</param>
    /// <param name="cancellationToken">Refuses the append as long as the store hasn't begun with it.</param>
    public static ValueTask<T> CreateAsync<T>(
        EventSourcedRepository<T> repository,
        Guid? id,
        IDomainEvent creation,
        CancellationToken cancellationToken)
        where T : class, IEventSourced<T>
    {
        ArgumentNullException.ThrowIfNull(repository);
        return repository.CreateFromAsync(id, creation, cancellationToken);
    }

    /// <summary>Makes an instance and stores it, an aggregate, too: only the store can say whether an id is free.</summary>
    /// <typeparam name="T">The entity's class.</typeparam>
    /// <param name="repository">The repository.</param>
    /// <param name="id">The new entity's id.</param>
    /// <param name="creation">The event that creates it.</param>
    /// <param name="created">The new instance; null if the id is taken.</param>
    public static bool TryCreate<T>(
        EventSourcedRepository<T> repository,
        Guid id,
        IDomainEvent creation,
        [NotNullWhen(true)] out T? created)
        where T : class, IEventSourced<T>
    {
        ArgumentNullException.ThrowIfNull(repository);
        return repository.TryCreateFrom(id, creation, out created);
    }

    /// <summary>As <see cref="TryCreate"/>, without blocking a thread.</summary>
    /// <typeparam name="T">The entity's class.</typeparam>
    /// <param name="repository">The repository.</param>
    /// <param name="id">The new entity's id.</param>
    /// <param name="creation">The event that creates it.</param>
    /// <param name="cancellationToken">Refuses the append as long as the store hasn't begun with it.</param>
    /// <returns>The new instance; null if the id is taken.</returns>
    public static ValueTask<T?> TryCreateAsync<T>(
        EventSourcedRepository<T> repository,
        Guid id,
        IDomainEvent creation,
        CancellationToken cancellationToken)
        where T : class, IEventSourced<T>
    {
        ArgumentNullException.ThrowIfNull(repository);
        return repository.TryCreateFromAsync(id, creation, cancellationToken);
    }
}
