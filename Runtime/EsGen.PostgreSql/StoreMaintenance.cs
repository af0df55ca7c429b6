using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace EsGen.PostgreSql;

/// <summary>What the tool asks of a store beside its contract.</summary>
internal sealed class StoreMaintenance(PostgreSqlSettings settings)
{
    private readonly string _schema = $"\"{settings.Schema}\"";
    private readonly ServerRetry _server = new(settings);

    /// <summary>Which store it is, the number of its layout, and how many bytes its events have with their indexes.</summary>
    public async Task<(Guid StoreId, int Format, long Size)> DescribeAsync(CancellationToken cancellationToken) =>
        await _server.QueryFirst(
            isAsynchronous: true,
            $"select store_id, format, pg_total_relation_size('{_schema}.items'::regclass) from {_schema}.store",
            [],
            static reader => ((Guid, int, long)?)(reader.GetGuid(0), reader.GetInt32(1), reader.GetInt64(2)),
            cancellationToken).ConfigureAwait(false)
        ?? throw new InvalidDataException("The table 'store' of the store is empty: somebody has changed the store by hand.");

    /// <summary>
    /// Appends notifications with the ids that they have, by COPY and in one transaction, if they begin right behind the newest one.
    /// </summary>
    /// <param name="lastId">The newest notification that is expected.</param>
    /// <param name="notifications">What comes behind it, without gaps.</param>
    /// <param name="trackings">Trackings to store with them.</param>
    /// <param name="cancellationToken">Ends it; nothing is stored then.</param>
    /// <returns>Whether the newest notification was that one; else nothing is stored.</returns>
    public async Task<bool> TryAppendAsync(
        long lastId, IEnumerable<Notification> notifications, IReadOnlyList<Tracking> trackings, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await settings.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                // Others' appends wait from here on.
                object? head = await ExecuteAsync(
                    connection, $"select last_id from {_schema}.head for update", [], cancellationToken).ConfigureAwait(false);
                if (head is not long stored || stored != lastId)
                {
                    return false;
                }

                long newest = await CopyAsync(connection, lastId, notifications, cancellationToken).ConfigureAwait(false);
                await ExecuteAsync(
                    connection,
                    $"update {_schema}.head set last_id = $1",
                    [new NpgsqlParameter<long> { TypedValue = newest }],
                    cancellationToken).ConfigureAwait(false);
                await StoreAsync(connection, trackings, cancellationToken).ConfigureAwait(false);
                await ExecuteAsync(
                    connection,
                    "select pg_notify($1, $2)",
                    [
                        new NpgsqlParameter<string> { TypedValue = SchemaScript.ChannelOf(settings.Schema) },
                        new NpgsqlParameter<string> { TypedValue = newest.ToString(CultureInfo.InvariantCulture) },
                    ],
                    cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return true;
            }
        }
    }

    /// <summary>Stores trackings in place of those of their names, also where they go back.</summary>
    public async Task SetTrackingsAsync(IReadOnlyList<Tracking> trackings, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await settings.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await StoreAsync(connection, trackings, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Deletes all snapshots.</summary>
    public Task DeleteSnapshotsAsync(CancellationToken cancellationToken) =>
        _server.Execute(isAsynchronous: true, $"delete from {_schema}.snapshots", [], cancellationToken);

    /// <summary>The documents of read models that there are, sorted by name.</summary>
    public async Task<IReadOnlyList<(ReadModelVersion Version, ReadModelState State)>> FindReadModelsAsync(
        CancellationToken cancellationToken)
    {
        bool isThere = await _server.QueryFirst(
            isAsynchronous: true,
            $"select to_regclass('{_schema}.models') is not null",
            [],
            static reader => reader.GetBoolean(0),
            cancellationToken).ConfigureAwait(false);
        return !isThere ? [] : await _server.QueryAll(
            isAsynchronous: true,
            $"""
            select name, fingerprint, generation, position, goal, documents from {_schema}.models order by name, fingerprint, generation
            """,
            [],
            static reader => (
                new ReadModelVersion(reader.GetString(0), reader.GetString(1), reader.GetInt32(2)),
                new ReadModelState(reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), PositionHash: 0)),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The newest notification, and the trackings as of the same moment: one statement sees one state.</summary>
    public async Task<(long LastId, IReadOnlyList<Tracking> Trackings)> GetHeadAsync(CancellationToken cancellationToken)
    {
        List<(long LastId, Tracking? Tracking)> rows = await _server.QueryAll(
            isAsynchronous: true,
            $"select h.last_id, t.name, t.notification_id from {_schema}.head h left join {_schema}.trackings t on true order by t.name",
            [],
            static reader => (
                reader.GetInt64(0), reader.IsDBNull(1) ? default(Tracking?) : new Tracking(reader.GetString(1), reader.GetInt64(2))),
            cancellationToken).ConfigureAwait(false);
        return rows is [(var lastId, _), ..]
            ? (lastId, [.. rows.Select(static row => row.Tracking).OfType<Tracking>()])
            : throw new InvalidDataException("The table 'head' of the store is empty: somebody has changed the store by hand.");
    }

    private async Task<long> CopyAsync(
        NpgsqlConnection connection, long lastId, IEnumerable<Notification> notifications, CancellationToken cancellationToken)
    {
        NpgsqlBinaryImporter importer = await connection.BeginBinaryImportAsync(
            $"copy {_schema}.items (notification_id, sequence_id, position, topic, ticks, data, metadata) from stdin (format binary)",
            cancellationToken).ConfigureAwait(false);
        await using (importer.ConfigureAwait(false))
        {
            foreach ((long id, SequencedItem item) in notifications)
            {
                if (id != ++lastId)
                {
                    throw new ArgumentException($"Behind notification {lastId - 1} comes {id}.", nameof(notifications));
                }

                await importer.StartRowAsync(cancellationToken).ConfigureAwait(false);
                await importer.WriteAsync(id, NpgsqlDbType.Bigint, cancellationToken).ConfigureAwait(false);
                await importer.WriteAsync(item.SequenceId, NpgsqlDbType.Uuid, cancellationToken).ConfigureAwait(false);
                await importer.WriteAsync(item.Position, NpgsqlDbType.Bigint, cancellationToken).ConfigureAwait(false);
                await importer.WriteAsync(item.Topic, NpgsqlDbType.Text, cancellationToken).ConfigureAwait(false);
                await importer.WriteAsync(item.Timestamp.UtcTicks, NpgsqlDbType.Bigint, cancellationToken).ConfigureAwait(false);
                await importer.WriteAsync(item.Data, NpgsqlDbType.Bytea, cancellationToken).ConfigureAwait(false);
                await importer.WriteAsync(item.Metadata, NpgsqlDbType.Bytea, cancellationToken).ConfigureAwait(false);
            }

            await importer.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }

        return lastId;
    }

    private async Task StoreAsync(NpgsqlConnection connection, IReadOnlyList<Tracking> trackings, CancellationToken cancellationToken) =>
        await ExecuteAsync(
            connection,
            $"""
            insert into {_schema}.trackings (name, notification_id) select * from unnest($1, $2)
            on conflict (name) do update set notification_id = excluded.notification_id
            """,
            [
                new NpgsqlParameter<string[]> { TypedValue = [.. trackings.Select(static tracking => tracking.Name)] },
                new NpgsqlParameter<long[]> { TypedValue = [.. trackings.Select(static tracking => tracking.NotificationId)] },
            ],
            cancellationToken).ConfigureAwait(false);

    private static async Task<object?> ExecuteAsync(
        NpgsqlConnection connection, string sql, NpgsqlParameter[] arguments, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = new(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.AddRange(arguments);
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
