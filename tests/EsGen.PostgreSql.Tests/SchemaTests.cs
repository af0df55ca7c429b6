using Npgsql;
using Xunit;

namespace EsGen.PostgreSql.Tests;

/// <summary>The tables: whose they are, who may do what with them, and what is refused.</summary>
public sealed class SchemaTests
{
    private static readonly PostgreSqlServer Server = PostgreSqlServer.Instance;

    [Theory]
    [InlineData("")]
    [InlineData("a\"; drop schema public; --")]
    [InlineData("Upper")]
    [InlineData("1st")]
    [InlineData("pg_mine")]
    [InlineData("täg")]
    [InlineData("line\n")]
    [InlineData("x23456789x123456789x123456789x123456789x123456789x123456789x1234")]
    public void Hostile_names_are_refused(string name)
    {
        PostgreSqlSettings settings = PostgreSqlServer.NewSettings();
        Assert.Equal("Schema", Assert.Throws<ArgumentException>(() => new PostgreSqlDatastore(settings with { Schema = name })).ParamName);
        if (name != "pg_mine")
        {
            Assert.Equal("WriterRole", Assert.Throws<ArgumentException>(() => new PostgreSqlDatastore(settings with { WriterRole = name })).ParamName);
            Assert.Equal("ReaderRole", Assert.Throws<ArgumentException>(() => new PostgreSqlDatastore(settings with { ReaderRole = name })).ParamName);
        }
    }

    [Fact]
    public void Words_of_sql_can_be_names()
    {
        Server.Execute("drop schema if exists \"select\" cascade");
        using PostgreSqlDatastore datastore = PostgreSqlDatastore.Open(PostgreSqlServer.NewSettings() with { Schema = "select" });
        datastore.ActiveRecordStrategy.Append(Item(Guid.NewGuid(), 0));
        Assert.Equal(1, datastore.ActiveRecordStrategy.LastNotificationId);
    }

    [Fact] // G10
    public void Two_schemas_of_a_database_are_two_stores()
    {
        using PostgreSqlDatastore one = PostgreSqlDatastore.Open(PostgreSqlServer.NewSettings());
        using PostgreSqlDatastore other = PostgreSqlDatastore.Open(PostgreSqlServer.NewSettings());
        Guid sequence = Guid.NewGuid();
        one.ActiveRecordStrategy.Append([Item(sequence, 0)], new Tracking("mine", 1));

        Assert.Empty(other.ActiveRecordStrategy.GetItems(sequence));
        Assert.Null(other.ActiveRecordStrategy.GetTracking("mine"));
        Assert.Equal(1, other.ActiveRecordStrategy.Append(Item(sequence, 0)));
    }

