using Npgsql;

namespace EsGen.PostgreSql;

/// <summary>
/// Wakes whoever waits for notifications: at once for those of this datastore, on PostgreSQL's word for those of others, and by looking now
/// and then, because that word can get lost. It has a connection of its own, as long as anybody waits.
/// </summary>
internal sealed class NotificationListener(PostgreSqlSettings settings, Func<CancellationToken, ValueTask<long>> readLastId) : IDisposable
{
    private readonly NotificationSignal _signal = new();
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _wanted = new(0);
    private readonly string _listen = $"listen \"{SchemaScript.ChannelOf(settings.Schema)}\"";
    private long _lastId;
    private int _waiting;
    private Task? _listening;

    /// <summary>Notifications up to an id are there.</summary>
    public void Saw(long lastId)
    {
        for (long known = Volatile.Read(ref _lastId); lastId > known;)
        {
            long now = Interlocked.CompareExchange(ref _lastId, lastId, known);
            if (now == known)
            {
                _signal.Set();
                return;
            }

            known = now;
        }
    }

    /// <summary>Waits until there is a notification behind another.</summary>
    /// <exception cref="ObjectDisposedException">The datastore was closed.</exception>
    public async ValueTask WaitAsync(long after, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            EnsureListening();
            await _signal.WaitUntilAsync(
                () =>
                {
                    ObjectDisposedException.ThrowIf(_end.IsCancellationRequested, typeof(PostgreSqlDatastore));
                    return Volatile.Read(ref _lastId) > after;
                },
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _signal.Set();
    }

    private void EnsureListening()
    {
        if (_wanted.CurrentCount == 0)
        {
            _wanted.Release();
        }

        if (Volatile.Read(ref _listening) is null)
        {
            Task<Task> listening = new(() => ListenAsync(_end.Token));
            if (Interlocked.CompareExchange(ref _listening, listening, null) is null)
            {
                listening.Start(TaskScheduler.Default);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await _wanted.WaitAsync(cancellationToken).ConfigureAwait(false);
                await ListenWhileWantedAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // The server is away or refuses: looked at again soon, as long as somebody waits.
                await Task.Delay(Attempts.LongestPause, CancellationToken.None).ConfigureAwait(false);
                _wanted.Release();
            }
        }
    }

    private async Task ListenWhileWantedAsync(CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await settings.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            NpgsqlCommand command = new(_listen, connection);
            await using (command.ConfigureAwait(false))
            {
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }

            // A look without anybody waiting lets go of the connection, not before: between two waits of a follower nobody does.
            for (int idle = 0; idle < 2; idle = Volatile.Read(ref _waiting) > 0 ? 0 : idle + 1)
            {
                Saw(await readLastId(cancellationToken).ConfigureAwait(false));
                await connection.WaitAsync(settings.PollInterval, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
