using Npgsql;

namespace EsGen.PostgreSql;

/// <summary>
/// Runs what only reads, or may be done twice, on a connection of its own; again, if the server can't be reached or restarts.
/// </summary>
internal sealed class ServerRetry(PostgreSqlSettings settings)
{
    private volatile bool _isClosed;

    /// <summary>Goes on to the next row, with or without blocking a thread.</summary>
    /// <returns>Whether there is one.</returns>
    public static async ValueTask<bool> Advance(NpgsqlDataReader reader, bool isAsynchronous, CancellationToken cancellationToken) =>
        isAsynchronous ? await reader.ReadAsync(cancellationToken).ConfigureAwait(false) : reader.Read();

    public void Close() => _isClosed = true;

    /// <exception cref="ObjectDisposedException">The datastore is closed.</exception>
    public void ThrowIfClosed() => ObjectDisposedException.ThrowIf(_isClosed, typeof(PostgreSqlDatastore));

    /// <summary>Runs a command and reads what it gives.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="isAsynchronous">Whether no thread may block; else the task that is returned has ended.</param>
    /// <param name="sql">The command.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="read">Reads the result, with or without blocking a thread.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatastoreUnavailableException">The server couldn't be reached for the time that the settings say.</exception>
    public Task<T> Query<T>(
        bool isAsynchronous,
        string sql,
        NpgsqlParameter[] arguments,
        Func<NpgsqlDataReader, bool, CancellationToken, ValueTask<T>> read,
        CancellationToken cancellationToken) => Use(
        isAsynchronous, (connection, token) => QueryOn(connection, isAsynchronous, sql, arguments, read, token), cancellationToken);

    /// <summary>Runs a command and reads the first row that it gives.</summary>
    /// <returns>What was read; the default if there is no row.</returns>
    /// <inheritdoc cref="Query" path="/exception"/>
    public Task<T?> QueryFirst<T>(
        bool isAsynchronous,
        string sql,
        NpgsqlParameter[] arguments,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken) => Query(
        isAsynchronous,
        sql,
        arguments,
        async (reader, isAsynchronous, token) =>
            await Advance(reader, isAsynchronous, token).ConfigureAwait(false) ? read(reader) : default,
        cancellationToken);

    /// <summary>Runs a command and reads all rows that it gives.</summary>
    /// <inheritdoc cref="Query" path="/exception"/>
    public Task<List<T>> QueryAll<T>(
        bool isAsynchronous,
        string sql,
        NpgsqlParameter[] arguments,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken) => Use(
        isAsynchronous, (connection, token) => QueryAllOn(connection, isAsynchronous, sql, arguments, read, token), cancellationToken);

    /// <summary>Runs a command of which nothing is read.</summary>
    /// <inheritdoc cref="Query" path="/exception"/>
    public Task Execute(bool isAsynchronous, string sql, NpgsqlParameter[] arguments, CancellationToken cancellationToken) =>
        Query(isAsynchronous, sql, arguments, static (_, _, _) => new ValueTask<bool>(true), cancellationToken);

    /// <summary>Runs a command on a connection, once, and reads all rows that it gives.</summary>
    public ValueTask<List<T>> QueryAllOn<T>(
        NpgsqlConnection connection,
        bool isAsynchronous,
        string sql,
        NpgsqlParameter[] arguments,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken) => QueryOn(
        connection,
        isAsynchronous,
        sql,
        arguments,
        async (reader, isAsynchronous, token) =>
        {
            List<T> rows = [];
            while (await Advance(reader, isAsynchronous, token).ConfigureAwait(false))
            {
                rows.Add(read(reader));
            }

            return rows;
        },
        cancellationToken);

    /// <summary>Does what may be done twice with a connection of its own.</summary>
    /// <inheritdoc cref="Query" path="/exception"/>
    public Task<T> Use<T>(
        bool isAsynchronous, Func<NpgsqlConnection, CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken) => Try(
        isAsynchronous,
        async token =>
        {
            if (isAsynchronous)
            {
                NpgsqlConnection connection = await settings.DataSource.OpenConnectionAsync(token).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    return await work(connection, token).ConfigureAwait(false);
                }
            }

            using NpgsqlConnection own = settings.DataSource.OpenConnection();
            return await work(own, token).ConfigureAwait(false);
        },
        cancellationToken);

    private async Task<T> Try<T>(bool isAsynchronous, Func<CancellationToken, ValueTask<T>> attempt, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        cancellationToken.ThrowIfCancellationRequested();
        Attempts attempts = new(settings.ReconnectTime);
        while (true)
        {
            try
            {
                return await attempt(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (IsOfTheConnection(exception) && !cancellationToken.IsCancellationRequested)
            {
                ThrowIfClosed();
                if (attempts.AreOver)
                {
                    throw new DatastoreUnavailableException(
                        $"The server can't be reached, tried for {settings.ReconnectTime} "
                            + $"({nameof(PostgreSqlSettings.ReconnectTime)}): {exception.Message}",
                        exception);
                }
            }
            catch (NpgsqlException exception) when (exception.InnerException is TimeoutException)
            {
                throw new DatastoreUnavailableException(
                    $"The server or the pool of connections didn't answer in time: {exception.Message}",
                    exception);
            }

            TimeSpan pause = attempts.NextPause();
            if (isAsynchronous)
            {
                await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                Thread.Sleep(pause);
            }
        }
    }

    /// <summary>Runs statements that give nothing back and can't be prepared.</summary>
    public async Task Run(bool isAsynchronous, string sql, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        if (isAsynchronous)
        {
            NpgsqlCommand command = settings.DataSource.CreateCommand(sql);
            await using (command.ConfigureAwait(false))
            {
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        else
        {
            using NpgsqlCommand command = settings.DataSource.CreateCommand(sql);
            command.ExecuteNonQuery();
        }
    }

    /// <summary>
    /// Whether an exception says that the server is away, restarts, or that a prepared statement doesn't fit its table any more.
    /// </summary>
    private static bool IsOfTheConnection(Exception exception) => exception switch
    {
        PostgresException server => server.SqlState is PostgresErrorCodes.FeatureNotSupported or PostgresErrorCodes.TooManyConnections
                or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
            || (server.SqlState.StartsWith("57P", StringComparison.Ordinal) && server.SqlState != "57P04"),
        NpgsqlException { InnerException: TimeoutException } => false,
        NpgsqlException client => client.IsTransient || client.InnerException is IOException,
        _ => exception is IOException,
    };

    private async ValueTask<T> QueryOn<T>(
        NpgsqlConnection connection,
        bool isAsynchronous,
        string sql,
        NpgsqlParameter[] arguments,
        Func<NpgsqlDataReader, bool, CancellationToken, ValueTask<T>> read,
        CancellationToken cancellationToken)
    {
        NpgsqlCommand command = new(sql, connection);
        foreach (NpgsqlParameter argument in arguments)
        {
            command.Parameters.Add(argument.Clone());
        }

        if (isAsynchronous)
        {
            await using (command.ConfigureAwait(false))
            {
                if (settings.PreparesStatements)
                {
                    await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
                }

                NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    return await read(reader, true, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        using (command)
        {
            if (settings.PreparesStatements)
            {
                command.Prepare();
            }

            using NpgsqlDataReader reader = command.ExecuteReader();
            return await read(reader, false, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
