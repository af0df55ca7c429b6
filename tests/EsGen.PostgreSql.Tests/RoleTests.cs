using EsGen.PostgreSql.Tests.Leases;
using Npgsql;
using Xunit;

namespace EsGen.PostgreSql.Tests;

/// <summary>A migrator without more rights than it needs runs the script; the application works as the writer, people read as the reader.</summary>
public sealed class RoleTests
{
    private static readonly PostgreSqlServer Server = PostgreSqlServer.Instance;

    [Fact]
    public async Task Each_role_can_do_what_it_is_for_and_no_more()
    {
        string suffix = Guid.NewGuid().ToString("n");
        string migrator = $"migrator_{suffix}";
        PostgreSqlSettings settings = PostgreSqlServer.NewSettings() with { WriterRole = $"writer_{suffix}", ReaderRole = $"reader_{suffix}", SetsUpTables = false };
        Server.Execute($"create role {migrator} login; create role {settings.WriterRole} login; create role {settings.ReaderRole} login; grant create on database postgres to {migrator}");
        await using (NpgsqlDataSource source = As(migrator))
        await using (PostgreSqlDatastore unopened = new(settings with { DataSource = source }))
        {
            await using NpgsqlCommand script = source.CreateCommand(unopened.GetScript());
            await script.ExecuteNonQueryAsync();
        }

        await using NpgsqlDataSource writer = As(settings.WriterRole), reader = As(settings.ReaderRole);
        await using (Node node = await Node.OpenAsync(settings with { DataSource = writer }))
        {
            node.Runner.Add<CustomerTotal>();
            node.Runner.Add(new Invoicing());
            await node.Runner.StartAsync();
            node.Save(new Purchase("Ada", 5));
            await node.Runner.WaitUntilCaughtUpAsync();
            await node.Runner.RebuildAsync<CustomerTotal>();
            Assert.Equal(5, node.Application.ReadModels<CustomerTotal>().Get("Ada").Total);
        }

        await using (Node node = await Node.OpenAsync(settings with { DataSource = reader, ReconnectTime = TimeSpan.Zero }))
        {
            Assert.Equal(5, node.Application.ReadModels<CustomerTotal>().Get("Ada").Total);
            Assert.Single(node.Application.Repository<Bill>().GetIds());
        }

        await using (NpgsqlCommand view = reader.CreateCommand($"select total from {settings.Schema}.\"CustomerTotal\" where key = 'Ada'"))
        {
            Assert.Equal(5m, await view.ExecuteScalarAsync());
        }

        foreach (string sql in new[]
        {
            "update {0}.items set topic = 'x'", "delete from {0}.items", "truncate {0}.items", "alter table {0}.items disable trigger all", "drop table {0}.items",
            "update {0}.store set format = 3", "drop function {0}.refuse_change cascade", "delete from {0}.head", "drop schema {0} cascade",
            "create or replace function {0}.refuse_change() returns trigger language plpgsql as 'begin return old; end'",
        })
        {
            AssertDenied(writer, string.Format(null, sql, settings.Schema));
            AssertDenied(reader, string.Format(null, sql, settings.Schema));
        }

        foreach (string sql in new[]
        {
            "update {0}.models set position = 0", "delete from {0}.leases", "select * from {0}.take_lease('x', gen_random_uuid(), 0, 1, 0, false)",
            "select {0}.drop_models()", "create table {0}.mine (id integer)", "drop view {0}.\"CustomerTotal\"", "delete from {0}.snapshots",
        })
        {
            AssertDenied(reader, string.Format(null, sql, settings.Schema));
        }
    }

    [Fact]
    public async Task Nothing_of_connection_strings_and_documents_is_logged_or_thrown()
    {
        const string Secret = "pa55-w0rd";
        NpgsqlConnectionStringBuilder builder = new(Server.ConnectionString) { Password = Secret, ApplicationName = $"roles_{Guid.NewGuid():n}" };
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(builder.ConnectionString);
        PostgreSqlSettings settings = PostgreSqlServer.NewSettings() with { DataSource = source, ReconnectTime = TimeSpan.Zero };
        using LogEntries log = new();
        await using PostgreSqlDatastore datastore = await PostgreSqlDatastore.OpenAsync(settings);
        await using EventSourcedApplication application = new(datastore, new EventSourcedApplicationOptions { LoggerFactory = log });
        await using EventSourcedRunner runner = new(application, new RunnerOptions { LeaseTime = TimeSpan.FromMilliseconds(300) });
        runner.Add<CustomerTotal>();
        await runner.StartAsync();
        application.Save(new Purchase("s3cret customer", 5));
        await runner.WaitUntilCaughtUpAsync();

        // Somebody makes the documents' table unusable, cuts connections, and takes the lease.
        Server.Execute($"alter table {settings.Schema}.\"#1\" add constraint mine check (data is null) not valid");
        application.Save(new Purchase("s3cret customer", 6));
        Exception? failure = await Record.ExceptionAsync(async () => await runner.WaitUntilCaughtUpAsync());
        Assert.IsType<ReadModelStoppedException>(failure);
        Server.Execute($"select pg_terminate_backend(pid) from pg_stat_activity where application_name = '{builder.ApplicationName}'");
        string said = string.Join("\n", log.Entries) + failure;
        Assert.DoesNotContain(Secret, said, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", said, StringComparison.Ordinal);
    }

    private static NpgsqlDataSource As(string? role) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Server.ConnectionString) { Username = role }.ConnectionString);

    private static void AssertDenied(NpgsqlDataSource source, string sql)
    {
        using NpgsqlCommand command = source.CreateCommand(sql);
        PostgresException refused = Assert.Throws<PostgresException>(() => command.ExecuteNonQuery());
        Assert.True(refused.SqlState == PostgresErrorCodes.InsufficientPrivilege, $"{sql}: {refused.SqlState}");
    }
}
