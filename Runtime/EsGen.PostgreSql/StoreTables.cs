using Npgsql;

namespace EsGen.PostgreSql;

/// <summary>Looks whether a store's tables are there and of this build's format, and makes them where there are none.</summary>
internal sealed class StoreTables(PostgreSqlSettings settings, ServerRetry server)
{
    private readonly string _exists = "select to_regclass($1) is not null";
    private readonly string _format = $"""select format from "{settings.Schema}".store""";

    // One step for whoever comes at the same time: the second one waits, and finds the tables. By a query of the catalogue, not by
    // to_regclass: an advisory lock doesn't make a connection forget what it knew of names, a table does that is opened behind it.
    private readonly string _make = $$"""
        do $setup$
        begin
            perform pg_advisory_xact_lock(hashtextextended('EsGen {{settings.Schema}}', 0));
            if not exists (select from pg_catalog.pg_tables t where t.schemaname = '{{settings.Schema}}' and t.tablename = 'store') then
                execute $script$
        {{SchemaScript.Of(settings)}}
                $script$;
            end if;
        end
        $setup$
        """;

    /// <exception cref="InvalidDataException">They are of a newer format, or not there and not to be made.</exception>
    public async Task Ensure(bool isAsynchronous, CancellationToken cancellationToken)
    {
        if (!await Exist(isAsynchronous, cancellationToken).ConfigureAwait(false))
        {
            if (!settings.SetsUpTables)
            {
                throw new InvalidDataException(
                    $"The schema '{settings.Schema}' has no tables of EsGen, and {nameof(PostgreSqlSettings.SetsUpTables)} is false. Run "
                        + "the script of "
                    + $"{nameof(PostgreSqlDatastore)}.{nameof(PostgreSqlDatastore.GetScript)} once, as a role that may create schemas.");
            }

            await server.Run(isAsynchronous, _make, cancellationToken).ConfigureAwait(false);
        }

        int format = await server.QueryFirst(
            isAsynchronous, _format, [], static reader => reader.GetInt32(0), cancellationToken).ConfigureAwait(false);
        if (format != SchemaScript.Format)
        {
            throw new InvalidDataException(
                $"The tables in the schema '{settings.Schema}' have format {format}; this build of EsGen.PostgreSql reads and writes "
                + $"format {SchemaScript.Format}. "
                + (format > SchemaScript.Format ? "Use a newer build." : "Somebody has changed them by hand."));
        }
    }

    private Task<bool> Exist(bool isAsynchronous, CancellationToken cancellationToken) => server.QueryFirst(
        isAsynchronous,
        _exists,
        [new NpgsqlParameter<string> { TypedValue = $"\"{settings.Schema}\".store" }],
        static reader => reader.GetBoolean(0),
        cancellationToken);
}
