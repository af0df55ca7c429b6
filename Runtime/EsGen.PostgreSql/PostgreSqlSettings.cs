using Npgsql;

namespace EsGen.PostgreSql;

/// <summary>Where a <see cref="PostgreSqlDatastore"/> keeps its data, and how it goes on when the server can't be reached.</summary>
public sealed record PostgreSqlSettings
{
    /// <summary>
    /// The database. Secrets, pooling, TLS and time-outs are its own; it stays the caller's, who disposes of it after the datastore.
    /// </summary>
    public required NpgsqlDataSource DataSource { get; init; }

    /// <summary>
    /// The schema that the tables are in, one for each store: lower-case letters (a to z), digits and underscores; <c>esgen</c> unless set.
    /// </summary>
    public string Schema { get; init; } = "esgen";

    /// <summary>
    /// Whether <see cref="IDatastore.SetupTables"/> makes the tables where there are none, as it does unless set otherwise. Else they must
    /// be there: somebody has run <see cref="PostgreSqlDatastore.GetScript"/>.
    /// </summary>
    public bool SetsUpTables { get; init; } = true;

    /// <summary>
    /// The role that the script lets append and read: the application's. It can't change or delete events. Null for none; a plain name, as
    /// of a schema.
    /// </summary>
    public string? WriterRole { get; init; }

    /// <summary>The role that the script lets read. Null for none; a plain name, as of a schema.</summary>
    public string? ReaderRole { get; init; }

    /// <summary>
    /// For how long reads and appends try again when the server can't be reached, before they fail; 30 s unless set. Greater than or equal
    /// to zero.
    /// </summary>
    public TimeSpan ReconnectTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// For how long an append waits for others who are appending, also from other processes, before it is refused with nothing stored; 30 s
    /// unless set. From 1 ms to a day.
    /// </summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often somebody who waits for events looks for those of other processes, if PostgreSQL's notification of them didn't arrive; 2 s
    /// unless set. From 10 ms to a day.
    /// </summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Whether statements are prepared on the server, as they are unless set otherwise. Not behind a pooler that hands a connection on
    /// after each transaction and knows nothing of prepared statements.
    /// </summary>
    public bool PreparesStatements { get; init; } = true;

    internal void ThrowIfInvalid()
    {
        ArgumentNullException.ThrowIfNull(DataSource, nameof(DataSource));
        SchemaScript.ThrowIfNotAName(Schema, nameof(Schema));
        if (Schema.StartsWith("pg_", StringComparison.Ordinal))
        {
            throw new ArgumentException("Schemas whose names begin with 'pg_' are PostgreSQL's own.", nameof(Schema));
        }

        if (WriterRole is not null)
        {
            SchemaScript.ThrowIfNotAName(WriterRole, nameof(WriterRole));
        }

        if (ReaderRole is not null)
        {
            SchemaScript.ThrowIfNotAName(ReaderRole, nameof(ReaderRole));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(ReconnectTime, TimeSpan.Zero, nameof(ReconnectTime));
        ThrowIfOutside(LockTimeout, TimeSpan.FromMilliseconds(1), nameof(LockTimeout));
        ThrowIfOutside(PollInterval, TimeSpan.FromMilliseconds(10), nameof(PollInterval));
    }

    private static void ThrowIfOutside(TimeSpan value, TimeSpan lowest, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, lowest, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1), name);
    }
}
