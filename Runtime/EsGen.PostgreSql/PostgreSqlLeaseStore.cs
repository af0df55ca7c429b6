using Npgsql;

namespace EsGen.PostgreSql;

/// <summary>Leases as rows: a session's lock would stay with a connection that goes back to its pool.</summary>
/// <param name="settings">The database.</param>
/// <param name="server">Runs what is asked of it.</param>
/// <param name="owner">Which of all processes this is.</param>
internal sealed class PostgreSqlLeaseStore(PostgreSqlSettings settings, ServerRetry server, Guid owner) : ILeaseStore
{
    private readonly string _take = $"""
        select is_mine, epoch, dealt_with, is_ready, requested, answered, failure from "{settings.Schema}".take_lease($1, $2, $3, $4, $5, $6)
        """;

    private readonly string _release = $"""
        update "{settings.Schema}".leases set until = '-infinity' where name = $1 and owner = $2 and epoch = $3
        """;

    private readonly string _request = $"""
        insert into "{settings.Schema}".leases as l (name, requested) values ($1, 1)
        on conflict (name) do update set requested = l.requested + 1 returning l.requested
        """;

    private readonly string _answer = $"""
        update "{settings.Schema}".leases set answered = $2, failure = $3 where name = $1 and answered < $2
        """;

    public async ValueTask<Lease> TakeAsync(
        string name, long epoch, LeaseReport report, TimeSpan time, CancellationToken cancellationToken = default) =>
        await server.QueryFirst(
        isAsynchronous: true,
        _take,
        [
            Text(name),
            new NpgsqlParameter<Guid> { TypedValue = owner },
            new NpgsqlParameter<long> { TypedValue = epoch },
            new NpgsqlParameter<int> { TypedValue = (int)time.TotalMilliseconds },
            new NpgsqlParameter<long> { TypedValue = report.Position },
            new NpgsqlParameter<bool> { TypedValue = report.IsReady },
        ],
        static reader => new Lease(
            reader.GetBoolean(0),
            reader.GetInt64(1),
            new LeaseReport(reader.GetInt64(2), reader.GetBoolean(3)),
            reader.GetInt64(4),
            reader.GetInt64(5),
            reader.IsDBNull(6) ? null : reader.GetString(6)),
        cancellationToken).ConfigureAwait(false);

    public async ValueTask ReleaseAsync(string name, long epoch, CancellationToken cancellationToken = default) => await server.Execute(
        isAsynchronous: true,
        _release,
        [Text(name), new NpgsqlParameter<Guid> { TypedValue = owner }, new NpgsqlParameter<long> { TypedValue = epoch }],
        cancellationToken).ConfigureAwait(false);

    public async ValueTask<long> RequestAsync(string name, CancellationToken cancellationToken = default) =>
        await server.QueryFirst(
            isAsynchronous: true, _request, [Text(name)], static reader => reader.GetInt64(0), cancellationToken).ConfigureAwait(false);

    public async ValueTask AnswerAsync(string name, long request, string? failure, CancellationToken cancellationToken = default) =>
        await server.Execute(
        isAsynchronous: true,
        _answer,
        [
            Text(name),
            new NpgsqlParameter<long> { TypedValue = request },
            new NpgsqlParameter { Value = (object?)failure ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
        ],
        cancellationToken).ConfigureAwait(false);

    private static NpgsqlParameter<string> Text(string text) => new() { TypedValue = text };
}
