using Npgsql;

namespace EsGen.PostgreSql;

/// <summary>Keeps snapshots in a table of the store.</summary>
internal sealed class PostgreSqlSnapshotStore(PostgreSqlSettings settings, ServerRetry server) : ISnapshotStore
{
    private readonly string _find = $"""
        select version, data from "{settings.Schema}".snapshots
        where sequence_id = $1 and fingerprint = $2 and version <= $3 order by version desc limit 1
        """;

    private readonly string _list = $"""select version, fingerprint from "{settings.Schema}".snapshots where sequence_id = $1""";

    private readonly string _put = $"""
        with displaced as (
            delete from "{settings.Schema}".snapshots s
            using unnest($5, $6) as d (version, fingerprint)
            where s.sequence_id = $1 and s.version = d.version and s.fingerprint = d.fingerprint)
        insert into "{settings.Schema}".snapshots (sequence_id, fingerprint, version, data) values ($1, $2, $3, $4)
        on conflict (sequence_id, fingerprint, version) do update set data = excluded.data
        """;

    private readonly string _delete = $"""delete from "{settings.Schema}".snapshots where sequence_id = $1""";

    public Snapshot? Find(Guid sequenceId, string fingerprint, long atOrBelow = long.MaxValue) =>
        Find(sequenceId, fingerprint, atOrBelow, isAsynchronous: false, CancellationToken.None).GetAwaiter().GetResult();

    public ValueTask<Snapshot?> FindAsync(
        Guid sequenceId, string fingerprint, long atOrBelow = long.MaxValue, CancellationToken cancellationToken = default) =>
        new(Find(sequenceId, fingerprint, atOrBelow, isAsynchronous: true, cancellationToken));

    public void Put(Snapshot snapshot, int keep) =>
        Put(snapshot, keep, isAsynchronous: false, CancellationToken.None).GetAwaiter().GetResult();

    public async ValueTask PutAsync(Snapshot snapshot, int keep, CancellationToken cancellationToken = default) =>
        await Put(snapshot, keep, isAsynchronous: true, cancellationToken).ConfigureAwait(false);

    public void Delete(Guid sequenceId) => Delete(sequenceId, isAsynchronous: false, CancellationToken.None).GetAwaiter().GetResult();

    public async ValueTask DeleteAsync(Guid sequenceId, CancellationToken cancellationToken = default) =>
        await Delete(sequenceId, isAsynchronous: true, cancellationToken).ConfigureAwait(false);

    private Task<Snapshot?> Find(
        Guid sequenceId, string fingerprint, long atOrBelow, bool isAsynchronous, CancellationToken cancellationToken) => server.QueryFirst(
        isAsynchronous,
        _find,
        [
            new NpgsqlParameter<Guid> { TypedValue = sequenceId },
            new NpgsqlParameter<string> { TypedValue = fingerprint },
            new NpgsqlParameter<long> { TypedValue = atOrBelow },
        ],
        reader => (Snapshot?)new Snapshot(sequenceId, reader.GetInt64(0), fingerprint, reader.GetFieldValue<byte[]>(1)),
        cancellationToken);

    private async Task Put(Snapshot snapshot, int keep, bool isAsynchronous, CancellationToken cancellationToken)
    {
        List<(long Version, string Fingerprint)> stored = await server.QueryAll(
            isAsynchronous,
            _list,
            [new NpgsqlParameter<Guid> { TypedValue = snapshot.SequenceId }],
            static reader => (reader.GetInt64(0), reader.GetString(1)),
            cancellationToken).ConfigureAwait(false);
        IReadOnlyList<(long Version, string Fingerprint)> displaced = snapshot.FindDisplaced(stored, keep);
        await server.Execute(
            isAsynchronous,
            _put,
            [
                new NpgsqlParameter<Guid> { TypedValue = snapshot.SequenceId },
                new NpgsqlParameter<string> { TypedValue = snapshot.Fingerprint },
                new NpgsqlParameter<long> { TypedValue = snapshot.Version },
                new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = snapshot.Data },
                new NpgsqlParameter<long[]> { TypedValue = [.. displaced.Select(static one => one.Version)] },
                new NpgsqlParameter<string[]> { TypedValue = [.. displaced.Select(static one => one.Fingerprint)] },
            ],
            cancellationToken).ConfigureAwait(false);
    }

    private Task Delete(Guid sequenceId, bool isAsynchronous, CancellationToken cancellationToken) =>
        server.Execute(isAsynchronous, _delete, [new NpgsqlParameter<Guid> { TypedValue = sequenceId }], cancellationToken);
}
