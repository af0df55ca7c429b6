using Npgsql;
using NpgsqlTypes;

namespace EsGen.PostgreSql;

/// <summary>
/// Stores appends, on a thread of its own: those that came while one commit was under way share the next one. No outcome is guessed: where
/// the answer of a commit got lost, the database is asked what became of it, and the commit is given up in the same step if nothing did.
/// </summary>
internal sealed class Writer : IDisposable
{
    private const int CommitsBetweenCleanings = 10_000;

    private readonly PostgreSqlSettings _settings;
    private readonly Guid _owner;
    private readonly AppendQueue _queue = new();
    private readonly Action<long> _stored;
    private readonly Thread _thread;
    private readonly string _append;
    private readonly string _giveUp;
    private readonly string _clean;
    private NpgsqlConnection? _connection;
    private int _commits;

    /// <summary>Starts it.</summary>
    /// <param name="settings">The database.</param>
    /// <param name="owner">Which of all processes this is.</param>
    /// <param name="stored">Told the last id after each commit that stored events.</param>
    public Writer(PostgreSqlSettings settings, Guid owner, Action<long> stored)
    {
        _settings = settings;
        _owner = owner;
        _stored = stored;
        _append = $"""
            select append, last_id, taken_sequence_id, taken_position, tracked_id, is_overtaken
            from "{settings.Schema}".append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """;
        _giveUp = $"""select head, refused from "{settings.Schema}".give_up($1)""";
        _clean = $"""delete from "{settings.Schema}".commits where at < now() - interval '1 day'""";
        _thread = new Thread(Run) { IsBackground = true, Name = "EsGen PostgreSQL writer" };
        _thread.Start();
    }

    /// <exception cref="ObjectDisposedException">The datastore is closed.</exception>
    public void Add(AppendRequest request) => _queue.Add(request);

    /// <summary>Finishes what waits, and ends.</summary>
    public void Dispose()
    {
        _queue.Close();
        _thread.Join();
    }

    private void Run()
    {
        while (_queue.Take() is { } requests)
        {
            Store(new AppendBatch(requests));
        }

        Disconnect();
    }

    private void Store(AppendBatch batch)
    {
        Attempts attempts = new(_settings.ReconnectTime);
        while (true)
        {
            Guid commitId = Guid.NewGuid();
            bool isSent = false;
            try
            {
                NpgsqlConnection connection = Connection();
                isSent = true;
                Finish(batch, Execute(connection, commitId, batch));
                return;
            }
            catch (PostgresException exception) when (SaysThatNothingWasStored(exception))
            {
                if (exception.SqlState == PostgresErrorCodes.LockNotAvailable)
                {
                    batch.Fail(() => NotStored(
                        $"others have been appending for longer than {_settings.LockTimeout} ({nameof(PostgreSqlSettings.LockTimeout)})",
                        exception));
                    return;
                }

                if (!IsWorthAnotherTry(exception))
                {
                    if (batch.Count == 1)
                    {
                        batch.Fail(() => NotStored($"the database refused it ({exception.SqlState}): {exception.MessageText}", exception));
                        return;
                    }

                    foreach (AppendBatch single in batch.Split())
                    {
                        Store(single);
                    }

                    return;
                }

                if (attempts.AreOver)
                {
                    batch.Fail(() => NotStored($"it failed again and again: {exception.MessageText}", exception));
                    return;
                }
            }
            catch (Exception exception)
            {
                // Whatever it is: once the commit was sent, only the database knows.
                Disconnect();
                if (isSent)
                {
                    if (WhatBecameOf(commitId, attempts) is not { } commit)
                    {
                        batch.Fail(() => new DatastoreUnavailableException(
                            "The connection was lost before the answer came, and the server couldn't be asked since: whether the append "
                                + "was stored is not "
                            + $"known. Load what it was for again and look. {exception.Message}",
                            exception,
                            isOutcomeUnknown: true));
                        return;
                    }

                    if (commit.Head is { } head)
                    {
                        // Those that were refused are so again, and say why this time.
                        (long lastId, IReadOnlyList<AppendRequest> refused) = batch.Succeed(head, commit.Refused);
                        Tell(head, lastId);
                        if (refused.Count > 0)
                        {
                            Store(new AppendBatch(refused));
                        }

                        return;
                    }
                }

                if (!IsOfTheConnection(exception))
                {
                    batch.Fail(() => NotStored($"it could not be carried out: {exception.Message}", exception));
                    return;
                }

                if (attempts.AreOver)
                {
                    batch.Fail(() => NotStored(
                        $"the server can't be reached, tried for {_settings.ReconnectTime} "
                            + $"({nameof(PostgreSqlSettings.ReconnectTime)}): {exception.Message}",
                        exception));
                    return;
                }
            }

            Thread.Sleep(attempts.NextPause());
        }
    }

