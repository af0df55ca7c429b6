namespace EsGen.CompilerServices;

/// <summary>Takes snapshots of entities of any kind.</summary>
internal interface ISnapshotTaker
{
    /// <summary>Stores the present state of an entity beside its events; of one that is gone nothing.</summary>
    /// <typeparam name="T">The entity's class.</typeparam>
    /// <param name="id">The entity's id.</param>
    /// <param name="isRenewal">Whether those that there are can't be trusted.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task TakeAsync<T>(Guid id, bool isRenewal, CancellationToken cancellationToken)
        where T : class, IEventSourced<T>;
}
