using System.Collections.Concurrent;
using Npgsql;
using Xunit;

namespace EsGen.PostgreSql.Tests;

/// <summary>What an append says is what is so: over several datastores, cut connections and locks of others.</summary>
public sealed class OutcomeTests
{
    private static readonly PostgreSqlServer Server = PostgreSqlServer.Instance;

    [Fact] // G2
    public async Task Of_the_writers_of_two_datastores_one_gets_a_position()
    {
        PostgreSqlSettings settings = PostgreSqlServer.NewSettings();
        await using PostgreSqlDatastore one = await PostgreSqlDatastore.OpenAsync(settings);
        await using PostgreSqlDatastore other = await PostgreSqlDatastore.OpenAsync(settings);
        Guid sequence = Guid.NewGuid();
        for (int position = 0; position < 30; position++)
        {
            SequencedItem item = Item(sequence, position);
            bool[] won = await Task.WhenAll(Enumerable.Range(0, 16).Select(async writer =>
            {
                try
                {
                    await (writer % 2 == 0 ? one : other).ActiveRecordStrategy.AppendAsync([item]);
                    return true;
                }
                catch (ConcurrencyException)
                {
                    return false;
                }
            }));
            Assert.Single(won, true);
        }

        Assert.Equal(Enumerable.Range(1, 30).Select(static id => (long)id), one.ActiveRecordStrategy.GetNotifications(0, 100).Select(n => n.Id));
    }

    [Fact]
    public async Task Refused_appends_leave_those_beside_them_alone_and_no_gap()
    {
        PostgreSqlSettings settings = PostgreSqlServer.NewSettings();
        await using PostgreSqlDatastore datastore = await PostgreSqlDatastore.OpenAsync(settings);
        IActiveRecordStrategy strategy = datastore.ActiveRecordStrategy;
        Guid taken = Guid.NewGuid();
        strategy.Append(Item(taken, 0));
        Task<long>[] appends = [.. Enumerable.Range(0, 200).Select(number => Task.Run(
            async () => await strategy.AppendAsync(number % 3 == 0 ? [Item(Guid.NewGuid(), 0), Item(taken, 0)] : [Item(Guid.NewGuid(), 0)])))];
        foreach (Task<long> append in appends)
        {
            await Record.ExceptionAsync(() => append);
        }

        Assert.All(appends.Where((_, number) => number % 3 == 0), append => Assert.IsType<ConcurrencyException>(append.Exception!.InnerException));
        long[] ids = [.. appends.Where(append => append.IsCompletedSuccessfully).Select(append => append.Result).Order()];
        Assert.Equal(Enumerable.Range(2, ids.Length).Select(static id => (long)id), ids);
        Assert.Equal(ids.Length + 1, strategy.LastNotificationId);
    }

