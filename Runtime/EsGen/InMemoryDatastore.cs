namespace EsGen;

/// <summary>
/// A datastore in the memory of the process, gone with it: for tests and examples, and a store writer's first look at the contract.
/// </summary>
/// <remarks>
/// Safe for concurrent use. It does all that a store must, at once and on the caller's thread. What outlives a process, or is large, needs
/// a store such as <c>EsGen.LiteDB</c>'s.
/// </remarks>
public sealed class InMemoryDatastore : IDatastore
{
    private readonly InMemoryActiveRecordStrategy _strategy = new();
    private volatile bool _isConnected;
    private volatile bool _isSetUp;

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The datastore has been disposed.</exception>
    public IActiveRecordStrategy ActiveRecordStrategy
    {
        get
        {
            _strategy.ThrowIfClosed();
            return _isSetUp ? _strategy : throw new InvalidOperationException(
                $"The datastore isn't set up. Call {nameof(SetupConnection)} and {nameof(SetupTables)}, or {nameof(Open)} for both.");
        }
    }

    /// <summary>Makes a datastore, not yet set up.</summary>
    public InMemoryDatastore() => SnapshotStore = new InMemorySnapshotStore(_strategy.ThrowIfClosed);

    /// <inheritdoc/>
    public ISnapshotStore? SnapshotStore { get; }

    /// <inheritdoc/>
    public IReadModelStore? ReadModelStore { get; } = new InMemoryReadModelStore();

    /// <summary>Makes a datastore with both set-ups done.</summary>
    public static InMemoryDatastore Open()
    {
        InMemoryDatastore datastore = new();
        datastore.SetupConnection();
        datastore.SetupTables();
        return datastore;
    }

    /// <summary>As <see cref="Open"/>, to be exchanged for a store that takes its time.</summary>
    /// <param name="cancellationToken">Ends it, if it hasn't begun.</param>
    public static Task<InMemoryDatastore> OpenAsync(CancellationToken cancellationToken = default) =>
        BlockingCall.Run(Open, cancellationToken).AsTask();

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The datastore has been disposed.</exception>
    public void SetupConnection()
    {
        _strategy.ThrowIfClosed();
        _isConnected = true;
    }

    /// <summary>As <see cref="SetupConnection"/>, which is done at once.</summary>
    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The datastore has been disposed.</exception>
    public ValueTask SetupConnectionAsync(CancellationToken cancellationToken = default) =>
        BlockingCall.Run(SetupConnection, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The datastore has been disposed.</exception>
    public void SetupTables()
    {
        _strategy.ThrowIfClosed();
        if (!_isConnected)
        {
            throw new InvalidOperationException(
                $"The datastore isn't connected. Call {nameof(SetupConnection)} first, or {nameof(Open)} for both.");
        }

        _isSetUp = true;
    }

    /// <summary>As <see cref="SetupTables"/>, which is done at once.</summary>
    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The datastore has been disposed.</exception>
    public ValueTask SetupTablesAsync(CancellationToken cancellationToken = default) => BlockingCall.Run(SetupTables, cancellationToken);

    /// <summary>Refuses further calls. What was stored is gone.</summary>
    public void Dispose() => _strategy.Close();

    /// <summary>As <see cref="Dispose"/>, which is done at once.</summary>
    public ValueTask DisposeAsync() => BlockingCall.Run(Dispose, CancellationToken.None);
}
