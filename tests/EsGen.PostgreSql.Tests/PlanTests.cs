using Npgsql;
using Xunit;

namespace EsGen.PostgreSql.Tests;

/// <summary>
/// How many rows a commit looks at: no more where there are many than where there are few, whatever a table was like when the plan was
/// made. That is counted by the server, and told when a connection has ended.
/// </summary>
public sealed class PlanTests
{
    private const int Commits = 300;

    [Fact]
    public async Task An_append_looks_at_no_other_items()
    {
        PostgreSqlSettings settings = PostgreSqlServer.NewSettings();
        await using (NpgsqlDataSource source = NpgsqlDataSource.Create(PostgreSqlServer.Instance.ConnectionString))
        {
            await using PostgreSqlDatastore datastore = await PostgreSqlDatastore.OpenAsync(settings with { DataSource = source });
            IActiveRecordStrategy strategy = datastore.ActiveRecordStrategy;
            Guid sequence = Guid.NewGuid();
            for (int position = 0; position < Commits; position++)
            {
                await strategy.AppendAsync([Item(sequence, position)], new Tracking($"reader{position}", position));
            }

            // One after the other, because of the one that is refused.
            ValueTask<long> taken = strategy.AppendAsync([Item(sequence, 0)]);
            ValueTask<long> stored = strategy.AppendAsync([Item(sequence, Commits)]);
            await Assert.ThrowsAsync<ConcurrencyException>(async () => await taken);
            await stored;
        }

        Assert.InRange(await RowsReadAsync(settings.Schema, "items", Commits + 1), 0, 10 * Commits);
        Assert.InRange(await RowsReadAsync(settings.Schema, "trackings", Commits), 0, 10 * Commits);
    }

    [Fact]
    public async Task A_commit_of_a_read_model_looks_at_no_other_documents()
    {
        PostgreSqlSettings settings = PostgreSqlServer.NewSettings();
        await using (NpgsqlDataSource source = NpgsqlDataSource.Create(PostgreSqlServer.Instance.ConnectionString))
        {
            await using PostgreSqlDatastore datastore = await PostgreSqlDatastore.OpenAsync(settings with { DataSource = source });
            using EventSourcedApplication application = new(datastore);
            await using EventSourcedRunner runner = new(application);
            runner.Add<AgendaEntry>();
            await runner.StartAsync();
            for (int i = 0; i < Commits; i++)
            {
                Visit visit = new(Guid.NewGuid(), DateTimeOffset.UnixEpoch.AddDays(i), $"patient {i}");
                await application.SaveAsync(visit);
                await runner.WaitUntilCaughtUpAsync();
                if (i % 10 == 0)
                {
                    visit.Cancel();
                    await application.SaveAsync(visit);
                    await runner.WaitUntilCaughtUpAsync();
                }
            }
        }

        Assert.InRange(await RowsReadAsync(settings.Schema, "#1", Commits), 0, 10 * Commits);
        Assert.InRange(await RowsReadAsync(settings.Schema, "#1 entries", 3 * Commits), 0, 30 * Commits);
    }

    /// <summary>
    /// What is ruled out for plans counts as so dear that the server would compile each small statement with LLVM, for tens of milliseconds.
    /// </summary>
    [Fact]
    [Trait(ServerTestFramework.Server, ServerTestFramework.Own)]
    public async Task No_statement_of_a_commit_is_compiled()
    {
        // It writes down the plan of each statement, also of those within functions.
        using OwnServer server = OwnServer.Start(
            PostgreSqlServer.Programs!,
            "-c fsync=off -c session_preload_libraries=auto_explain -c auto_explain.log_min_duration=0 "
            + "-c auto_explain.log_nested_statements=on -c auto_explain.log_analyze=on");
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(server.ConnectionString);
        PostgreSqlSettings settings = PostgreSqlServer.NewSettings() with { DataSource = source };
        await using PostgreSqlDatastore datastore = await PostgreSqlDatastore.OpenAsync(settings);
        using EventSourcedApplication application = new(datastore);
        await using EventSourcedRunner runner = new(application);
        runner.Add<AgendaEntry>();
        await runner.StartAsync();
        for (int i = 0; i < 10; i++)
        {
            Visit visit = new(Guid.NewGuid(), DateTimeOffset.UnixEpoch.AddDays(i), $"patient {i}");
            await application.SaveAsync(visit);
            visit.Cancel();
            await application.SaveAsync(visit);
            await runner.WaitUntilCaughtUpAsync();
        }

        string plans = await File.ReadAllTextAsync(server.Log);
        Assert.Contains("Update on head", plans, StringComparison.Ordinal);
        Assert.Contains("Insert on \"#1\"", plans, StringComparison.Ordinal);
        Assert.DoesNotContain("JIT:", plans, StringComparison.Ordinal);
    }

    /// <summary>The rows that were read of a table, once the server has told of so many that were inserted.</summary>
    private static async Task<long> RowsReadAsync(string schema, string table, long inserted)
    {
        await using NpgsqlCommand command = PostgreSqlServer.Instance.DataSource.CreateCommand("""
            select t.n_tup_ins, t.seq_tup_read + coalesce(i.tup_read, 0)
            from pg_stat_user_tables t,
                lateral (select sum(i.idx_tup_read)::bigint as tup_read from pg_stat_user_indexes i where i.relid = t.relid) i
            where t.schemaname = $1 and t.relname = $2
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = schema });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table });
        for (int tries = 0; ; tries++)
        {
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
            Assert.True(await reader.ReadAsync());
            if (reader.GetInt64(0) >= inserted)
            {
                return reader.GetInt64(1);
            }

            Assert.True(tries < 300, $"The server told of {reader.GetInt64(0)} rows of '{table}' only.");
            await Task.Delay(100);
        }
    }

    private static SequencedItem Item(Guid sequence, long position) => new(sequence, position, "Example.Created", "{}"u8.ToArray());
}