    [Fact] // G4, in short
    public async Task Connections_cut_under_load_lose_nothing_and_store_nothing_twice()
    {
        const int Writers = 8;
        PostgreSqlSettings settings = PostgreSqlServer.NewSettings();
        NpgsqlConnectionStringBuilder builder = new(Server.ConnectionString) { ApplicationName = settings.Schema };
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(builder.ConnectionString);
        await using PostgreSqlDatastore datastore = await PostgreSqlDatastore.OpenAsync(settings with { DataSource = source });
        IActiveRecordStrategy strategy = datastore.ActiveRecordStrategy;
        using CancellationTokenSource end = new();
        ConcurrentDictionary<Guid, long> stored = new();
        List<long> followed = [];
        Task follower = Task.Run(async () =>
        {
            using EventSourcedApplication application = new(strategy);
            await foreach (Notification notification in application.EventStore.FollowAsync(0, CancellationToken.None))
            {
                followed.Add(notification.Id);
                if (notification.Item.SequenceId == Guid.Empty)
                {
                    return;
                }
            }
        });
        Task[] writers = [.. Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            Guid sequence = Guid.NewGuid();
            for (long position = 0; !end.IsCancellationRequested; position++)
            {
                await strategy.AppendAsync([Item(sequence, position)]);
                stored[sequence] = position + 1;
            }
        }))];
        for (int cut = 0; cut < TestLength.Choose(6, 50); cut++)
        {
            await Task.Delay(100);
            Server.Execute($"select pg_terminate_backend(pid) from pg_stat_activity where application_name = '{settings.Schema}'");
        }

        await end.CancelAsync();
        await Task.WhenAll(writers);
        long total = stored.Values.Sum() + 1;
        await strategy.AppendAsync([Item(Guid.Empty, 0)]);
        Assert.Equal(total, strategy.LastNotificationId);
        Assert.All(stored, pair => Assert.Equal(
            Enumerable.Range(0, (int)pair.Value).Select(static position => (long)position),
            strategy.GetItems(pair.Key).Select(static item => item.Position)));
        await follower.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(Enumerable.Range(1, (int)total).Select(static id => (long)id), followed);
    }

    [Fact] // G7
    public async Task An_append_waits_for_a_stranger_s_lock_and_ends_with_nothing_stored()
    {
        PostgreSqlSettings settings = PostgreSqlServer.NewSettings() with { LockTimeout = TimeSpan.FromMilliseconds(300) };
        await using PostgreSqlDatastore datastore = await PostgreSqlDatastore.OpenAsync(settings);
        await using (NpgsqlConnection stranger = await Server.DataSource.OpenConnectionAsync())
        await using (NpgsqlTransaction transaction = await stranger.BeginTransactionAsync())
        {
            await using NpgsqlCommand command = new($"select last_id from {settings.Schema}.head for update", stranger);
            await command.ExecuteScalarAsync();
            DatastoreUnavailableException refused = await Assert.ThrowsAsync<DatastoreUnavailableException>(
                async () => await datastore.ActiveRecordStrategy.AppendAsync([Item(Guid.NewGuid(), 0)]));
            Assert.Contains(nameof(PostgreSqlSettings.LockTimeout), refused.Message, StringComparison.Ordinal);
            Assert.False(refused.IsOutcomeUnknown);
        }

        Assert.Equal(1, await datastore.ActiveRecordStrategy.AppendAsync([Item(Guid.NewGuid(), 0)]));
    }

    [Fact] // G5
    public async Task A_commit_that_was_given_up_can_not_happen_later()
    {
        PostgreSqlSettings settings = PostgreSqlServer.NewSettings();
        await using PostgreSqlDatastore datastore = await PostgreSqlDatastore.OpenAsync(settings);
        Guid commit = Guid.NewGuid();
        Server.Execute($"select * from {settings.Schema}.give_up('{commit}')");
        PostgresException late = Assert.Throws<PostgresException>(() => Server.Execute(
            $"select * from {settings.Schema}.append('{commit}', array[1], array[null::text], array[null::bigint], false, array['{commit}'::uuid], array[0::bigint], "
            + $"array['T'], array[0::bigint], array['\\x7b7d'::bytea], array['\\x'::bytea], 1000, '{commit}')"));

        Assert.Equal(PostgresErrorCodes.UniqueViolation, late.SqlState);
        Assert.Equal(0, datastore.ActiveRecordStrategy.LastNotificationId);
        Assert.Equal(1, datastore.ActiveRecordStrategy.Append(Item(commit, 0)));
    }

    [Fact]
    public async Task A_follower_hears_at_once_of_what_another_datastore_stored()
    {
        PostgreSqlSettings settings = PostgreSqlServer.NewSettings() with { PollInterval = TimeSpan.FromHours(1) };
        await using PostgreSqlDatastore one = await PostgreSqlDatastore.OpenAsync(settings);
        await using PostgreSqlDatastore other = await PostgreSqlDatastore.OpenAsync(settings);
        for (long id = 0; id < 5; id++)
        {
            Task waiting = one.ActiveRecordStrategy.WaitForNotificationAsync(id).AsTask();
            await Task.Delay(20);
            Assert.False(waiting.IsCompleted);
            await other.ActiveRecordStrategy.AppendAsync([Item(Guid.NewGuid(), 0)]);
            await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    [Fact]
    public async Task Without_prepared_statements_and_under_another_isolation_level_all_is_the_same()
    {
        NpgsqlConnectionStringBuilder builder = new(Server.ConnectionString) { Options = "-c default_transaction_isolation=serializable" };
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(builder.ConnectionString);
        PostgreSqlSettings settings = PostgreSqlServer.NewSettings() with { DataSource = source, PreparesStatements = false };
        await using PostgreSqlDatastore one = await PostgreSqlDatastore.OpenAsync(settings);
        await using PostgreSqlDatastore other = await PostgreSqlDatastore.OpenAsync(settings);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(async number =>
            await (number % 2 == 0 ? one : other).ActiveRecordStrategy.AppendAsync([Item(Guid.NewGuid(), number)])));
        Assert.Equal(60, one.ActiveRecordStrategy.LastNotificationId);
        Assert.Equal(60, other.ActiveRecordStrategy.GetNotifications(0, 100).Count);
    }

    private static SequencedItem Item(Guid sequence, long position) => new(sequence, position, "Example.Created", "{}"u8.ToArray());
}
