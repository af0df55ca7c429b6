using Npgsql;
using NpgsqlTypes;

namespace EsGen.PostgreSql;

/// <summary>
/// Documents between two commits: all that is read of it is one snapshot. What is read has to be done again from the start in two cases: if
/// it turns out to be more than one thing and something was committed meanwhile, and, without a thread to block, each time that the
/// database has to be asked.
/// </summary>
internal sealed class ModelView(NpgsqlConnection connection, ModelTables tables, ServerRetry server, bool isAsynchronous) : IReadModelView
{
    private readonly List<object?> _answers = [];
    private NpgsqlTransaction? _transaction;
    private ReadModelState _state;
    private Guid? _commit;
    private int _next;
    private Func<CancellationToken, ValueTask<object?>>? _wanted;

    public ReadModelState State => (ReadModelState)Ask(async token =>
    {
        await EnsureTransactionAsync(token).ConfigureAwait(false);
        return _state;
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
            Bytes(stored.Head),
            Bytes(stored.TailHash),
            .. tree == 0 ? (NpgsqlParameter[])[] : [new NpgsqlParameter<int> { TypedValue = tree }],
        ];
        if (_answers.Count > 0)
        {
            await EnsureTransactionAsync(token).ConfigureAwait(false);
        }

        (Guid commit, byte[]? found) = await QueryModelAsync(
            tree == 0 ? tables.FindDocument : tables.FindEntry,
            arguments,
            static reader => (reader.GetGuid(0), reader.IsDBNull(1) ? null : reader.GetFieldValue<byte[]>(1)),
            token).ConfigureAwait(false);
        _commit ??= commit;
        return found;
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
            return await QueryAsync(
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
            return await QueryAsync(
                tables.Range(range.Tree, range.To is not null, range.Descending),
                [.. arguments],
                static reader => KeyValuePair.Create(
                    DocumentKey.Join(reader.GetFieldValue<byte[]>(0), reader.GetFieldValue<byte[]>(1)),
                    (ReadOnlyMemory<byte>)reader.GetFieldValue<byte[]>(2)),
                token).ConfigureAwait(false);
        })!;

    private static NpgsqlParameter<ReadOnlyMemory<byte>> Bytes(ReadOnlyMemory<byte> bytes) =>
        new() { TypedValue = bytes, NpgsqlDbType = NpgsqlDbType.Bytea };

    private static NpgsqlParameter<ReadOnlyMemory<byte>[]> ByteArrays(ReadOnlyMemory<byte>[] arrays) =>
        new() { TypedValue = arrays, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };

    private static (ReadModelState State, Guid Commit) ReadState(NpgsqlDataReader reader) => (
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

        _transaction = isAsynchronous
            ? await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false)
            : connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);
        (_state, Guid commit) = await QueryModelAsync(tables.State, [], ReadState, cancellationToken).ConfigureAwait(false);
        if (_answers.Count > 0 && commit != _commit)
        {
            throw new StaleException();
        }
    }

    /// <summary>Reads what one row says, that of the model.</summary>
    private async ValueTask<T> QueryModelAsync<T>(
        string sql, NpgsqlParameter[] arguments, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) =>
        await QueryAsync(sql, arguments, read, cancellationToken).ConfigureAwait(false) is [var only] ? only : throw Removed();

    private ValueTask<List<T>> QueryAsync<T>(
        string sql, NpgsqlParameter[] arguments, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) =>
        server.QueryAllOn(connection, isAsynchronous, sql, arguments, read, cancellationToken);

    /// <summary>The database has to be asked first.</summary>
    private sealed class UnansweredException : Exception;

    /// <summary>Something was committed behind the first answer.</summary>
    private sealed class StaleException : Exception;
}
