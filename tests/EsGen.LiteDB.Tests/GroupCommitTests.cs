using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>Appends that wait together share one transaction and one sync, and nothing else.</summary>
public sealed class GroupCommitTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly TestFiles _files = new() { CheckpointPages = 100_000 };
    private readonly ManualResetEventSlim _syncing = new();
    private readonly ManualResetEventSlim _maySync = new();
    private LiteDbDatastore? _datastore;
    private int _syncs;

    private IActiveRecordStrategy Strategy => _datastore!.ActiveRecordStrategy;

    public void Dispose()
    {
        _maySync.Set();
        _datastore?.Dispose();
        _syncing.Dispose();
        _maySync.Dispose();
    }

    [Fact]
    public async Task Appends_that_wait_become_one_commit_with_one_sync()
    {
        var first = BeginSync();
        var waiting = Enumerable.Range(2, 50).Select(id => Strategy.AppendAsync([NumberedItems.Item(id)]).AsTask()).ToList();

        _maySync.Set();
        await Task.WhenAll(waiting).WaitAsync(Soon);
        await first;

        Assert.Equal(2, _syncs);
        Assert.Equal(51, NumberedItems.AssertExactPrefix(_datastore!));
    }

    [Fact]
    public async Task A_conflict_fails_alone()
    {
        var first = BeginSync();
        var before = Strategy.AppendAsync([NumberedItems.Item(2)]).AsTask();
        var taken = Strategy.AppendAsync([NumberedItems.Item(100), NumberedItems.Item(1)]).AsTask();
        var twice = Strategy.AppendAsync([NumberedItems.Item(100), NumberedItems.Item(100)]).AsTask();
        var rival = Strategy.AppendAsync([NumberedItems.Item(100), NumberedItems.Item(2)]).AsTask();
        var after = Strategy.AppendAsync([NumberedItems.Item(3)]).AsTask();

        _maySync.Set();
        await Task.WhenAll(first, before, after).WaitAsync(Soon);
        foreach (var (append, id) in new[] { (taken, 1), (twice, 100), (rival, 2) })
        {
            var conflict = await Assert.ThrowsAsync<ConcurrencyException>(() => append.WaitAsync(Soon));
            Assert.Equal((NumberedItems.Item(id).SequenceId, NumberedItems.Item(id).Position), (conflict.SequenceId, conflict.Position));
        }

        Assert.Equal(3, NumberedItems.AssertExactPrefix(_datastore!));
    }

    [Fact]
    public async Task A_conflict_is_not_reported_before_the_rival_is_durable()
    {
        Open(Durability.Fsync);
        _files.Before = operation =>
        {
            if (operation is { IsLog: true, Kind: FileOperationKind.Sync })
            {
                _syncing.Set();
                _maySync.Wait();
                throw new IOException("Input/output error");
            }
        };
        var winner = Strategy.AppendAsync([NumberedItems.Item(1)]).AsTask();
        Assert.True(_syncing.Wait(Soon));
        var loser = Strategy.AppendAsync([NumberedItems.Item(1)]).AsTask();
        _maySync.Set();

        Assert.True((await Assert.ThrowsAsync<DatastoreFailedException>(() => winner.WaitAsync(Soon))).IsOutcomeUnknown);
        Assert.False((await Assert.ThrowsAsync<DatastoreFailedException>(() => loser.WaitAsync(Soon))).IsOutcomeUnknown);
    }

    [Fact]
    public async Task Readers_neither_wait_for_the_sync_nor_see_what_is_not_durable()
    {
        var item = NumberedItems.Item(1);
        var first = BeginSync();

        Assert.Equal(0, Strategy.LastNotificationId);
        Assert.Null(Strategy.GetItem(item.SequenceId, item.Position));
        Assert.Empty(Strategy.GetItems(item.SequenceId, limit: 1, queryAscending: false));
        Assert.Empty(await Strategy.GetItemsAsync(item.SequenceId));
        Assert.Empty(Strategy.GetNotifications(0, 10));
        Assert.False(first.IsCompleted);

        _maySync.Set();
        await first.WaitAsync(Soon);
        Assert.Equal(1, NumberedItems.AssertExactPrefix(_datastore!));
    }

    [Fact]
    public async Task A_follower_sees_each_event_once_in_order_and_none_before_it_is_durable()
    {
        const int Writers = 16;
        const int AppendsEach = 20;
        Open(Durability.Fsync);
        var data = _files.Data;
        var syncedLength = _files.LogLength;
        _files.Before = operation =>
        {
            if (operation is { IsLog: true, Kind: FileOperationKind.Sync })
            {
                Interlocked.Exchange(ref syncedLength, _files.LogLength);
            }
        };
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var position = 0; position < AppendsEach; position++)
            {
                await Strategy.AppendAsync([new SequencedItem(new Guid(writer, 0, 0, new byte[8]), position, "Example.Created", default)]);
            }
        })).ToList();

        List<(long Id, long SyncedLength)> seen = [];
        for (var last = 0L; last < Writers * AppendsEach;)
        {
            foreach (var notification in Strategy.GetNotifications(last, 50))
            {
                Assert.Equal(++last, notification.Id);
            }

            seen.Add((last, Interlocked.Read(ref syncedLength)));
        }

        await Task.WhenAll(writers);
        var log = _files.Log;
        foreach (var (id, length) in seen.DistinctBy(moment => moment.Id))
        {
            TestFiles afterPowerFailure = new() { LogExists = true, Data = data, Log = log[..(int)length] };
            using var datastore = afterPowerFailure.Open();
            Assert.InRange(datastore.ActiveRecordStrategy.LastNotificationId, id, long.MaxValue);
        }
    }

    [Fact]
    public async Task Of_sixteen_with_the_same_position_one_wins_a_hundred_times()
    {
        Open(Durability.OsBuffered);
        for (var position = 0; position < 100; position++)
        {
            var item = new SequencedItem(Guid.Empty, position, "Example.Created", default);
            var attempts = Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await Strategy.AppendAsync([item]))).ToList();
            var failures = await Task.WhenAll(attempts.Select(async attempt => await Record.ExceptionAsync(() => attempt)));
            Assert.Equal(15, failures.OfType<ConcurrencyException>().Count());
        }

        Assert.Equal(
            Enumerable.Range(0, 100).Select(position => (long)position), Strategy.GetItems(Guid.Empty).Select(item => item.Position));
        Assert.Equal(100, Strategy.LastNotificationId);
        _datastore!.Verify();
    }

    [Fact]
    public void Positions_in_any_order_are_taken_exactly_once()
    {
        Open(Durability.OsBuffered);
        Random random = new(1);
        HashSet<long> taken = [];
        for (var append = 0; append < 300; append++)
        {
            var position = random.Next(-60, 60);
            var exception = Record.Exception(() => Strategy.Append(new SequencedItem(Guid.Empty, position, "Example.Created", default)));
            Assert.Equal(taken.Add(position), exception is null);
            Assert.True(exception is null or ConcurrencyException, exception?.ToString());
        }

        Assert.Equal(taken.Order(), Strategy.GetItems(Guid.Empty).Select(item => item.Position));
    }

    [Fact]
    public void Without_fsync_nothing_is_synced_until_the_log_is_copied()
    {
        Open(Durability.OsBuffered);
        _files.Before = Count;
        foreach (var item in NumberedItems.Items(1, 20))
        {
            Strategy.Append(item);
        }

        Assert.Equal(0, _syncs);
        _datastore!.Dispose();
        Assert.NotEqual(0, _syncs);
    }

    [Fact]
    public void With_an_interval_the_last_append_is_synced_when_it_is_over()
    {
        Open(Durability.Interval(TimeSpan.FromMilliseconds(200)));
        _files.Before = operation =>
        {
            Count(operation);
            if (operation.Kind == FileOperationKind.Sync)
            {
                _syncing.Set();
            }
        };
        Strategy.Append(NumberedItems.Item(1));

        Assert.Equal(1, Strategy.LastNotificationId);
        Assert.True(_syncing.Wait(Soon));
        Assert.Equal(1, _syncs);
    }

    [Fact]
    public void An_interval_is_between_a_millisecond_and_a_day()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Durability.Interval(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => Durability.Interval(TimeSpan.FromDays(2)));
        Assert.Throws<ArgumentException>(() => LiteDbDatastore.Open(new LiteDbSettings { Path = ":memory:", Durability = null! }));
        Assert.Equal(Durability.Interval(TimeSpan.FromSeconds(1)), Durability.Interval(TimeSpan.FromSeconds(1)));
        Assert.NotEqual(Durability.Interval(TimeSpan.FromSeconds(1)), Durability.Interval(TimeSpan.FromSeconds(2)));
        Assert.Equal(
            ["Fsync", "OsBuffered", "Interval 00:00:01"],
            [$"{Durability.Fsync}", $"{Durability.OsBuffered}", $"{Durability.Interval(TimeSpan.FromSeconds(1))}"]);
    }

    private void Open(Durability durability) => _datastore = _files.Open(durability);

    private void Count(FileOperation operation) => _syncs += operation is { IsLog: true, Kind: FileOperationKind.Sync } ? 1 : 0;

    /// <summary>Appends item 1 and returns when its sync has begun, which then waits for the test.</summary>
    private Task<long> BeginSync()
    {
        Open(Durability.Fsync);
        _files.Before = operation =>
        {
            Count(operation);
            if (operation is { IsLog: true, Kind: FileOperationKind.Sync })
            {
                _syncing.Set();
                _maySync.Wait();
            }
        };
        var append = Strategy.AppendAsync([NumberedItems.Item(1)]).AsTask();
        Assert.True(_syncing.Wait(Soon));
        return append;
    }
}
