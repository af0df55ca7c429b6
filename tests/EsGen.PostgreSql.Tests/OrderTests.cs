using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Xunit;

namespace EsGen.PostgreSql.Tests;

/// <summary>Followers get each notification once, in order and without a gap, however long commits take, and whatever is rolled back.</summary>
public sealed class OrderTests
{
    private readonly PostgreSqlSettings _settings = PostgreSqlServer.NewSettings();

    [Fact] // G1, F1
    public async Task Nothing_is_missed_doubled_or_out_of_order_beside_slow_and_broken_off_commits()
    {
        TimeSpan time = TimeSpan.FromSeconds(TestLength.Choose(2, 1800));
        await using PostgreSqlDatastore one = await PostgreSqlDatastore.OpenAsync(_settings), other = await PostgreSqlDatastore.OpenAsync(_settings);
        using CancellationTokenSource end = new();
        List<Notification> followed = [];
        Task follower = Task.Run(async () =>
        {
            using EventSourcedApplication application = new(one);
            await foreach (Notification notification in application.EventStore.FollowAsync(0, CancellationToken.None))
            {
                followed.Add(notification);
                if (notification.Item.SequenceId == Guid.Empty)
                {
                    return;
                }
            }
        });
        ConcurrentDictionary<Guid, long> stored = new();
        Task[] writers =
        [
            .. Enumerable.Range(0, 12).Select(number => Task.Run(async () =>
            {
                Guid sequence = Guid.NewGuid();
                for (long position = 0; !end.IsCancellationRequested; position++)
                {
                    await (number % 2 == 0 ? one : other).ActiveRecordStrategy.AppendAsync([Item(sequence, position)]);
                    stored[sequence] = position + 1;
                }
            })),
            .. Enumerable.Range(0, 4).Select(seed => Task.Run(() => AppendSlowlyAsync(new Random(seed), stored, end.Token))),
        ];
        await Task.Delay(time);
        await end.CancelAsync();
        await Task.WhenAll(writers);
        await other.ActiveRecordStrategy.AppendAsync([Item(Guid.Empty, 0)]);
        await follower.WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(Enumerable.Range(1, (int)stored.Values.Sum() + 1).Select(static id => (long)id), followed.Select(static notification => notification.Id));
        Dictionary<Guid, long> next = [];
        foreach (SequencedItem item in followed.Select(static notification => notification.Item))
        {
            Assert.Equal(next.GetValueOrDefault(item.SequenceId), item.Position);
            next[item.SequenceId] = item.Position + 1;
        }
    }

    /// <summary>Appends in transactions of its own, which it keeps open for a while, and rolls one in ten of them back.</summary>
    private async Task AppendSlowlyAsync(Random random, ConcurrentDictionary<Guid, long> stored, CancellationToken end)
    {
        Guid sequence = Guid.NewGuid();
        await using NpgsqlConnection connection = await PostgreSqlServer.Instance.DataSource.OpenConnectionAsync(CancellationToken.None);
        for (long position = 0; !end.IsCancellationRequested;)
        {
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(CancellationToken.None);
            await using NpgsqlCommand command = new(
                $"select append from {_settings.Schema}.append(gen_random_uuid(), array[1], array[null::text], array[null::bigint], false, array[$1], array[$2], array['T'], "
                + "array[0::bigint], array['\\x7b7d'::bytea], array['\\x'::bytea], 60000, gen_random_uuid())", connection);
            command.Parameters.AddWithValue(sequence);
            command.Parameters.AddWithValue(position);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
            await Task.Delay(random.Next(20), CancellationToken.None);
            if (random.Next(10) == 0)
            {
                await transaction.RollbackAsync(CancellationToken.None);
                continue;
            }

            await transaction.CommitAsync(CancellationToken.None);
            stored[sequence] = ++position;
        }
    }

    private static SequencedItem Item(Guid sequence, long position) => new(sequence, position, "Example.Created", "{}"u8.ToArray());
}
