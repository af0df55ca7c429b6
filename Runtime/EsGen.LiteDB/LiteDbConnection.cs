namespace EsGen.LiteDB;

/// <summary>An open database: an engine that readers use, and the one thread that writes.</summary>
internal sealed class LiteDbConnection : IDisposable, IAsyncDisposable
{
    private readonly SharedEngine _engine;
    private readonly Writer _writer;

    private LiteDbConnection(string store, Durability durability)
    {
        _engine = new SharedEngine(store);
        _writer = Writer.Start(_engine, durability);
    }

    /// <inheritdoc cref="SharedEngine.LastVisibleId"/>
    public long LastVisibleId => _engine.LastVisibleId;

    /// <inheritdoc cref="SharedEngine.StoreId"/>
    public Guid StoreId => _engine.StoreId;

    /// <inheritdoc cref="DurableEngine.FormatFound"/>
    public int FormatFound => _engine.FormatFound;

    /// <param name="files">The files.</param>
    /// <param name="durability">What an append that has returned survives.</param>
    /// <param name="isAsynchronous">Whether not to block the thread meanwhile; otherwise all is done on return.</param>
    /// <param name="cancellationToken">Ends it, if it hasn't begun.</param>
    public static async Task<LiteDbConnection> Open(
        IStoreFiles files, Durability durability, bool isAsynchronous, CancellationToken cancellationToken)
    {
        LiteDbConnection connection = new(files.Name, durability);
        try
        {
            await connection._writer.Do(() => connection._engine.Open(files), isAsynchronous, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            if (isAsynchronous)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                connection.Dispose();
            }

            throw;
        }
    }

    /// <inheritdoc cref="SharedEngine.SetUp"/>
    /// <param name="isAsynchronous">Whether not to block the thread meanwhile; otherwise all is done on return.</param>
    /// <param name="cancellationToken">Ends it, if it hasn't begun.</param>
    public Task SetUp(bool isAsynchronous, CancellationToken cancellationToken) =>
        _writer.Do(_engine.SetUp, isAsynchronous, cancellationToken);

    public void ThrowIfUnusable() => _engine.ThrowIfUnusable();

    public long Append(AppendRequest request) => _writer.Append(request);

    public ValueTask<long> AppendAsync(AppendRequest request, CancellationToken cancellationToken) =>
        _writer.AppendAsync(request, cancellationToken);

    /// <inheritdoc cref="SharedEngine.GetTracking"/>
    public long? GetTracking(string name) => _engine.GetTracking(name);

    public ValueTask WaitForNotificationAsync(long after, CancellationToken cancellationToken) =>
        _engine.WaitForNotificationAsync(after, cancellationToken);

    /// <param name="sequenceId">The sequence that is read, if it is one, to be named if it turns out to be damaged.</param>
    /// <param name="read">What to do with the events.</param>
    public T Read<T>(Guid? sequenceId, Func<EventCollection, T> read) => _engine.Read(sequenceId, engine => read(engine.Events));

    /// <summary>As reading otherwise, without blocking a thread on the lock.</summary>
    public ValueTask<T> ReadAsync<T>(Guid? sequenceId, Func<EventCollection, T> read, CancellationToken cancellationToken) =>
        _engine.ReadAsync(sequenceId, engine => read(engine.Events), cancellationToken);

    /// <inheritdoc cref="SharedEngine.TakeVisible"/>
    public (long LastId, IReadOnlyList<Tracking> Trackings) TakeVisible() => _engine.TakeVisible();

    /// <summary>Reads all pages of the files and checks them, some at a time.</summary>
    /// <exception cref="StoreCorruptException">One isn't what was written there.</exception>
    public void VerifyPages(CancellationToken cancellationToken)
    {
        const int Pages = 1000;
        var next = 0L;
        while (_engine.Read(sequenceId: null, engine => engine.TryVerifyPages(next, Pages)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            next += Pages;
        }
    }

    /// <summary>Compares the trackings with those in the file.</summary>
    /// <exception cref="StoreCorruptException">They aren't the same.</exception>
    public void VerifyTrackings() => Read(sequenceId: null, static events =>
    {
        events.VerifyTrackings();
        return true;
    });

    public void Dispose()
    {
        BeginDispose();
        _writer.Ended.GetAwaiter().GetResult();
    }

    public async ValueTask DisposeAsync()
    {
        BeginDispose();
        await _writer.Ended.ConfigureAwait(false);
    }

    private void BeginDispose()
    {
        _engine.BeginClose();
        _writer.Close();
    }
}
