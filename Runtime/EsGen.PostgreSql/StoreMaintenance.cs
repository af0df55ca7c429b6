using Npgsql;

namespace EsGen.PostgreSql;

/// <summary>What the tool asks of a store beside its contract.</summary>
internal sealed class StoreMaintenance(PostgreSqlSettings settings)
{
    private readonly string _schema = $"\"{settings.Schema}\"";

    /// <summary>Which store it is, the number of its layout, and how many bytes its events have with their indexes.</summary>
    public async Task<(Guid StoreId, int Format, long Size)> DescribeAsync(CancellationToken cancellationToken)
    {
        NpgsqlCommand command = settings.DataSource.CreateCommand(
            $"select store_id, format, pg_total_relation_size('{_schema}.items'::regclass) from {_schema}.store");
        await using (command.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
                    ? (reader.GetGuid(0), reader.GetInt32(1), reader.GetInt64(2))
                    : throw new InvalidDataException("The table 'store' of the store is empty: somebody has changed the store by hand.");
            }
        }
    }

    /// <summary>The newest notification, and the trackings as of the same moment: one statement sees one state.</summary>
    public async Task<(long LastId, IReadOnlyList<Tracking> Trackings)> GetHeadAsync(CancellationToken cancellationToken)
    {
        NpgsqlCommand command = settings.DataSource.CreateCommand(
            $"select h.last_id, t.name, t.notification_id from {_schema}.head h left join {_schema}.trackings t on true order by t.name");
        await using (command.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                long? lastId = null;
                List<Tracking> trackings = [];
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    lastId = reader.GetInt64(0);
                    if (!await reader.IsDBNullAsync(1, cancellationToken).ConfigureAwait(false))
                    {
                        trackings.Add(new Tracking(reader.GetString(1), reader.GetInt64(2)));
                    }
                }

                return (
                    lastId ?? throw new InvalidDataException("The table 'head' of the store is empty: somebody has changed the store by hand."),
                    trackings);
            }
        }
    }
}
