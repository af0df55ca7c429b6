using Npgsql;
using NpgsqlTypes;

namespace EsGen.PostgreSql;

/// <summary>One version's documents, as this process found or began them.</summary>
/// <remarks>
/// Each commit has an id, and replaces that of the one before. So whoever didn't see what was committed last, such as a process that was
/// frozen while another one took its work over, can commit nothing; and a commit whose answer got lost is recognized.
/// </remarks>
internal sealed class PostgreSqlDocuments(
    PostgreSqlSettings settings,
    ServerRetry server,
    ModelRow row,
    Action caughtUp) : IReadModelDocuments
{
    private const long UseInterval = 60 * 60 * 1000;
    private const int LongestCommit = 600;

    private readonly ModelTables _tables = new(settings.Schema, row.Id, row.Columns, row.Expressions);
    private Guid _lastCommit = row.LastCommit;
    private bool _isCaughtUp = row.IsCaughtUp;
    private long _lastUse = Environment.TickCount64 - UseInterval;

    public long Id => row.Id;

    /// <summary>Whether another process has committed, so that this one knows no longer what to change.</summary>
    public bool IsOverrun { get; private set; }

    public TResult Read<TResult>(Func<IReadModelView, TResult> read) =>
        Read(read, isAsynchronous: false, CancellationToken.None).GetAwaiter().GetResult();

    public ValueTask<TResult> ReadAsync<TResult>(Func<IReadModelView, TResult> read, CancellationToken cancellationToken = default) =>
        new(Read(read, isAsynchronous: true, cancellationToken));

    public void Commit(ReadModelState state, IReadOnlyCollection<DocumentChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (IsOverrun)
        {
            throw Overrun();
        }

        Guid commit = Guid.NewGuid();
        NpgsqlParameter[] arguments = GetArguments(state, commit, changes);
        bool isCommitted = Run(() => server.Use(
            isAsynchronous: false,
            (connection, _) => new ValueTask<bool>(Commit(connection, arguments, commit)),
            CancellationToken.None)).GetAwaiter().GetResult();
        if (!isCommitted)
        {
            IsOverrun = true;
            throw Overrun();
        }

        _lastCommit = commit;
        if (state.IsCaughtUp && !_isCaughtUp)
        {
            _isCaughtUp = true;
            caughtUp();
        }
    }

    private static ObjectDisposedException Overrun() =>
        new(nameof(IReadModelDocuments), "Another process has changed or removed the documents meanwhile.");

    private static NpgsqlParameter<ReadOnlyMemory<byte>[]> Bytes(IEnumerable<ReadOnlyMemory<byte>> bytes) =>
        new() { TypedValue = [.. bytes], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };

    private static NpgsqlParameter<int[]> Trees(IEnumerable<DocumentChange> changes) =>
        new() { TypedValue = [.. changes.Select(static change => change.Tree)], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer };

    /// <summary>
    /// Turns what the database says of tables that are gone into what the contract says, and of values into nothing that quotes them.
    /// </summary>
    private static async Task<T> Run<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            throw new ObjectDisposedException("The documents were removed.", exception);
        }
        catch (PostgresException exception) when (exception.SqlState[..2] is "22" or "23")
        {
            // Data and constraints.
            throw new InvalidDataException(
                $"The database refused a value of a document ({exception.SqlState}). What it says of it isn't repeated here, because it "
                    + "may quote the value.");
        }
    }

    private NpgsqlParameter[] GetArguments(ReadModelState state, Guid commit, IReadOnlyCollection<DocumentChange> changes)
    {
        DocumentChange[] gone = [.. changes.Where(static change => change is { Tree: 0, Value: null })];
        DocumentChange[] put = [.. changes.Where(static change => change is { Tree: 0, Value: not null })];
        DocumentChange[] goneEntries = [.. changes.Where(static change => change is { Tree: > 0, Value: null })];
        DocumentChange[] putEntries = [.. changes.Where(static change => change is { Tree: > 0, Value: not null })];
        DocumentKey[] goneKeys = [.. gone.Select(static change => DocumentKey.Of(change.Key))];
        DocumentKey[] putKeys = [.. put.Select(static change => DocumentKey.Of(change.Key))];
        DocumentKey[] goneEntryKeys = [.. goneEntries.Select(static change => DocumentKey.Of(change.Key))];
        DocumentKey[] putEntryKeys = [.. putEntries.Select(static change => DocumentKey.Of(change.Key))];
        bool isShown = row.Columns.Length > 0;
        return
        [
            new NpgsqlParameter<long> { TypedValue = state.Position },
            new NpgsqlParameter<long> { TypedValue = state.Goal },
            new NpgsqlParameter<long> { TypedValue = state.Count },
            new NpgsqlParameter<Guid> { TypedValue = ModelRow.ToGuid(state.PositionHash) },
            new NpgsqlParameter<Guid> { TypedValue = commit },
            new NpgsqlParameter<Guid> { TypedValue = _lastCommit },
            Bytes(goneKeys.Select(static key => key.Head)),
            Bytes(goneKeys.Select(static key => key.TailHash)),
            Bytes(putKeys.Select(static key => key.Head)),
            Bytes(putKeys.Select(static key => key.TailHash)),
            Bytes(putKeys.Select(static key => key.Tail)),
            Bytes(put.Select(static change => change.Value!.Value)),
            new NpgsqlParameter<string?[]>
            {
                TypedValue = [.. put.Select(change => isShown ? DocumentKey.Show(change.Key.Span, row.KeyKind, row.IsKeySigned) : null)],
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
            },
            Trees(goneEntries),
            Bytes(goneEntryKeys.Select(static key => key.Head)),
            Bytes(goneEntryKeys.Select(static key => key.TailHash)),
            Trees(putEntries),
            Bytes(putEntryKeys.Select(static key => key.Head)),
            Bytes(putEntryKeys.Select(static key => key.TailHash)),
            Bytes(putEntryKeys.Select(static key => key.Tail)),
            Bytes(putEntries.Select(static change => change.Value!.Value)),
        ];
    }

    /// <returns>Whether it is stored: by this try, or by one before whose answer got lost.</returns>
    private bool Commit(NpgsqlConnection connection, NpgsqlParameter[] arguments, Guid commit)
    {
        using NpgsqlBatch batch = new(connection) { Timeout = LongestCommit };
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select " + ModelTables.ByIndex));
        NpgsqlBatchCommand command = new(_tables.Commit);
        foreach (NpgsqlParameter argument in arguments)
        {
            command.Parameters.Add(argument.Clone());
        }

        batch.BatchCommands.Add(command);
        if (settings.PreparesStatements)
        {
            batch.Prepare();
        }

        using (NpgsqlDataReader reader = batch.ExecuteReader())
        {
            reader.NextResult();
            reader.Read();
            if (reader.GetInt64(0) == 1)
            {
                return true;
            }
        }

        using NpgsqlCommand last = new(_tables.LastCommit, connection);
        return last.ExecuteScalar() is Guid stored && stored == commit;
    }

    private async Task<TResult> Read<TResult>(Func<IReadModelView, TResult> read, bool isAsynchronous, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        await UseAsync(isAsynchronous, cancellationToken).ConfigureAwait(false);
        return await Run(() => server.Use(
            isAsynchronous,
            (connection, token) => new ModelView(connection, _tables, server, isAsynchronous).ReadAsync(read, token),
            cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Says now and then that they are used, so that another build doesn't remove them.</summary>
    private async Task UseAsync(bool isAsynchronous, CancellationToken cancellationToken)
    {
        long last = Volatile.Read(ref _lastUse);
        long now = Environment.TickCount64;
        if (now - last < UseInterval || Interlocked.CompareExchange(ref _lastUse, now, last) != last)
        {
            return;
        }

        try
        {
            await server.Execute(isAsynchronous, _tables.Use, [], cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // Somebody who may only read.
        }
    }
}
