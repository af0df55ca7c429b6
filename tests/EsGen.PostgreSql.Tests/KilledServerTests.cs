using System.Collections.Concurrent;
using Npgsql;
using Xunit;

namespace EsGen.PostgreSql.Tests;

/// <summary>A server that is killed (kill -9) and started again under load. It is one of the tests' own, which writes to its disk as it should.</summary>
[Trait(ServerTestFramework.Server, ServerTestFramework.Own)]
public sealed class KilledServerTests
{
    [Fact] // G3
    public async Task What_was_acknowledged_is_there_once_and_each_outcome_is_known()
    {
        using OwnServer server = OwnServer.Start(PostgreSqlServer.Programs!, "");
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(server.ConnectionString);
        PostgreSqlSettings settings = new() { DataSource = source, Schema = "killed", ReconnectTime = TimeSpan.FromMinutes(2) };
        await using PostgreSqlDatastore datastore = await PostgreSqlDatastore.OpenAsync(settings);
        using CancellationTokenSource end = new();
        ConcurrentDictionary<Guid, long> stored = new();
        List<long> followed = [];
        Task follower = Task.Run(async () =>
        {
            using EventSourcedApplication application = new(datastore);
            await foreach (Notification notification in application.EventStore.FollowAsync(0, CancellationToken.None))
            {
                followed.Add(notification.Id);
                if (notification.Item.SequenceId == Guid.Empty)
                {
                    return;
                }
            }
        });
        Task[] writers = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            Guid sequence = Guid.NewGuid();
            for (long position = 0; !end.IsCancellationRequested; position++)
            {
                await datastore.ActiveRecordStrategy.AppendAsync([new SequencedItem(sequence, position, "Example.Created", "{}"u8.ToArray())]);
                stored[sequence] = position + 1;
            }
        }))];
        Random random = new(1);
        for (int round = 0; round < TestLength.Choose(2, 500); round++)
        {
            await Task.Delay(random.Next(100, 500));
            server.Kill();
            server.Start();
        }

        await end.CancelAsync();
        await Task.WhenAll(writers);
        await datastore.ActiveRecordStrategy.AppendAsync([new SequencedItem(Guid.Empty, 0, "Example.Created", "{}"u8.ToArray())]);
        Assert.Equal(stored.Values.Sum() + 1, datastore.ActiveRecordStrategy.LastNotificationId);
        Assert.All(stored, pair => Assert.Equal(
            Enumerable.Range(0, (int)pair.Value).Select(static position => (long)position),
            datastore.ActiveRecordStrategy.GetItems(pair.Key).Select(static item => item.Position)));
        await follower.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(Enumerable.Range(1, followed.Count).Select(static id => (long)id), followed);
    }
}
