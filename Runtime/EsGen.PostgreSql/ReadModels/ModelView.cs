using Npgsql;
using NpgsqlTypes;

namespace EsGen.PostgreSql;

/// <summary>
/// Documents between two commits: all that is read of it is one snapshot. What is read has to be done again from the start in two cases: if it turns out to be more than one thing
/// and something was committed meanwhile, and, without a thread to block, each time that the database has to be asked.
/// </summary>
internal sealed class ModelView(NpgsqlConnection connection, ModelTables tables, PostgreSqlSettings settings, bool isAsynchronous) : IReadModelView
{
    private readonly List<object?> _answers = [];
    private NpgsqlTransaction? _transaction;
    private Guid? _commit;
    private int _next;
    private Func<CancellationToken, ValueTask<object?>>? _wanted;

    public ReadModelState State => (ReadModelState)Ask(async token =>
    {
        if (_answers.Count > 0)
        {
            await EnsureTransactionAsync(token).ConfigureAwait(false);
        }

        await BeginAsync(token).ConfigureAwait(false);
        return await QueryAsync(tables.State, [], static reader => ReadState(reader), token).ConfigureAwait(false) is { } state
            ? state.State
            : throw Removed();
    })!;

    /// <summary>Reads, with or without blocking a thread.</summary>
    public async ValueTask<TResult> ReadAsync<TResult>(Func<IReadModelView, TResult> read, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                _next = 0;
                try
                {
                    return read(this);
                }
                catch (UnansweredException) when (_wanted is { } wanted)
                {
                    _wanted = null;
                    _answers.Add(await wanted(cancellationToken).ConfigureAwait(false));
                }
                catch (StaleException)
                {
                    // The snapshot that the transaction has is another one than the first answer's.
                    _answers.Clear();
                }
            }
        }
        finally
        {
            if (_transaction is { } transaction)
            {
                if (isAsynchronous)
                {
                    await transaction.DisposeAsync().ConfigureAwait(false);
                }
                else
                {
                    transaction.Dispose();
                }
            }
        }
    }

    public ReadOnlyMemory<byte>? Find(int tree, ReadOnlyMemory<byte> key) => (byte[]?)Ask(async token =>
    {
        DocumentKey stored = DocumentKey.Of(key);
        NpgsqlParameter[] arguments =
        [
            Bytes(stored.Head), Bytes(stored.TailHash), .. tree == 0 ? (NpgsqlParameter[])[] : [new NpgsqlParameter<int> { TypedValue = tree }],
        ];
        bool isFirst = _answers.Count == 0 && _transaction is null;
        if (!isFirst)
        {
            await EnsureTransactionAsync(token).ConfigureAwait(false);
        }

        (ReadModelState State, Guid Commit, byte[]? Found)? row = await QueryAsync(
            tree == 0 ? tables.FindDocument : tables.FindEntry,
            arguments,
            static reader => ((ReadModelState, Guid, byte[]?)?)(ReadState(reader)!.Value.State, reader.GetGuid(4), reader.IsDBNull(5) ? null : reader.GetFieldValue<byte[]>(5)),
            token).ConfigureAwait(false);
        _commit ??= row?.Commit;
        return row is { } found ? found.Found : throw Removed();
    }) is { } data ? data : default(ReadOnlyMemory<byte>?);

    public IReadOnlyList<ReadOnlyMemory<byte>?> FindAll(int tree, IReadOnlyList<ReadOnlyMemory<byte>> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.Count == 0)
        {
            return [];
        }

        return (IReadOnlyList<ReadOnlyMemory<byte>?>)Ask(async token =>
        {
            await EnsureTransactionAsync(token).ConfigureAwait(false);
            DocumentKey[] stored = [.. keys.Select(DocumentKey.Of)];
            NpgsqlParameter[] arguments =
            [
                ByteArrays([.. stored.Select(static key => key.Head)]),
                ByteArrays([.. stored.Select(static key => key.TailHash)]),
                .. tree == 0 ? (NpgsqlParameter[])[] : [new NpgsqlParameter<int> { TypedValue = tree }],
            ];
            return await QueryAllAsync(
                tree == 0 ? tables.FindDocuments : tables.FindEntries,
                arguments,
                static reader => reader.IsDBNull(0) ? default(ReadOnlyMemory<byte>?) : reader.GetFieldValue<byte[]>(0),
                token).ConfigureAwait(false);
        })!;
    }

    public IReadOnlyList<KeyValuePair<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>> GetRange(DocumentRange range) =>
        (IReadOnlyList<KeyValuePair<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>>)Ask(async token =>
        {
            await EnsureTransactionAsync(token).ConfigureAwait(false);
            DocumentKey from = DocumentKey.Of(range.From);
            DocumentKey to = DocumentKey.Of(range.To ?? default);
            List<NpgsqlParameter> arguments = [Bytes(from.Head), Bytes(from.Tail), Bytes(to.Head), Bytes(to.Tail)];
            if (range.Tree > 0)
            {
                arguments.Add(new NpgsqlParameter<int> { TypedValue = range.Tree });
            }

            arguments.Add(new NpgsqlParameter<long> { TypedValue = range.Limit });
            return await QueryAllAsync(
                tables.Range(range.Tree, range.To is not null, range.Descending),
                [.. arguments],
                static reader => KeyValuePair.Create(
                    DocumentKey.Join(reader.GetFieldValue<byte[]>(0), reader.GetFieldValue<byte[]>(1)), (ReadOnlyMemory<byte>)reader.GetFieldValue<byte[]>(2)),
                token).ConfigureAwait(false);
        })!;

    private static NpgsqlParameter<ReadOnlyMemory<byte>> Bytes(ReadOnlyMemory<byte> bytes) =>
        new() { TypedValue = bytes, NpgsqlDbType = NpgsqlDbType.Bytea };

    private static NpgsqlParameter<ReadOnlyMemory<byte>[]> ByteArrays(ReadOnlyMemory<byte>[] arrays) =>
        new() { TypedValue = arrays, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };

    private static (ReadModelState State, Guid Commit)? ReadState(NpgsqlDataReader reader) => (
        new ReadModelState(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), ModelRow.ToHash(reader.GetGuid(3))),
        reader.GetGuid(4));

    private static ObjectDisposedException Removed() => new(nameof(IReadModelDocuments), "The documents were removed.");

    /// <summary>What was answered the last time, or is asked now.</summary>
    private object? Ask(Func<CancellationToken, ValueTask<object?>> ask)
    {
        if (_next == _answers.Count)
        {
            if (isAsynchronous)
            {
                _wanted = ask;
                throw new UnansweredException();
            }

            _answers.Add(ask(CancellationToken.None).AsTask().GetAwaiter().GetResult());
        }

        return _answers[_next++];
    }

    /// <summary>Lets what follows be read of one snapshot, that of the first answer if there is one.</summary>
    private async ValueTask EnsureTransactionAsync(CancellationToken cancellationToken)
    {
        if (_transaction is not null)
        {
            return;
        }

        await BeginAsync(cancellationToken).ConfigureAwait(false);
        (ReadModelState State, Guid Commit) state =
            await QueryAsync(tables.State, [], static reader => ReadState(reader), cancellationToken).ConfigureAwait(false) ?? throw Removed();
        if (_answers.Count > 0 && state.Commit != _commit)
        {
            throw new StaleException();
        }
    }

    private async ValueTask BeginAsync(CancellationToken cancellationToken) => _transaction ??= isAsynchronous
        ? await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false)
        : connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);

    private async ValueTask<T?> QueryAsync<T>(
        string sql, NpgsqlParameter[] arguments, Func<NpgsqlDataReader, T?> read, CancellationToken cancellationToken)
        where T : struct =>
        await QueryAllAsync(sql, arguments, read, cancellationToken).ConfigureAwait(false) is [var only] ? only : null;

    private async ValueTask<List<T>> QueryAllAsync<T>(
        string sql, NpgsqlParameter[] arguments, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        List<T> rows = [];
        NpgsqlCommand command = new(sql, connection, _transaction);
        command.Parameters.AddRange(arguments);
        if (!isAsynchronous)
        {
            using (command)
            {
                if (settings.PreparesStatements)
                {
                    command.Prepare();
                }

                using NpgsqlDataReader reader = command.ExecuteReader();
                while (reader.Read())
                {
                    rows.Add(read(reader));
                }

                return rows;
            }
        }

        await using (command.ConfigureAwait(false))
        {
            if (settings.PreparesStatements)
            {
                await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
            }

            NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(read(reader));
                }
            }
        }

        return rows;
    }

    /// <summary>The database has to be asked first.</summary>
    private sealed class UnansweredException : Exception;

    /// <summary>Something was committed behind the first answer.</summary>
    private sealed class StaleException : Exception;
}
