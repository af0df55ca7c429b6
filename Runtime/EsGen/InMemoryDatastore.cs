namespace EsGen;

/// <summary>A datastore in the memory of the process, gone with it: for tests and examples, and a store writer's first look at the contract.</summary>
/// <remarks>
/// Safe for concurrent use. It does all that a store must, at once and on the caller's thread. What outlives a process, or is large, needs a store such as
/// <c>EsGen.LiteDB</c>'s.
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

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The datastore has been disposed.</exception>
    public void SetupConnection()
    {
        _strategy.ThrowIfClosed();
        _isConnected = true;
    }

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

    /// <summary>Refuses further calls. What was stored is gone.</summary>
    public void Dispose() => _strategy.Close();
}