    [Fact]
    public async Task Many_may_set_up_one_store_at_once()
    {
        PostgreSqlSettings settings = PostgreSqlServer.NewSettings();
        PostgreSqlDatastore[] all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostgreSqlDatastore.OpenAsync(settings)));
        for (int i = 0; i < all.Length; i++)
        {
            Assert.Equal(i + 1, await all[i].ActiveRecordStrategy.AppendAsync([Item(Guid.NewGuid(), 0)]));
            await all[i].DisposeAsync();
        }
    }

    [Fact]
    public void Tables_are_made_by_the_script_where_the_datastore_must_not()
    {
        PostgreSqlSettings settings = PostgreSqlServer.NewSettings() with { SetsUpTables = false };
        InvalidDataException missing = Assert.Throws<InvalidDataException>(() => PostgreSqlDatastore.Open(settings));
        Assert.Contains(nameof(PostgreSqlDatastore.GetScript), missing.Message, StringComparison.Ordinal);

        using PostgreSqlDatastore unopened = new(settings);
        Server.Execute(unopened.GetScript());
        using PostgreSqlDatastore datastore = PostgreSqlDatastore.Open(settings);
        Assert.Equal(1, datastore.ActiveRecordStrategy.Append(Item(Guid.NewGuid(), 0)));
    }

    [Fact]
    public void Tables_of_a_newer_build_are_refused()
    {
        PostgreSqlSettings settings = PostgreSqlServer.NewSettings();
        PostgreSqlDatastore.Open(settings).Dispose();
        Server.Execute($"update {settings.Schema}.store set format = 2");

        Assert.Contains("format 2", Assert.Throws<InvalidDataException>(() => PostgreSqlDatastore.Open(settings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_can_be_changed_by_nobody()
    {
        PostgreSqlSettings settings = PostgreSqlServer.NewSettings();
        using PostgreSqlDatastore datastore = PostgreSqlDatastore.Open(settings);
        datastore.ActiveRecordStrategy.Append(Item(Guid.NewGuid(), 0));

        foreach (string sql in new[] { "update {0}.items set topic = 'x'", "delete from {0}.items", "truncate {0}.items" })
        {
            PostgresException refused = Assert.Throws<PostgresException>(() => Server.Execute(string.Format(null, sql, settings.Schema)));
            Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
        }
    }

    [Fact]
    public void A_writer_appends_and_a_reader_reads_and_neither_can_more()
    {
        string suffix = Guid.NewGuid().ToString("n");
        PostgreSqlSettings settings = PostgreSqlServer.NewSettings() with { WriterRole = $"writer_{suffix}", ReaderRole = $"reader_{suffix}" };
        Server.Execute($"create role {settings.WriterRole} login; create role {settings.ReaderRole} login");
        PostgreSqlDatastore.Open(settings).Dispose();
        Guid sequence = Guid.NewGuid();

        using (NpgsqlDataSource writer = As(settings.WriterRole))
        {
            using PostgreSqlDatastore datastore = PostgreSqlDatastore.Open(settings with { DataSource = writer });
            datastore.ActiveRecordStrategy.Append([Item(sequence, 0)], new Tracking("mine", 1));
            datastore.ActiveRecordStrategy.Append([], new Tracking("mine", 2));
            datastore.SnapshotStore!.Put(new Snapshot(sequence, 1, "f", new byte[3]), keep: 1);
            foreach (string sql in new[]
            {
                "update {0}.items set topic = 'x'", "delete from {0}.items", "truncate {0}.items", "update {0}.store set format = 3", "drop table {0}.head",
                "delete from {0}.trackings", "alter table {0}.items disable trigger all",
            })
            {
                AssertDenied(writer, string.Format(null, sql, settings.Schema));
            }
        }

        using (NpgsqlDataSource reader = As(settings.ReaderRole))
        {
            using PostgreSqlDatastore datastore = PostgreSqlDatastore.Open(settings with { DataSource = reader, ReconnectTime = TimeSpan.Zero });
            Assert.Equal([Item(sequence, 0)], datastore.ActiveRecordStrategy.GetItems(sequence));
            Assert.Equal((1, 2), (datastore.ActiveRecordStrategy.LastNotificationId, datastore.ActiveRecordStrategy.GetTracking("mine")));
            DatastoreUnavailableException refused = Assert.Throws<DatastoreUnavailableException>(
                () => datastore.ActiveRecordStrategy.Append(Item(sequence, 1)));
            Assert.False(refused.IsOutcomeUnknown);
            AssertDenied(reader, $"insert into {settings.Schema}.trackings values ('x', 1)");
        }
    }

    [Fact]
    public void Nothing_of_the_connection_string_is_in_what_a_datastore_says()
    {
        const string Secret = "pa55-w0rd";
        string connectionString = $"Host=127.0.0.1;Port=1;Username=shop;Password={Secret};Timeout=1";
        NpgsqlDataSource source = NpgsqlDataSource.Create(connectionString);
        PostgreSqlSettings settings = new() { DataSource = source, ReconnectTime = TimeSpan.Zero };
        DatastoreUnavailableException away = Assert.Throws<DatastoreUnavailableException>(() => PostgreSqlDatastore.Open(settings));
        Assert.Contains("can't be reached", away.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, away + settings.ToString(), StringComparison.Ordinal);
    }

    private static SequencedItem Item(Guid sequence, long position) => new(sequence, position, "Example.Created", "{}"u8.ToArray());

    private static NpgsqlDataSource As(string? role) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Server.ConnectionString) { Username = role }.ConnectionString);

    private static void AssertDenied(NpgsqlDataSource source, string sql)
    {
        using NpgsqlCommand command = source.CreateCommand(sql);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, Assert.Throws<PostgresException>(() => command.ExecuteNonQuery()).SqlState);
    }
}
