namespace EsGen;

/// <summary>A place that holds sequenced items, such as a database file.</summary>
public interface IDatastore : IDisposable, IAsyncDisposable
{
    /// <summary>The way to its items. Available once both set-ups have been called.</summary>
    /// <exception cref="InvalidOperationException">A set-up is missing.</exception>
    IActiveRecordStrategy ActiveRecordStrategy { get; }

    /// <summary>The place for the documents of read models; null if it keeps none.</summary>
    IReadModelStore? ReadModelStore => null;

    /// <summary>Where snapshots are kept; null if nowhere, and then none are taken.</summary>
    ISnapshotStore? SnapshotStore => null;

    /// <summary>
    /// What lets one process at a time work on a read model or policy; null if one process alone can have the datastore open.
    /// </summary>
    ILeaseStore? LeaseStore => null;

    /// <summary>Connects to the database, creating it if there is none. A second call does nothing.</summary>
    void SetupConnection();

    /// <summary>As <see cref="SetupConnection"/>, without blocking a thread. Unless a datastore has its own, it blocks.</summary>
    /// <param name="cancellationToken">Ends it, if it hasn't begun.</param>
    ValueTask SetupConnectionAsync(CancellationToken cancellationToken = default) => BlockingCall.Run(SetupConnection, cancellationToken);

    /// <summary>Creates what is missing of tables and indexes. A second call does nothing.</summary>
    /// <exception cref="InvalidOperationException"><see cref="SetupConnection"/> has not been called.</exception>
    void SetupTables();

    /// <summary>As <see cref="SetupTables"/>, without blocking a thread. Unless a datastore has its own, it blocks.</summary>
    /// <param name="cancellationToken">Ends it, if it hasn't begun.</param>
    /// <exception cref="InvalidOperationException"><see cref="SetupConnection"/> has not been called.</exception>
    ValueTask SetupTablesAsync(CancellationToken cancellationToken = default) => BlockingCall.Run(SetupTables, cancellationToken);

    /// <summary>
    /// Reads what is stored and checks what the store itself knows to check, checksums for example; nothing, unless a datastore has its own.
    /// </summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="StoreDamagedException">Something isn't what was written.</exception>
    Task VerifyAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>As disposing otherwise, without blocking a thread. Unless a datastore has its own, it blocks.</summary>
    ValueTask IAsyncDisposable.DisposeAsync()
    {
        ValueTask disposal = BlockingCall.Run(Dispose, CancellationToken.None);
        GC.SuppressFinalize(this);
        return disposal;
    }
}