    private void Finish(AppendBatch batch, List<Answer> answers)
    {
        long head = answers[^1].LastId!.Value;
        answers.RemoveAt(answers.Count - 1);
        (long lastId, _) = batch.Succeed(head, [.. answers.Select(static answer => answer.Append)]);
        foreach (Answer answer in answers)
        {
            if (answer.TrackedId is { } trackedId)
            {
                batch.RefuseTracking(answer.Append, trackedId);
            }
            else if (answer.IsOvertaken)
            {
                batch.RefuseOvertaken(answer.Append);
            }
            else
            {
                batch.RefusePosition(answer.Append, answer.TakenSequenceId!.Value, answer.TakenPosition!.Value);
            }
        }

        Tell(head, lastId);
    }

    private void Tell(long head, long lastId)
    {
        if (lastId > head)
        {
            _stored(lastId);
        }
    }

    /// <summary>
    /// The refused ones, then the counter before; no acknowledgement before all of it is here, since a commit alone proves nothing.
    /// </summary>
    private List<Answer> Execute(NpgsqlConnection connection, Guid commitId, AppendBatch batch)
    {
        using NpgsqlCommand command = new(_append, connection)
        {
            CommandTimeout = (int)Math.Ceiling(_settings.LockTimeout.TotalSeconds) + 30,
        };
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = commitId, NpgsqlDbType = NpgsqlDbType.Uuid });
        foreach (NpgsqlParameter argument in batch.Arguments)
        {
            command.Parameters.Add(argument);
        }

        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = (int)_settings.LockTimeout.TotalMilliseconds });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = _owner });
        if (_settings.PreparesStatements)
        {
            command.Prepare();
        }

        List<Answer> answers = [];
        using (NpgsqlDataReader reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                answers.Add(new Answer(reader));
            }
        }

        return answers is [.., { Append: 0, LastId: not null }]
            ? answers
            : throw new InvalidOperationException("The database's answer isn't that of EsGen's function.");
    }

    /// <summary>What became of a commit whose answer got lost, which can't change any more; null if the server can't be asked.</summary>
    private (long? Head, int[] Refused)? WhatBecameOf(Guid commitId, Attempts attempts)
    {
        while (true)
        {
            try
            {
                using NpgsqlCommand command = new(_giveUp, Connection());
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = commitId });
                using NpgsqlDataReader reader = command.ExecuteReader();
                reader.Read();
                return reader.IsDBNull(0) ? (null, []) : (reader.GetInt64(0), reader.GetFieldValue<int[]>(1));
            }
            catch (Exception)
            {
                Disconnect();
                if (attempts.AreOver)
                {
                    return null;
                }

                Thread.Sleep(attempts.NextPause());
            }
        }
    }

    private NpgsqlConnection Connection()
    {
        if (_connection is null)
        {
            NpgsqlConnection connection = _settings.DataSource.OpenConnection();
            try
            {
                // Whatever the server's default is: only so does each statement of the function see what was committed while it waited for
                // the counter.
                using NpgsqlCommand command = new("set default_transaction_isolation = 'read committed'", connection);
                command.ExecuteNonQuery();
            }
            catch
            {
                connection.Dispose();
                throw;
            }

            _connection = connection;
        }

        if (_commits++ % CommitsBetweenCleanings == 0)
        {
            using NpgsqlCommand command = new(_clean, _connection);
            command.ExecuteNonQuery();
        }

        return _connection;
    }

    private void Disconnect()
    {
        try
        {
            _connection?.Dispose();
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException)
        {
            // It is broken already.
        }

        _connection = null;
    }

    /// <summary>
    /// Whether an error of the server means that its transaction was rolled back. One that ended the connection may have come behind the
    /// commit.
    /// </summary>
    private static bool SaysThatNothingWasStored(PostgresException exception) =>
        exception.InvariantSeverity == "ERROR" && !exception.SqlState.StartsWith("57P", StringComparison.Ordinal);

    private static bool IsWorthAnotherTry(PostgresException exception) => exception.SqlState
        is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.FeatureNotSupported;

    private static bool IsOfTheConnection(Exception exception) =>
        exception is NpgsqlException or IOException or TimeoutException or InvalidOperationException;

    private static DatastoreUnavailableException NotStored(string why, Exception exception) =>
        new($"Nothing was stored: {why}.", exception);

    /// <summary>A row of the function's answer.</summary>
    private sealed record Answer(int Append, long? LastId, Guid? TakenSequenceId, long? TakenPosition, long? TrackedId, bool IsOvertaken)
    {
        public Answer(NpgsqlDataReader reader)
            : this(
                reader.GetInt32(0),
                reader.IsDBNull(1) ? null : reader.GetInt64(1),
                reader.IsDBNull(2) ? null : reader.GetGuid(2),
                reader.IsDBNull(3) ? null : reader.GetInt64(3),
                reader.IsDBNull(4) ? null : reader.GetInt64(4),
                reader.GetBoolean(5))
        {
        }
    }
}
